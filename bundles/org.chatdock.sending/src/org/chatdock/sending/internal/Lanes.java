// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.chatdock.api.message.ConversationId;

/**
 * One message after the other inside a conversation. What waits is bounded: when the service hangs, an agent is told so
 * rather than let to type into a growing heap. Any thread.
 */
final class Lanes {
    /** What became of a message that wants to enter. */
    enum Entry {
        /** It is its turn. */
        START,
        /** It waits for those before it. */
        WAIT,
        /** Too much waits already, or the lanes are closed. */
        REFUSED
    }

    private final int maxMessages;
    private final long maxWeight;

    private final Object lock = new Object();
    /** Guarded by {@link #lock}. The head of each is on its way; none is empty. */
    private final Map<ConversationId, Deque<Sending>> lanes = new HashMap<>();
    /** Guarded by {@link #lock}. */
    private int messages;
    /** Guarded by {@link #lock}. */
    private long weight;
    /** Guarded by {@link #lock}. */
    private boolean closed;

    /** A message of any weight may enter when nothing is on its way. */
    Lanes(int maxMessages, long maxWeight) {
        this.maxMessages = maxMessages;
        this.maxWeight = maxWeight;
    }

    Entry enter(Sending sending) {
        synchronized (lock) {
            if (closed || messages >= maxMessages || messages > 0 && weight + sending.weight() > maxWeight) {
                return Entry.REFUSED;
            }
            messages++;
            weight += sending.weight();
            Deque<Sending> lane = lanes.computeIfAbsent(sending.message().to(), to -> new ArrayDeque<>());
            lane.add(sending);
            return lane.size() == 1 ? Entry.START : Entry.WAIT;
        }
    }

    /** The head of a lane has ended. @return whose turn it is now, null if nobody waits */
    Sending leave(Sending sending) {
        synchronized (lock) {
            if (closed) {
                return null;
            }
            messages--;
            weight -= sending.weight();
            Deque<Sending> lane = lanes.get(sending.message().to());
            lane.remove();
            if (lane.isEmpty()) {
                lanes.remove(sending.message().to());
            }
            return lane.peek();
        }
    }

    /** Lets nobody in any more. @return who was on the way or waited, in the order of each lane */
    List<Sending> close() {
        synchronized (lock) {
            closed = true;
            List<Sending> rest = new ArrayList<>();
            lanes.values().forEach(rest::addAll);
            lanes.clear();
            return rest;
        }
    }
}
