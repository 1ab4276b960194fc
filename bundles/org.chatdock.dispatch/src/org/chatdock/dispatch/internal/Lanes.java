// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.chatdock.api.message.ConversationId;

/**
 * One lane for every conversation that has something to do, on a few threads: in order inside a conversation,
 * conversations side by side. A lane gives its thread back after a few messages or a little while, whatever comes
 * first, and goes to the end of the queue, so that a long one starves nobody.
 */
final class Lanes implements AutoCloseable {
    private static final int MESSAGES_IN_A_ROW = 64;
    private static final long IN_A_ROW_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Runner runner;
    private final Workers workers;
    private final LongSupplier nanos;

    /** Locks all fields below and the lanes' own, if they say nothing else. */
    private final Object lock = new Object();
    private final Map<ConversationId, Lane> lanes = new HashMap<>();
    private boolean closed;

    Lanes(Runner runner, Workers workers, LongSupplier nanos) {
        this.runner = runner;
        this.workers = workers;
        this.nanos = nanos;
    }

    /** Does it after what was accepted before for the same conversation. Returns at once. */
    void accept(Errand errand) {
        synchronized (lock) {
            if (closed) {
                // What is not done is not acknowledged, and the gateway delivers it again.
                return;
            }
            Lane lane = lanes.computeIfAbsent(errand.conversation(), Lane::new);
            lane.queue.add(errand);
            if (!lane.running) {
                lane.running = true;
                workers.execute(lane);
            }
        }
    }

    /** Looks after calls and promises that take too long. Returns whether anything is under way. */
    boolean look(long stageLimitNanos) {
        List<Lane> all;
        synchronized (lock) {
            all = new ArrayList<>(lanes.values());
        }
        long now = nanos.getAsLong();
        for (Lane lane : all) {
            Turn turn = lane.turn;
            if (turn != null && runner.look(turn, now)) {
                workers.execute(lane);
            }
            lane.settlement.look(now, stageLimitNanos);
        }
        return !all.isEmpty();
    }

    /** While acknowledgements are due a lane stays: the next message's must not overtake them. */
    private void retire(Lane lane) {
        synchronized (lock) {
            if (!lane.running && lane.settlement.isEmpty()) {
                lanes.remove(lane.conversation, lane);
            }
        }
    }

    /** Drops what waits; what runs is left to its end. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lanes.values().forEach(lane -> lane.queue.clear());
        }
    }

    private final class Lane implements Runnable {
        private final ConversationId conversation;
        private final Settlement settlement = new Settlement(() -> retire(this), runner::lineFailed);
        private final Queue<Errand> queue = new ArrayDeque<>();
        private boolean running;
        /** Not locked: written by the thread that runs the lane, read by any. Null between two messages. */
        private volatile Turn turn;

        Lane(ConversationId conversation) {
            this.conversation = conversation;
        }

        @Override
        public void run() {
            long start = nanos.getAsLong();
            for (int i = 0; i < MESSAGES_IN_A_ROW && (i == 0 || nanos.getAsLong() - start < IN_A_ROW_NANOS); i++) {
                // What another thread has left in the middle comes first.
                Turn mine = turn == null ? nextTurn() : turn;
                if (mine == null) {
                    return;
                }
                turn = mine;
                if (!runner.run(mine, settlement)) {
                    return;
                }
                turn = null;
            }
            workers.execute(this);
        }

        /** Null if the queue is empty: then the lane does not run any more. */
        private Turn nextTurn() {
            while (true) {
                Errand errand;
                synchronized (lock) {
                    errand = queue.poll();
                    if (errand == null) {
                        running = false;
                        retire(this);
                        return null;
                    }
                }
                if (errand.waitsForPromises() && settlement.concerns(errand.id())) {
                    settlement.afterwards(errand.id(), nanos.getAsLong(), () -> accept(errand));
                } else {
                    return runner.begin(errand);
                }
            }
        }
    }
}
