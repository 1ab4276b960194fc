// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.chatdock.api.message.Message;
import org.chatdock.api.store.ConversationState;

/**
 * The events that the transaction which runs adds to the inbox, and how conversations are with them. The writer's
 * thread only.
 */
final class Staging {
    /** {@code message}: null if the event is none. */
    record Staged(Event event, ConversationRow row, Message message) {
    }

    private final List<Staged> events = new ArrayList<>();
    private final Map<Digest, Staged> byId = new HashMap<>();

    void addMessage(Event event, ConversationRow row, Message message) {
        Staged staged = new Staged(event, row, message);
        events.add(staged);
        byId.put(event.digest(), staged);
    }

    void addMark(Event event, ConversationRow row) {
        events.add(new Staged(event, row, null));
    }

    /** In the order in which they came. */
    List<Staged> events() {
        return events;
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    /** Null if no message of that id has come in this transaction. */
    Staged get(Digest id) {
        return byId.get(id);
    }

    void clear() {
        events.clear();
        byId.clear();
    }

    // --- a conversation, with what is staged

    private static boolean isCustomers(Staged staged) {
        return staged.event.kind() == Kind.CUSTOMER;
    }

    /** How many of the customer's staged messages come after an arrival. */
    int customersAfter(ConversationRow row, long arrival) {
        int count = 0;
        for (Staged each : events) {
            count += each.row == row && isCustomers(each) && each.event.arrival() > arrival ? 1 : 0;
        }
        return count;
    }

    /** The customer's newest message. {@code position}: of the newest that is not staged, null if there is none. */
    Position newestOfCustomer(ConversationRow row, Position position) {
        Position newest = position;
        for (Staged each : events) {
            if (each.row == row && isCustomers(each) && each.event.position().isAfter(newest)) {
                newest = each.event.position();
            }
        }
        return newest;
    }

    /** The arrival up to which it is read. */
    long readTo(ConversationRow row) {
        long arrival = row.readTo;
        for (Staged each : events) {
            if (each.row == row && !each.event.isMessage() && each.event.mark().marksRead()) {
                arrival = each.event.mark().readTo();
            }
        }
        return arrival;
    }

    int unread(ConversationRow row) {
        int count = row.unread;
        for (Staged each : events) {
            if (each.row == row && isCustomers(each)) {
                count++;
            } else if (each.row == row && !each.event.isMessage() && each.event.mark().marksRead()) {
                count = each.event.mark().unread();
            }
        }
        return count;
    }

    ConversationState state(ConversationRow row) {
        ConversationState state = row.state;
        for (Staged each : events) {
            ConversationState next = each.row == row ? each.event.effect().state() : null;
            state = next == null ? state : next;
        }
        return state;
    }
}
