// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;

/** A thread of the gateway's own, for those who give no scheduler. */
final class OwnScheduler implements Scheduler, AutoCloseable {

    private final ScheduledThreadPoolExecutor executor;

    OwnScheduler() {
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "chatdock-simulator-time");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        // What comes after the end is of no interest to anybody.
        executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    @Override
    public Cancellation schedule(Duration delay, Runnable task) {
        return Scheduler.on(executor).schedule(delay, task);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
