// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.chatdock.api.dispatch.Delivery;
import org.chatdock.api.message.ConversationId;

/**
 * One lane for every conversation that has something to do, on a bounded pool: in order inside a conversation,
 * conversations side by side. A lane gives its thread back after a few messages, so that a long one starves nobody.
 */
final class Lanes implements AutoCloseable {
    private static final int MESSAGES_IN_A_ROW = 64;

    private final Runner runner;
    private final ExecutorService pool;

    /** Locks all fields below and the lanes' own. */
    private final Object lock = new Object();
    private final Map<ConversationId, Lane> lanes = new HashMap<>();

    Lanes(Runner runner, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + "; write at least 1.");
        }
        this.runner = runner;
        AtomicInteger number = new AtomicInteger();
        pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "chatdock-dispatch-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    void accept(Delivery delivery) {
        synchronized (lock) {
            Lane lane = lanes.computeIfAbsent(delivery.message().conversation(), Lane::new);
            lane.queue.add(delivery);
            if (!lane.running) {
                lane.running = true;
                execute(lane);
            }
        }
    }

    /** While acknowledgements are due a lane stays: the next message's must not overtake them. */
    private void retire(Lane lane) {
        synchronized (lock) {
            if (!lane.running && lane.settlement.isEmpty()) {
                lanes.remove(lane.conversation, lane);
            }
        }
    }

    private void execute(Lane lane) {
        try {
            pool.execute(lane);
        } catch (RejectedExecutionException e) {
            // Closing: what is not done is not acknowledged, and the gateway delivers it again.
        }
    }

    /** Lets handlers that run finish, for two seconds at most; what waits is left to the gateway. */
    @Override
    public void close() {
        pool.shutdown();
        synchronized (lock) {
            lanes.values().forEach(lane -> lane.queue.clear());
        }
        try {
            if (!pool.awaitTermination(2, TimeUnit.SECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private final class Lane implements Runnable {
        private final ConversationId conversation;
        private final Settlement settlement = new Settlement(() -> retire(this), runner::lineFailed);
        private final Queue<Delivery> queue = new ArrayDeque<>();
        private boolean running;

        Lane(ConversationId conversation) {
            this.conversation = conversation;
        }

        @Override
        public void run() {
            for (int i = 0; i < MESSAGES_IN_A_ROW; i++) {
                Delivery delivery;
                synchronized (lock) {
                    delivery = queue.poll();
                    if (delivery == null) {
                        running = false;
                        retire(this);
                        return;
                    }
                }
                runner.run(delivery, settlement);
                // A handler may have been interrupted, or have interrupted; the next one starts clean.
                Thread.interrupted();
            }
            execute(this);
        }
    }
}
