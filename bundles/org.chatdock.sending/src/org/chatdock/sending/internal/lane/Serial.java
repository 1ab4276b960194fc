// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.lane;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.osgi.service.log.Logger;

/** Runs one task after the other on the threads of somebody else, and takes one of them at most. Any thread. */
public final class Serial implements Executor {
    private final Executor threads;
    private final Logger logger;

    private final Object lock = new Object();
    /** Guarded by {@link #lock}. */
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    /** Guarded by {@link #lock}. */
    private boolean running;

    /** @param threads may refuse, when they end; then nothing runs any more */
    public Serial(Executor threads, Logger logger) {
        this.threads = threads;
        this.logger = logger;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (lock) {
            tasks.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        begin();
    }

    private void begin() {
        try {
            threads.execute(this::run);
        } catch (RejectedExecutionException e) {
            synchronized (lock) {
                tasks.clear();
                running = false;
            }
        }
    }

    private void run() {
        for (Runnable task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException | LinkageError e) {
                logger.error("Something beside the outbox failed unexpectedly.", e);
            }
        }
    }

    private Runnable next() {
        synchronized (lock) {
            Runnable next = tasks.poll();
            running = next != null;
            return next;
        }
    }
}
