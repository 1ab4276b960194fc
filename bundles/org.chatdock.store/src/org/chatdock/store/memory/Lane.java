// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.memory;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A thread of the store, which does what it is given one after the other, in order. */
final class Lane implements Executor {
    private final ExecutorService executor;
    private volatile Thread thread;

    Lane(String name) {
        executor = Executors.newSingleThreadExecutor(task -> {
            thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @throws java.util.concurrent.RejectedExecutionException if it is closed */
    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    /** Does what is left, takes nothing more, and ends; does not wait longer than the time given. Any thread. */
    void close(long millis) {
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
