// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.chatdock.api.message.Message;
import org.chatdock.api.message.SenderType;

/** What a conversation should look like, told the slow and simple way from all that arrived. */
final class ExpectedConversation {
    private final List<Message> arrived = new ArrayList<>();
    private int readUpTo;

    void add(Message message) {
        arrived.add(message);
    }

    void markRead() {
        readUpTo = arrived.size();
    }

    /** {@code index}: of the message up to which it is read, in the order of arrival. */
    void markRead(int index) {
        readUpTo = index + 1;
    }

    /** {@code index}: of the first that is unread, in the order of arrival. */
    void markUnread(int index) {
        readUpTo = Math.min(readUpTo, index);
    }

    /** From the customer's newest on. */
    void markUnread() {
        inOrder().stream().filter(Message::fromCustomer).reduce((older, newer) -> newer)
                .ifPresent(newest -> markUnread(arrived.indexOf(newest)));
    }

    /** A stable sort by time keeps the order of arrival among equals. */
    List<Message> inOrder() {
        List<Message> sorted = new ArrayList<>(arrived);
        sorted.sort((a, b) -> a.time().compareTo(b.time()));
        return sorted;
    }

    int unread() {
        return (int) arrived.subList(readUpTo, arrived.size()).stream().filter(Message::fromCustomer).count();
    }

    Instant waitingSince() {
        Instant waiting = null;
        for (Message message : inOrder()) {
            if (message.fromType().equals(SenderType.AGENT)) {
                waiting = null;
            } else if (message.fromCustomer() && waiting == null) {
                waiting = message.time();
            }
        }
        return waiting;
    }
}
