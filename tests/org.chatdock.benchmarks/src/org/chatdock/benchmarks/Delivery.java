// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/** One pass over one connection: a thread writes, the caller's reads and checks. */
final class Delivery {
    private static final long PACE_NANOS = TimeUnit.SECONDS.toNanos(1) / 5_000;
    private static final ByteBuffer PING_TEXT = StandardCharsets.UTF_8.encode("ping");
    private static final byte[] PONG_TEXT = "pong".getBytes(StandardCharsets.UTF_8);

    private final Pass pass;
    private final Frames frames;
    private final WebSocketPeer peer;
    private final AckCheck check;
    /** Answers to pings: put by the reader, written between two frames. */
    private final Queue<ByteBuffer> answers = new ConcurrentLinkedQueue<>();
    /** In a SINGLE pass: an acknowledgement has come. */
    private final Semaphore acknowledged = new Semaphore(0);
    /** When each message was sent; not for FLOOD. */
    private final AtomicLongArray sentNanos;
    private final long[] latencyNanos;
    private volatile long firstNanos;

    Delivery(Pass pass, Frames frames, WebSocketPeer peer) {
        this.pass = pass;
        this.frames = frames;
        this.peer = peer;
        check = new AckCheck(frames, pass.mode() == Pass.Mode.FLOOD);
        boolean timed = pass.mode() != Pass.Mode.FLOOD;
        sentNanos = new AtomicLongArray(timed ? frames.count() : 0);
        latencyNanos = new long[timed ? frames.count() : 0];
    }

    /** Returns one line of JSON. Throws if an acknowledgement is wrong, or if the client goes before the last one. */
    String run() throws IOException, InterruptedException {
        Thread writer = new Thread(this::write, "gateway-writer");
        writer.setDaemon(true);
        writer.start();
        while (!check.isComplete()) {
            read();
        }
        long lastNanos = System.nanoTime();
        writer.join();
        peer.writeClose();
        peer.awaitEnd();
        return json((lastNanos - firstNanos) / 1e9);
    }

    private void read() throws IOException {
        ByteBuffer payload = peer.read();
        switch (peer.opCode()) {
            case WebSocketPeer.TEXT -> {
                if (payload.equals(PING_TEXT)) {
                    answers.add(WebSocketPeer.frame(WebSocketPeer.TEXT, PONG_TEXT));
                } else {
                    int index = check.take(payload);
                    if (latencyNanos.length > 0) {
                        latencyNanos[index] = System.nanoTime() - sentNanos.get(index);
                        acknowledged.release();
                    }
                }
            }
            case WebSocketPeer.PING -> answers.add(WebSocketPeer.frame(WebSocketPeer.PONG,
                    Arrays.copyOfRange(payload.array(), payload.position(), payload.limit())));
            case WebSocketPeer.PONG -> {
                // A sign of life that nobody asked for.
            }
            default -> throw new IOException("The client ended the connection after " + check.count()
                    + " acknowledgements.");
        }
    }

    private void write() {
        try {
            switch (pass.mode()) {
                case FLOOD -> flood();
                case SINGLE -> single();
                case PACED -> paced();
            }
        } catch (IOException e) {
            // The reader finds the connection broken too, and says so.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void flood() throws IOException {
        List<ByteBuffer> pieces = frames.pieces();
        firstNanos = System.nanoTime();
        for (ByteBuffer piece : pieces) {
            peer.write(piece);
            answer();
        }
    }

    private void single() throws IOException, InterruptedException {
        firstNanos = System.nanoTime();
        for (int i = 0; i < frames.count(); i++) {
            send(i);
            acknowledged.acquire();
        }
    }

    private void paced() throws IOException {
        firstNanos = System.nanoTime();
        long due = firstNanos;
        for (int i = 0; i < frames.count(); i++) {
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            send(i);
            due += PACE_NANOS;
        }
    }

    private void send(int index) throws IOException {
        sentNanos.set(index, System.nanoTime());
        peer.write(frames.frame(index));
        answer();
    }

    private void answer() throws IOException {
        for (ByteBuffer answer = answers.poll(); answer != null; answer = answers.poll()) {
            peer.write(answer);
        }
    }

    private String json(double seconds) {
        String text = String.format(Locale.ROOT,
                "{\"pass\":\"%s\",\"messages\":%d,\"acks\":%d,\"frameBytes\":%.1f,\"seconds\":%.4f,\"perSecond\":%.0f",
                pass, frames.count(), check.count(), frames.averageBytes(), seconds, frames.count() / seconds);
        if (latencyNanos.length > 0) {
            Arrays.sort(latencyNanos);
            text += String.format(Locale.ROOT, ",\"p50Micros\":%.1f,\"p99Micros\":%.1f", percentile(50),
                    percentile(99));
        }
        return text + "}";
    }

    private double percentile(int percent) {
        return latencyNanos[(int) ((long) (latencyNanos.length - 1) * percent / 100)] / 1e3;
    }
}
