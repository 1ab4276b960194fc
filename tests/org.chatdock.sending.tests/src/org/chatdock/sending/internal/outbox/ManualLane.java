// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;

import org.chatdock.sending.internal.lane.Lane;
import org.chatdock.testkit.ManualClock;

/** A lane on the test's thread, with both clocks: what falls due runs when time is advanced. */
final class ManualLane implements Lane {
    private record Planned(long due, Runnable task) {
    }

    private final ManualClock wall;
    private final Queue<Runnable> ready = new ArrayDeque<>();
    /** In the order in which they were planned. */
    private final List<Planned> planned = new ArrayList<>();
    private long millis = 1_000_000;
    private boolean running;
    private boolean closed;

    ManualLane(ManualClock wall) {
        this.wall = wall;
    }

    long millis() {
        return millis;
    }

    @Override
    public boolean execute(Runnable task) {
        if (closed) {
            return false;
        }
        ready.add(task);
        run();
        return true;
    }

    /** Beside the lane, but on the same thread: never inside a task of the lane. */
    void beside(Runnable task) {
        ready.add(task);
        run();
    }

    private void run() {
        if (!running) {
            running = true;
            try {
                for (Runnable task = ready.poll(); task != null; task = ready.poll()) {
                    task.run();
                }
            } finally {
                running = false;
            }
        }
    }

    @Override
    public Timer schedule(long delayMillis, Runnable task) {
        if (closed) {
            return Timer.NONE;
        }
        Planned plan = new Planned(millis + delayMillis, task);
        planned.add(plan);
        return () -> planned.removeIf(other -> other == plan);
    }

    void advance(Duration step) {
        long end = millis + step.toMillis();
        for (Planned next = nextUntil(end); next != null; next = nextUntil(end)) {
            planned.remove(next);
            move(Math.max(0, next.due() - millis));
            execute(next.task());
        }
        move(end - millis);
    }

    private void move(long step) {
        millis += step;
        wall.advance(Duration.ofMillis(step));
    }

    private Planned nextUntil(long end) {
        return planned.stream().filter(plan -> plan.due() <= end).min(Comparator.comparing(Planned::due)).orElse(null);
    }

    void close(Runnable last) {
        execute(last);
        closed = true;
        planned.clear();
    }

    /** The process is killed. */
    void kill() {
        closed = true;
        ready.clear();
        planned.clear();
    }
}
