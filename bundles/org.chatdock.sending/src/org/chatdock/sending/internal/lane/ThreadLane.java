// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.lane;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.osgi.service.log.Logger;

/** A lane on a thread of its own. */
public final class ThreadLane implements Lane {
    private static final long CLOSE_MILLIS = 400;

    private final ScheduledThreadPoolExecutor executor;
    private final Logger logger;
    /** Set by the factory, once, before the first task runs. */
    private volatile Thread thread;

    public ThreadLane(String threadName, Logger logger) {
        this.logger = logger;
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            thread = new Thread(task, threadName);
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public boolean execute(Runnable task) {
        try {
            executor.execute(() -> run(task));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    @Override
    public Timer schedule(long delayMillis, Runnable task) {
        try {
            ScheduledFuture<?> future = executor.schedule(() -> run(task), delayMillis, TimeUnit.MILLISECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            return Timer.NONE;
        }
    }

    /** The lane must outlive an error of ours. */
    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | LinkageError e) {
            logger.error("A step of the outbox failed unexpectedly.", e);
        }
    }

    /** Runs what was given, then {@code last}; drops what is planned. Waits for that, but not long, nor for itself. */
    public void close(Runnable last) {
        execute(last);
        executor.shutdown();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            executor.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
