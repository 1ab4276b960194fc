// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bounded number of threads that get on. One that is held up by a slow handler is replaced until it comes back, so
 * that the others' work is not held up with it. Any thread.
 */
final class Workers implements Executor, AutoCloseable {
    /** So many may be held up at once; beyond that the others wait. */
    private static final int MOST_LENT = 64;

    private final int threads;
    private final ThreadPoolExecutor pool;

    /** Guarded by this. */
    private int lent;

    Workers(int threads) {
        this.threads = threads;
        AtomicInteger number = new AtomicInteger();
        pool = new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "chatdock-dispatch-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Runs the task soon, after those given before. Given after the end, it is dropped. */
    @Override
    public void execute(Runnable task) {
        try {
            pool.execute(task);
        } catch (RejectedExecutionException e) {
            // Closing: what is not done is not acknowledged, and the gateway delivers it again.
        }
    }

    /** One thread more, until {@link #giveBack}; false if there are too many. */
    synchronized boolean lend() {
        if (lent == MOST_LENT) {
            return false;
        }
        lent++;
        pool.setMaximumPoolSize(threads + lent);
        pool.setCorePoolSize(threads + lent);
        return true;
    }

    /** One thread less: the one that was held up is back. */
    synchronized void giveBack() {
        lent--;
        pool.setCorePoolSize(threads + lent);
        pool.setMaximumPoolSize(threads + lent);
    }

    /** Begins to end: nothing new is taken, what was given before still runs. */
    void shutdown() {
        pool.shutdown();
    }

    /** Lets handlers that run finish, for two seconds at most. */
    @Override
    public void close() {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(2, TimeUnit.SECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
