// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What the agent has sent and the gateway has taken, kept in memory for good. Any thread; the history's lock is taken
 * inside its own.
 */
public final class SentMessages {

    /**
     * A message that was taken.
     *
     * @param id the gateway's
     * @param at when it was taken first
     * @param message as it goes over the wire
     * @param frame the same, written
     */
    public record Taken(String id, Instant at, ObjectNode message, Frame frame) {

        /** The customer's id. */
        public String to() {
            return message.get("To").asText();
        }
    }

    /**
     * How taking a message has ended.
     *
     * @param message what the gateway has
     * @param repeated whether it had it before
     */
    public record Receipt(Taken message, boolean repeated) {
    }

    /** What becomes of a wish to take a message back. */
    public enum Recall {
        /** It is taken back now. */
        DONE,
        /** It was taken back before. */
        REPEATED,
        /** No such message of the agent's to this customer. */
        UNKNOWN,
        /** It is too old. */
        TOO_LATE
    }

    private final History history;
    /** The key of a client's id in frames. */
    private final String clientIdField;
    private final AtomicLong lastId;

    private final Lock lock = new ReentrantLock();
    // All of these are guarded by the lock.
    private final Map<String, Taken> byId = new HashMap<>();
    private final Map<String, Taken> byClientId = new HashMap<>();
    private final Set<String> recalled = new HashSet<>();

    /**
     * None at first.
     *
     * @param start ids differ from those of runs that began earlier, which clients remember
     */
    public SentMessages(History history, String clientIdField, Instant start) {
        this.history = history;
        this.clientIdField = clientIdField;
        this.lastId = new AtomicLong(start.toEpochMilli() * 1000);
    }

    /** An id that nothing else has. */
    public String freshId() {
        return Long.toString(lastId.incrementAndGet());
    }

    /**
     * Takes a message, unless it has been taken before: a client's id stands for one message. The history has it from
     * now on, even if the answer is late or lost.
     *
     * @param message has a {@code To}; not changed
     * @param clientId empty if there is none
     */
    public Receipt take(ObjectNode message, String clientId, Instant now) {
        lock.lock();
        try {
            Taken before = clientId.isEmpty() ? null : byClientId.get(clientId);
            if (before != null) {
                return new Receipt(before, true);
            }
            String id = freshId();
            ObjectNode echoed = message.deepCopy();
            echoed.put("MsgId", id);
            echoed.set("GroupId", message.get("To"));
            echoed.put("MsgTime", now.getEpochSecond());
            if (!clientId.isEmpty()) {
                echoed.put(clientIdField, clientId);
            }
            Taken taken = new Taken(id, now, echoed, Frame.of(echoed.toString()));
            byId.put(id, taken);
            if (!clientId.isEmpty()) {
                byClientId.put(clientId, taken);
            }
            history.add(taken.frame());
            return new Receipt(taken, false);
        } finally {
            lock.unlock();
        }
    }

    /** The message with this id, if it was sent to this customer. */
    public Optional<Taken> find(String id, String to) {
        lock.lock();
        try {
            return Optional.ofNullable(byId.get(id)).filter(message -> message.to().equals(to));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes a message back.
     *
     * @param within how old it may be
     */
    public Recall recall(String id, String to, Instant now, Duration within) {
        lock.lock();
        try {
            Taken message = find(id, to).orElse(null);
            if (message == null) {
                return Recall.UNKNOWN;
            }
            if (recalled.contains(id)) {
                return Recall.REPEATED;
            }
            if (now.isAfter(message.at().plus(within))) {
                return Recall.TOO_LATE;
            }
            recalled.add(id);
            return Recall.DONE;
        } finally {
            lock.unlock();
        }
    }
}
