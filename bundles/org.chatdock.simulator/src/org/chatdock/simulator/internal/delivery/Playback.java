// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

import org.chatdock.simulator.Scheduler;
import org.chatdock.simulator.ScriptId;
import org.chatdock.simulator.ScriptedMessage;

/** Plays what comes by itself: each message when it is due. Any thread. */
public final class Playback {

    /** A message and when to deliver it, once more for every repetition. */
    private record Cue(Duration time, ScriptedMessage message) {
    }

    private final Timeline timeline;
    private final Clock clock;
    private final Scheduler scheduler;
    private final FrameWriter writer;
    private final DeliveryDesk desk;
    private final UnaryOperator<ScriptId> ids;
    private final Runnable atEnd;
    private final List<Cue> cues;

    private final Lock lock = new ReentrantLock();
    /** The next cue. Guarded by the lock. */
    private int next;
    /** Guarded by the lock; null if none is set. */
    private Scheduler.Cancellation timer;
    /** Guarded by the lock. */
    private boolean closed;

    /**
     * Starts nothing.
     *
     * @param ids from the script's ids to those of this run
     * @param atEnd run once the last message has been offered
     */
    public Playback(List<ScriptedMessage> messages, Timeline timeline, Clock clock, Scheduler scheduler,
            FrameWriter writer, DeliveryDesk desk, UnaryOperator<ScriptId> ids, Runnable atEnd) {
        this.timeline = timeline;
        this.clock = clock;
        this.scheduler = scheduler;
        this.writer = writer;
        this.desk = desk;
        this.ids = ids;
        this.atEnd = atEnd;
        this.cues = cues(messages);
    }

    private static List<Cue> cues(List<ScriptedMessage> messages) {
        List<Cue> cues = new ArrayList<>();
        for (ScriptedMessage message : messages) {
            cues.add(new Cue(message.arrival(), message));
            message.again().forEach(pause -> cues.add(new Cue(message.arrival().plus(pause), message)));
        }
        // The sort is stable: what comes at the same time keeps the order of the file.
        cues.sort(Comparator.comparing(Cue::time));
        return cues;
    }

    /** Offers what is due by now and comes back by itself for the rest. */
    public void play() {
        lock.lock();
        try {
            if (closed || next > cues.size()) {
                return;
            }
            Duration now = Duration.between(timeline.start(), clock.instant());
            while (next < cues.size() && timeline.due(cues.get(next).time()).compareTo(now) <= 0) {
                offer(cues.get(next++).message());
            }
            proceed(now);
        } finally {
            lock.unlock();
        }
    }

    private void offer(ScriptedMessage message) {
        desk.offer(writer.write(ids.apply(message.id()), message.customer(), message.utterance(),
                timeline.written(message.at())));
    }

    private void proceed(Duration now) {
        if (next < cues.size()) {
            timer = scheduler.schedule(timeline.due(cues.get(next).time()).minus(now), this::play);
        } else {
            next++;
            atEnd.run();
        }
    }

    /** Offers nothing more. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (timer != null) {
                timer.cancel();
            }
        } finally {
            lock.unlock();
        }
    }
}
