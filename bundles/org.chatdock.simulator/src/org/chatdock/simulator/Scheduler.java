// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs things later. Tests give one that they drive by hand, together with the clock it belongs to: what runs looks
 * at the clock, and if it finds itself early it schedules itself again.
 */
@FunctionalInterface
public interface Scheduler {

    /** Takes a task back; does nothing if it has run. */
    @FunctionalInterface
    interface Cancellation {

        /** Any thread, any number of times; a task that is running goes on. */
        void cancel();
    }

    /**
     * Called from any thread, holding no lock of the gateway that a task needs for longer than a moment.
     *
     * @param delay zero or more
     * @param task returns quickly and does not throw
     */
    Cancellation schedule(Duration delay, Runnable task);

    /** On an executor that stays the caller's. */
    static Scheduler on(ScheduledExecutorService executor) {
        return (delay, task) -> {
            Future<?> future = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        };
    }
}
