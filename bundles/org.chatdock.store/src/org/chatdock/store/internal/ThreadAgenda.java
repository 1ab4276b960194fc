// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.osgi.service.log.Logger;

/** An agenda with a daemon thread. */
final class ThreadAgenda implements Agenda {
    private final Logger logger;
    private final ScheduledThreadPoolExecutor executor;
    private volatile Thread thread;

    ThreadAgenda(String name, Logger logger) {
        this.logger = logger;
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void execute(Runnable task) {
        later(task, 0);
    }

    @Override
    public void later(Runnable task, long millis) {
        try {
            executor.schedule(() -> run(task), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Closed: what is asked for now comes too late.
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            logger.error("The thread {} goes on after a failure.", Thread.currentThread().getName(), e);
        }
    }

    @Override
    public void close(long millis) {
        executor.shutdown();
        if (Thread.currentThread() != thread) {
            try {
                executor.awaitTermination(millis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
