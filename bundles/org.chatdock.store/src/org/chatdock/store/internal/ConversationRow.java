// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.SQLException;

import org.chatdock.api.message.Message;
import org.chatdock.api.message.SenderType;

/** What the list knows of one conversation, while a transaction changes it. The writer's thread only. */
final class ConversationRow {
    /** Finds the oldest message of the customer that comes after a position. */
    interface Waiting {
        /** @return null if there is none */
        Position firstOfCustomerAfter(Position agent) throws SQLException;
    }

    final long key;
    long size;
    int unread;
    /** The arrival up to which the agent has read. */
    long readTo;
    Position last;
    /** The agent's newest message. */
    Position agent;
    /** The customer's oldest message after that. */
    Position waiting;
    boolean changed;

    ConversationRow(long key) {
        this.key = key;
    }

    /** Takes a message into account that has just been inserted, wherever in the order it belongs. */
    void add(Message message, Position position, Waiting messages) throws SQLException {
        changed = true;
        size++;
        if (position.isAfter(last)) {
            last = position;
        }
        if (message.fromCustomer()) {
            unread++;
            addCustomers(position);
        } else if (SenderType.AGENT.equals(message.fromType()) && position.isAfter(agent)) {
            addAgents(position, messages);
        }
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
            waiting = position.equals(last) ? null : messages.firstOfCustomerAfter(position);
        }
    }

    void markRead(long arrival) {
        if (unread > 0) {
            changed = true;
            unread = 0;
            readTo = arrival;
        }
    }
}
