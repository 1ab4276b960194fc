// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;

import org.chatdock.testkit.ManualClock;

/** A lane on the test's thread: tasks run at once, those given by a task after it; timers run when time is advanced. */
final class ManualScheduler implements Scheduler {
    private record Waiting(Instant due, Runnable task) {
    }

    private final ManualClock clock;
    private final Queue<Runnable> ready = new ArrayDeque<>();
    /** In the order in which they were scheduled. */
    private final List<Waiting> timers = new ArrayList<>();
    private boolean running;
    private boolean held;

    ManualScheduler(ManualClock clock) {
        this.clock = clock;
    }

    @Override
    public void execute(Runnable task) {
        ready.add(task);
        run();
    }

    @Override
    public Timer schedule(long delayMillis, Runnable task) {
        Waiting waiting = new Waiting(clock.instant().plusMillis(delayMillis), task);
        timers.add(waiting);
        return () -> timers.removeIf(other -> other == waiting);
    }

    /** From now on tasks wait, as on a lane that is busy. */
    void hold() {
        held = true;
    }

    void release() {
        held = false;
        run();
    }

    private void run() {
        if (running || held) {
            return;
        }
        running = true;
        try {
            for (Runnable task = ready.poll(); task != null; task = ready.poll()) {
                task.run();
            }
        } finally {
            running = false;
        }
    }

    /** Moves the clock, and stops at every timer that falls due on the way. */
    void advance(Duration step) {
        Instant end = clock.instant().plus(step);
        for (Waiting next = nextUntil(end); next != null; next = nextUntil(end)) {
            timers.remove(next);
            clock.set(next.due());
            execute(next.task());
        }
        clock.set(end);
    }

    private Waiting nextUntil(Instant end) {
        return timers.stream().filter(waiting -> !waiting.due().isAfter(end))
                .min(Comparator.comparing(Waiting::due)).orElse(null);
    }

    int timers() {
        return timers.size();
    }
}
