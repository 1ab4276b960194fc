// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.ConversationState;

/**
 * What the list knows of one conversation, all that is pending included. Changed by the writer's thread only, under the
 * backlog's lock once it has pending events.
 */
final class ConversationRow {
    /** Finds the oldest message of the customer that comes after a position. */
    interface Waiting {
        /** @return null if there is none */
        Position firstOfCustomerAfter(ConversationRow row, Position agent) throws SQLException;
    }

    /** Longer bodies are not kept in the row, so that a cache of rows is small; they are read from the messages. */
    private static final int LAST_BODY_LIMIT = 512;

    final ConversationId id;
    final long key;
    /** Whether the table of conversations has it. */
    boolean stored;
    long size;
    int unread;
    /** The arrival up to which the agent has read. */
    long readTo;
    ConversationState state = ConversationState.OPEN;
    /** Every event of this conversation up to this arrival has been moved. */
    long settled;
    Position last;
    boolean lastUnderstood;
    /** Null: to be read from the messages. */
    byte[] lastBody;
    /** The agent's newest message. */
    Position agent;
    /** The customer's oldest message after that. */
    Position waiting;
    /** The newest message that no agent wrote. */
    Position received;
    /** In the order of arrival. */
    final List<Pending> pending = new ArrayList<>(0);

    ConversationRow(ConversationId id, long key) {
        this.id = id;
        this.key = key;
    }

    /** Takes a message into account that has just become pending, wherever in the order it belongs. */
    void add(Event message, Waiting messages) throws SQLException {
        size++;
        Position position = message.position();
        if (position.isAfter(last)) {
            last(position, message.understood(), message.body());
        }
        if (message.kind() != Kind.AGENT && position.isAfter(received)) {
            received = position;
        }
        if (message.kind() == Kind.CUSTOMER) {
            unread++;
            state = ConversationState.OPEN;
            addCustomers(position);
        } else if (message.kind() == Kind.AGENT && position.isAfter(agent)) {
            addAgents(position, messages);
        }
    }

    void last(Position position, boolean understood, byte[] body) {
        last = position;
        lastUnderstood = understood;
        lastBody = body;
    }

    private void addCustomers(Position position) {
        if (position.isAfter(agent) && (waiting == null || waiting.isAfter(position))) {
            waiting = position;
        }
    }

    private void addAgents(Position position, Waiting messages) throws SQLException {
        agent = position;
        if (waiting != null && position.isAfter(waiting)) {
            // Usually the answer is the newest message; if it came late, someone may have written after it.
            waiting = position.equals(last) ? null : messages.firstOfCustomerAfter(this, position);
        }
    }

    void mark(Mark mark) {
        if (mark.marksRead()) {
            unread = mark.unread();
            readTo = mark.readTo();
        }
        if (mark.state() != null) {
            state = mark.state();
        }
    }

    /** All that was pending has been moved. */
    void settle() {
        stored = true;
        settled = settledAfterMove();
        lastBody = bodyToKeep();
        pending.clear();
    }

    /** What {@link #settled} will be when all that is pending now has been moved. */
    long settledAfterMove() {
        return pending.isEmpty() ? settled : pending.get(pending.size() - 1).event.arrival();
    }

    byte[] bodyToKeep() {
        return lastBody == null || lastBody.length > LAST_BODY_LIMIT ? null : lastBody;
    }
}
