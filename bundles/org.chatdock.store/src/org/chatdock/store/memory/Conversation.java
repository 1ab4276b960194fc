// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.store.ConversationState;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.StoredMessage;

/** The messages of one conversation, and what the list shows of them. Its owner guards it. */
final class Conversation {
    static final Comparator<StoredMessage> ORDER = Comparator
            .comparing((StoredMessage stored) -> stored.message().time()).thenComparingLong(StoredMessage::arrival);

    final ConversationId id;
    private final NavigableSet<StoredMessage> messages = new TreeSet<>(ORDER);
    /** Those of the customer's messages. */
    private final Arrivals customers = new Arrivals();
    private int unread;
    private long readTo;
    private ConversationState state = ConversationState.OPEN;
    /** The agent's newest message; null: none. */
    private StoredMessage agent;
    /** The customer's oldest message after that; null: none. */
    private StoredMessage waiting;
    /** The newest message that no agent wrote; null: none. */
    private StoredMessage received;
    /** As the list shows it; null: to be made anew. */
    private ConversationSummary summary;

    Conversation(ConversationId id) {
        this.id = id;
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    StoredMessage last() {
        return messages.last();
    }

    int unread() {
        return unread;
    }

    long readTo() {
        return readTo;
    }

    ConversationState state() {
        return state;
    }

    StoredMessage received() {
        return received;
    }

    Instant waitingSince() {
        return waiting == null ? null : waiting.message().time();
    }

    /** All messages in order. Not a copy. */
    NavigableSet<StoredMessage> messages() {
        return messages;
    }

    ConversationSummary summary() {
        return summary;
    }

    /** Keeps what the list shows until something changes. */
    void keep(ConversationSummary made) {
        summary = made;
    }

    /** Something that the list shows has changed. */
    void touch() {
        summary = null;
    }

    void add(StoredMessage stored) {
        touch();
        messages.add(stored);
        boolean byAgent = isByAgent(stored);
        if (byAgent && isAfter(stored, agent)) {
            agent = stored;
            waiting = waiting == null || isAfter(waiting, stored) ? waiting : firstOfCustomerAfter(stored);
        }
        if (!byAgent && isAfter(stored, received)) {
            received = stored;
        }
        if (stored.message().fromCustomer()) {
            customers.add(stored.arrival());
            unread += stored.arrival() > readTo ? 1 : 0;
            waiting = isAfter(stored, agent) && (waiting == null || isAfter(waiting, stored)) ? stored : waiting;
        }
    }

    void remove(StoredMessage stored) {
        touch();
        messages.remove(stored);
        if (stored.message().fromCustomer()) {
            customers.remove(stored.arrival());
            unread -= stored.arrival() > readTo ? 1 : 0;
        }
        agent = null;
        waiting = null;
        received = null;
        for (Iterator<StoredMessage> newest = messages.descendingIterator(); newest.hasNext()
                && (agent == null || received == null);) {
            look(newest.next());
        }
    }

    /** Takes the next older message into account. */
    private void look(StoredMessage stored) {
        boolean byAgent = isByAgent(stored);
        received = received == null && !byAgent ? stored : received;
        if (agent == null) {
            agent = byAgent ? stored : null;
            waiting = stored.message().fromCustomer() ? stored : waiting;
        }
    }

    /** The same message, at the same place; nothing is kept of what it said. */
    void replace(StoredMessage old, StoredMessage stored) {
        touch();
        messages.remove(old);
        messages.add(stored);
        agent = agent == old ? stored : agent;
        waiting = waiting == old ? stored : waiting;
        received = received == old ? stored : received;
    }

    private static boolean isByAgent(StoredMessage stored) {
        return SenderType.AGENT.equals(stored.message().fromType());
    }

    private static boolean isAfter(StoredMessage stored, StoredMessage other) {
        return other == null || ORDER.compare(stored, other) > 0;
    }

    private StoredMessage firstOfCustomerAfter(StoredMessage stored) {
        for (StoredMessage later : messages.tailSet(stored, false)) {
            if (later.message().fromCustomer()) {
                return later;
            }
        }
        return null;
    }

    /** Null: there is none. */
    StoredMessage newestOfCustomer() {
        for (StoredMessage stored : messages.descendingSet()) {
            if (stored.message().fromCustomer()) {
                return stored;
            }
        }
        return null;
    }

    /** @return whether other messages are unread now */
    boolean readTo(long arrival) {
        int left = customers.countAfter(arrival);
        if (left == unread) {
            return false;
        }
        unread = left;
        readTo = arrival;
        touch();
        return true;
    }

    /** @return whether it was another one */
    boolean state(ConversationState decided) {
        if (state == decided) {
            return false;
        }
        state = decided;
        touch();
        return true;
    }

    /** Those before a message of this conversation; null: the newest. */
    List<StoredMessage> before(StoredMessage end, int limit) {
        List<StoredMessage> page = newest(messages, end, limit);
        Collections.reverse(page);
        return page;
    }

    /** Those after a message of this conversation; null: the oldest. */
    List<StoredMessage> after(StoredMessage begin, int limit) {
        return first((begin == null ? messages : messages.tailSet(begin, false)).iterator(), limit);
    }

    /** The newest of some messages before one of them, or of all if that is null; the newest first. */
    static List<StoredMessage> newest(NavigableSet<StoredMessage> messages, StoredMessage end, int limit) {
        return first((end == null ? messages : messages.headSet(end, false)).descendingIterator(), limit);
    }

    private static List<StoredMessage> first(Iterator<StoredMessage> messages, int limit) {
        List<StoredMessage> page = new ArrayList<>();
        while (page.size() < limit && messages.hasNext()) {
            page.add(messages.next());
        }
        return page;
    }
}
