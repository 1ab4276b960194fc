// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Looks at what is under way every 100 ms, and sleeps while nothing is. Any thread. */
final class Watch implements AutoCloseable {
    private static final long MILLIS = 100;

    private final BooleanSupplier look;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "chatdock-dispatch-timer");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicBoolean awake = new AtomicBoolean();

    /** @param look returns whether to look again */
    Watch(BooleanSupplier look) {
        this.look = look;
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** There is something to look at. */
    void wake() {
        if (!awake.get() && awake.compareAndSet(false, true)) {
            later();
        }
    }

    private void later() {
        try {
            timer.schedule(this::tick, MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Closed.
        }
    }

    private void tick() {
        // Before the look: what comes during it is seen the next time.
        awake.set(false);
        if (look.getAsBoolean()) {
            wake();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
