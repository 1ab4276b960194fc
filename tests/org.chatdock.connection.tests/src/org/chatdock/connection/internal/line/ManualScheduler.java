// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;

import org.chatdock.testkit.ManualClock;

/**
 * A lane on the test's thread, with both clocks: tasks run at once, those given by a task after it; timers run when
 * time is advanced.
 */
final class ManualScheduler implements Scheduler {
    private record Waiting(long due, Runnable task) {
    }

    private final ManualClock wall;
    private final Queue<Runnable> ready = new ArrayDeque<>();
    /** In the order in which they were scheduled. */
    private final List<Waiting> timers = new ArrayList<>();
    private long millis = 1_000_000;
    private boolean running;
    private boolean held;

    ManualScheduler(ManualClock wall) {
        this.wall = wall;
    }

    Clocks clocks() {
        return new Clocks(wall, () -> millis);
    }

    long millis() {
        return millis;
    }

    @Override
    public void execute(Runnable task) {
        ready.add(task);
        run();
    }

    @Override
    public int depth() {
        return ready.size();
    }

    @Override
    public Timer schedule(long delayMillis, Runnable task) {
        Waiting waiting = new Waiting(millis + delayMillis, task);
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

    /** Moves both clocks, and stops at every timer that falls due on the way. */
    void advance(Duration step) {
        long end = millis + step.toMillis();
        for (Waiting next = nextUntil(end); next != null; next = nextUntil(end)) {
            timers.remove(next);
            move(Math.max(0, next.due() - millis));
            execute(next.task());
        }
        move(end - millis);
    }

    private void move(long step) {
        millis += step;
        wall.advance(Duration.ofMillis(step));
    }

    /** The process stands still: the clocks go on, what falls due runs afterwards. */
    void stop(Duration step) {
        move(step.toMillis());
        advance(Duration.ZERO);
    }

    /** The machine sleeps: only the wall clock goes on. */
    void sleep(Duration step) {
        wall.advance(step);
    }

    private Waiting nextUntil(long end) {
        return timers.stream().filter(waiting -> waiting.due() <= end).min(Comparator.comparing(Waiting::due))
                .orElse(null);
    }

    int timers() {
        return timers.size();
    }
}
