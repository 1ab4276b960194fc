// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.fault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** One direction of one connection: what comes in, what the faults make of it, what goes out. Only on the loop. */
final class Leg {
    /** At so many waiting bytes the source is not read on. */
    private static final int FULL_BYTES = 1024 * 1024;

    private record Chunk(ByteBuffer bytes, boolean counted, boolean last, boolean endsMessage, long dueNanos) {
    }

    private record Drip(int bytes, Duration every) {
    }

    private record Jitter(Duration most, Random random) {
    }

    private record Trigger(long framesOut, Runnable action) {
    }

    private static final class Step {
        private final Rewrite rewrite;
        private final Duration patience;
        private Loop.Timer flush;

        private Step(Rewrite rewrite, Duration patience) {
            this.rewrite = rewrite;
            this.patience = patience;
        }
    }

    private final Loop loop;
    private final Relay relay;
    private final Way way;
    private Peer source;
    private Peer sink;

    private final FrameScanner scanner = new FrameScanner();
    private final Deque<Chunk> queue = new ArrayDeque<>();
    private final List<Runnable> atBoundary = new ArrayList<>();
    private boolean framed;
    private long queuedBytes;
    private boolean tailInMessage;
    private boolean outInMessage;
    private boolean sourceEnded;
    private boolean sourceBroken;
    private boolean deaf;
    private boolean finishing;
    private boolean shut;

    private long bytesIn;
    private long bytesOut;
    private long framesIn;
    private long framesOut;

    private boolean swallowing;
    private boolean torn;
    private boolean skipping;
    private boolean stopped;
    private long cutAt = -1;
    private Ending cutEnding;
    private Drip drip;
    private long nextDripNanos;
    private Jitter jitter;
    private Loop.Timer wakeUp;
    private long wakeUpNanos;
    private final List<Trigger> triggers = new ArrayList<>();
    private List<Step> steps = new ArrayList<>();
    private ByteArrayOutputStream collecting;

    Leg(Loop loop, Relay relay, Way way) {
        this.loop = loop;
        this.relay = relay;
        this.way = way;
    }

    void from(Peer peer) {
        source = peer;
    }

    void to(Peer peer) {
        sink = peer;
    }

    boolean shut() {
        return shut;
    }

    Traffic traffic() {
        return new Traffic(bytesIn, bytesOut, framesIn, framesOut);
    }

    /** From now on frames come. */
    void upgraded() {
        framed = true;
    }

    /** Passes HTTP on. */
    void raw(byte[] bytes) {
        add(bytes, false, true, true);
        write();
    }

    /** Takes what the source has sent since the heads. */
    void in(byte[] data, int length) {
        if (framed) {
            bytesIn += length;
            scanner.scan(data, length, this::piece);
            write();
        } else {
            raw(Arrays.copyOf(data, length));
        }
    }

    /** The source sends nothing more. */
    void sourceEnded(boolean reset) {
        sourceEnded = true;
        sourceBroken |= reset;
        passEndOn();
    }

    // --- faults -------------------------------------------------------------------------------------------------

    void swallow() {
        swallowing = true;
        torn |= outInMessage;
        collecting = null;
        tailInMessage = false;
        clear();
        refresh();
    }

    void stop() {
        stopped = true;
        refresh();
    }

    void cutAfter(long bytes, Ending ending) {
        cutAt = bytesOut + bytes;
        cutEnding = ending;
        write();
    }

    void drip(int bytes, Duration every) {
        drip = new Drip(bytes, every);
        nextDripNanos = System.nanoTime();
    }

    void jitter(Duration most, long seed) {
        jitter = new Jitter(most, new Random(seed));
    }

    /** @param patience how long after the last text it is flushed, null for never */
    void rewrite(Rewrite rewrite, Duration patience) {
        steps.add(new Step(rewrite, patience));
    }

    void afterFrames(int frames, Runnable action) {
        triggers.add(new Trigger(framesOut + frames, action));
    }

    /** Sends bytes of our own when no message is half sent. */
    void inject(byte[] bytes) {
        atBoundary(() -> add(bytes, true, true, true));
    }

    /** Runs something when no message is half sent, perhaps at once. */
    void atBoundary(Runnable action) {
        if (tailInMessage) {
            atBoundary.add(action);
        } else {
            action.run();
            write();
        }
    }

    /** Drops all that comes from now on. */
    void deafen() {
        deaf = true;
    }

    /** FIN after what waits to go out; drops all that comes from now on. */
    void finish() {
        deaf = true;
        finishing = true;
        write();
    }

    void clear() {
        queue.clear();
        queuedBytes = 0;
    }

    void heal() {
        stopped = false;
        drip = null;
        jitter = null;
        cutAt = -1;
        triggers.clear();
        flushSteps();
        steps = new ArrayList<>();
        if (swallowing && !torn) {
            swallowing = false;
            skipping = scanner.inMessage();
        }
        if (sourceEnded) {
            passEndOn();
        }
        write();
    }

    // --- in -----------------------------------------------------------------------------------------------------

    private void piece(FrameScanner.Piece piece) {
        if (piece.last()) {
            framesIn++;
            if (piece.opcode() == Frames.CLOSE) {
                relay.closeFrameCame(way);
            }
        }
        if (piece.startsMessage()) {
            skipping = false;
        }
        if (deaf || swallowing || skipping) {
            return;
        }
        if (piece.first() && !steps.isEmpty()) {
            collecting = new ByteArrayOutputStream();
        }
        if (collecting == null) {
            add(piece.bytes(), true, piece.last(), piece.endsMessage());
        } else {
            collecting.writeBytes(piece.bytes());
            if (piece.last()) {
                byte[] frame = collecting.toByteArray();
                collecting = null;
                rewritten(frame, 0);
            }
        }
    }

