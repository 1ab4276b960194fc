// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.handler;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Calls a handler as the dispatcher does: on another thread, for a limited time. All threads are in a group of their
 * own, so that it can be told which others the handler has started.
 */
final class Calls {
    /** A call under way. */
    record Call<T>(FutureTask<T> task, Thread thread) {
    }

    private static final String NAME = "contract-call";

    private final ThreadGroup group = new ThreadGroup("contract");
    private final Supplier<Duration> limit;

    Calls(Supplier<Duration> limit) {
        this.limit = limit;
    }

    /** @param interrupted whether the thread is interrupted already when the task begins */
    <T> Call<T> start(Callable<T> task, boolean interrupted) {
        FutureTask<T> future = new FutureTask<>(() -> {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return task.call();
        });
        Thread thread = new Thread(group, future, NAME);
        thread.setDaemon(true);
        thread.start();
        return new Call<>(future, thread);
    }

    /**
     * The result of a call.
     *
     * @param what for the words of the failure if it takes too long
     * @throws ExecutionException what the task threw
     */
    <T> T await(String what, Call<T> call) throws ExecutionException {
        try {
            return call.task.get(limit.get().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            call.thread.interrupt();
            AssertionError late = new AssertionError(what + " did not return within " + limit.get().toMillis()
                    + " ms. The dispatcher would have interrupted it and counted it as failed. It was here:");
            late.setStackTrace(call.thread.getStackTrace());
            late.addSuppressed(e);
            throw late;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail("The test was interrupted during " + what, e);
        }
    }

    /** The result of a call that must not throw. */
    <T> T get(String what, Callable<T> task) {
        try {
            return await(what, start(task, false));
        } catch (ExecutionException e) {
            return fail(what + " threw " + e.getCause(), e.getCause());
        }
    }

    /** The handler's threads that are still there when the limit is over. */
    List<Thread> left() {
        long end = System.nanoTime() + limit.get().toNanos();
        List<Thread> left = others();
        for (Thread thread : left) {
            try {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return left.stream().filter(Thread::isAlive).toList();
    }

    private List<Thread> others() {
        Thread[] threads = new Thread[group.activeCount() * 2 + 16];
        group.enumerate(threads);
        return Arrays.stream(threads).filter(Objects::nonNull).filter(thread -> !isCommon(thread)).toList();
    }

    /** Ours end by themselves; the JDK's own belong to everybody. */
    private static boolean isCommon(Thread thread) {
        return thread.getName().equals(NAME) || thread.getName().equals("CompletableFutureDelayScheduler")
                || thread instanceof ForkJoinWorkerThread worker
                        && worker.getPool() == ForkJoinPool.commonPool();
    }
}
