// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.fault;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The one thread of a proxy: sockets, timers and calls from outside, one after the other. What runs on it never waits.
 * If something there throws, the loop ends, and every later call says why: a broken proxy must not look like a
 * broken client.
 */
final class Loop {
    /** Told when a channel is ready. */
    interface Handler {
        void ready();
    }

    /** Something that is to happen later, once. */
    static final class Timer {
        private final long atNanos;
        private final Runnable task;
        private boolean cancelled;

        private Timer(long atNanos, Runnable task) {
            this.atNanos = atNanos;
            this.task = task;
        }

        void cancel() {
            cancelled = true;
        }
    }

    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(10);

    private static final long STARTED_NANOS = System.nanoTime();

    private final Selector selector;
    private final Thread thread;
    private final Runnable afterEachRound;
    private final Runnable atTheEnd;
    private final Queue<Runnable> calls = new ArrayDeque<>(); // guarded by itself, as are the next two
    private boolean stopping;
    private boolean ended;
    private final Queue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong((Timer timer) -> timer.atNanos - STARTED_NANOS));
    private volatile Throwable failure;

    /** @param afterEachRound and {@code atTheEnd} run on the loop's thread */
    Loop(String name, Runnable afterEachRound, Runnable atTheEnd) throws IOException {
        this.afterEachRound = afterEachRound;
        this.atTheEnd = atTheEnd;
        selector = Selector.open();
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Only on the loop's thread, or before it starts. */
    SelectionKey register(SelectableChannel channel, int operations, Handler handler) throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, operations, handler);
    }

    /** Only on the loop's thread. */
    Timer in(Duration delay, Runnable task) {
        return at(System.nanoTime() + delay.toNanos(), task);
    }

    /** Only on the loop's thread. */
    Timer at(long nanos, Runnable task) {
        Timer timer = new Timer(nanos, task);
        timers.add(timer);
        return timer;
    }

    /** Closes what was closed: a selector keeps the socket of a closed channel until it is asked the next time. */
    void letGoOfClosed() throws IOException {
        if (selector.isOpen()) {
            selector.selectNow();
        }
    }

    /**
     * Runs something on the loop's thread and waits for it; after the loop's end, at once on the caller's.
     *
     * @throws IllegalStateException if the loop has broken down
     */
    <T> T call(Supplier<T> question) {
        if (failure != null) {
            throw new IllegalStateException("The fault proxy has failed", failure);
        }
        if (Thread.currentThread() == thread) {
            return question.get();
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        Runnable call = () -> {
            try {
                T value = question.get();
                letGoOfClosed();
                answer.complete(value);
            } catch (IOException | RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        };
        synchronized (calls) {
            if (ended) {
                call.run();
            } else {
                calls.add(call);
                selector.wakeup();
            }
        }
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Ends the thread and waits for it. Any other thread, also twice. */
    void stop() {
        synchronized (calls) {
            stopping = true;
        }
        selector.wakeup();
        try {
            thread.join(PATIENCE_AT_THE_END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new IllegalStateException("The fault proxy's thread does not end");
        }
        if (failure != null) {
            throw new IllegalStateException("The fault proxy has failed", failure);
        }
    }

    private void run() {
        try {
            while (!stopped()) {
                round();
            }
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
        try (selector) {
            atTheEnd.run();
        } catch (IOException | RuntimeException e) {
            failure = failure == null ? e : failure;
        }
        synchronized (calls) {
            ended = true;
            calls.forEach(Runnable::run);
            calls.clear();
        }
    }

    private boolean stopped() {
        synchronized (calls) {
            return stopping;
        }
    }

    private void round() throws IOException {
        long wait = waitMillis();
        if (wait == 0) {
            selector.selectNow();
        } else {
            selector.select(wait == Long.MAX_VALUE ? 0 : wait);
        }
        List<SelectionKey> ready = new ArrayList<>(selector.selectedKeys());
        selector.selectedKeys().clear();
        for (SelectionKey key : ready) {
            if (key.isValid()) {
                ((Handler) key.attachment()).ready();
            }
        }
        runTimers();
        for (Runnable call = nextCall(); call != null; call = nextCall()) {
            call.run();
        }
        afterEachRound.run();
    }

    private long waitMillis() {
        while (!timers.isEmpty() && timers.peek().cancelled) {
            timers.poll();
        }
        if (timers.isEmpty()) {
            return Long.MAX_VALUE;
        }
        long nanos = timers.peek().atNanos - System.nanoTime();
        return nanos <= 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(nanos) + 1;
    }

    private void runTimers() {
        long now = System.nanoTime();
        while (!timers.isEmpty() && (timers.peek().cancelled || timers.peek().atNanos - now <= 0)) {
            Timer timer = timers.poll();
            if (!timer.cancelled) {
                timer.task.run();
            }
        }
    }

    private Runnable nextCall() {
        synchronized (calls) {
            return calls.poll();
        }
    }
}