    private void rewritten(byte[] frame, int from) {
        if (from == steps.size()) {
            boolean ends = Frames.isControl(frame) ? !tailInMessage : Frames.isFinal(frame);
            add(frame, true, true, ends);
        } else if (Frames.isPlainText(frame)) {
            Step step = steps.get(from);
            step.rewrite.text(frame, made -> rewritten(made, from + 1));
            if (step.patience != null) {
                flushLater(step, from);
            }
        } else {
            rewritten(frame, from + 1);
        }
    }

    private void flushLater(Step step, int at) {
        if (step.flush != null) {
            step.flush.cancel();
        }
        step.flush = loop.in(step.patience, () -> {
            if (steps.contains(step) && !relay.isOver()) {
                step.rewrite.flush(made -> rewritten(made, at + 1));
                write();
            }
        });
    }

    private void flushSteps() {
        for (int i = 0; i < steps.size(); i++) {
            int next = i + 1;
            steps.get(i).rewrite.flush(made -> rewritten(made, next));
        }
    }

    private void passEndOn() {
        if (swallowing || stopped) {
            return;
        }
        if (sourceBroken) {
            relay.reset();
            return;
        }
        flushSteps();
        if (collecting != null) {
            add(collecting.toByteArray(), true, false, false);
            collecting = null;
        }
        write();
    }

    // --- out ----------------------------------------------------------------------------------------------------

    private void add(byte[] bytes, boolean counted, boolean last, boolean endsMessage) {
        long due = System.nanoTime();
        if (jitter != null) {
            due += (long) (jitter.random().nextDouble() * jitter.most().toNanos());
        }
        queue.add(new Chunk(ByteBuffer.wrap(bytes), counted, last, endsMessage, due));
        queuedBytes += bytes.length;
        tailInMessage = !endsMessage;
        while (!tailInMessage && !atBoundary.isEmpty()) {
            atBoundary.remove(0).run();
        }
    }

    /** Writes as much as the sink and the faults allow. */
    void write() {
        if (sink == null || !sink.connected()) {
            if (sink != null && sink.closed()) {
                clear();
            }
            refresh();
            return;
        }
        try {
            boolean all = writeQueue();
            if (!sink.closed()) {
                sink.wantWrite(!all);
                finishIfDone();
            }
        } catch (IOException e) {
            relay.gone(sink, true);
        }
        refresh();
    }

    /** Returns whether the sink took all that it was offered. */
    private boolean writeQueue() throws IOException {
        while (!sink.closed() && !stopped) {
            Chunk chunk = queue.peek();
            if (cutAt >= 0 && bytesOut >= cutAt && (chunk == null || chunk.counted())) {
                cut();
                return true;
            }
            if (chunk == null || mustWait(chunk)) {
                return true;
            }
            int offered = allowed(chunk);
            if (write(chunk, offered) < offered) {
                return false;
            }
        }
        return true;
    }

    private int write(Chunk chunk, int offered) throws IOException {
        ByteBuffer bytes = chunk.bytes();
        int written = sink.write(bytes.slice(bytes.position(), offered));
        bytes.position(bytes.position() + written);
        queuedBytes -= written;
        if (drip != null && chunk.counted()) {
            nextDripNanos = System.nanoTime() + drip.every().toNanos();
        }
        if (chunk.counted()) {
            bytesOut += written;
        }
        outInMessage |= written > 0;
        if (!bytes.hasRemaining()) {
            queue.remove();
            outInMessage = !chunk.endsMessage();
            if (chunk.counted() && chunk.last()) {
                frameIsOut();
            }
        }
        return written;
    }

    private boolean mustWait(Chunk chunk) {
        long until = chunk.dueNanos();
        if (drip != null && chunk.counted()) {
            until = nextDripNanos;
        } else if (jitter == null) {
            return false;
        }
        if (until - System.nanoTime() <= 0) {
            return false;
        }
        if (wakeUp == null || wakeUpNanos != until) {
            wakeUpAt(until);
        }
        return true;
    }

    private void wakeUpAt(long nanos) {
        if (wakeUp != null) {
            wakeUp.cancel();
        }
        wakeUpNanos = nanos;
        wakeUp = loop.at(nanos, () -> {
            wakeUp = null;
            write();
        });
    }

    private int allowed(Chunk chunk) {
        int allowed = chunk.bytes().remaining();
        if (chunk.counted() && drip != null) {
            allowed = Math.min(allowed, drip.bytes());
        }
        if (chunk.counted() && cutAt >= 0) {
            allowed = (int) Math.min(allowed, cutAt - bytesOut);
        }
        return allowed;
    }

    private void frameIsOut() {
        framesOut++;
        for (Trigger trigger : List.copyOf(triggers)) {
            if (framesOut >= trigger.framesOut() && triggers.remove(trigger)) {
                trigger.action().run();
            }
        }
    }

    private void cut() {
        clear();
        cutAt = -1;
        if (cutEnding == Ending.RESET) {
            relay.reset();
        } else {
            relay.end();
        }
    }

    private void finishIfDone() {
        boolean sourceDone = sourceEnded && !swallowing && !stopped;
        if (queue.isEmpty() && !shut && (finishing || sourceDone)) {
            shut = true;
            sink.shutdownOutput();
            relay.settle();
        }
    }

    private void refresh() {
        if (source != null) {
            source.wantRead(!stopped && queuedBytes < FULL_BYTES);
        }
    }
}
