// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks that acknowledgements leave in the order of the deliveries, inside each conversation and over all sockets. A
 * delivery may have none if one for the same message is on its way already. Only the first one of a socket may go back:
 * to what a cut has left in doubt, at most one batch.
 */
final class AckOrder {
    private static final int BATCH = 64;

    private static final class Conversation {
        private final List<String> delivered = new ArrayList<>();
        /** Which of the deliveries the last acknowledgements were for. */
        private final Deque<Integer> last = new ArrayDeque<>();
        private int next;
        private int socket;
    }

    private final Map<String, Conversation> conversations = new HashMap<>();

    void delivered(String conversation, String id) {
        conversations.computeIfAbsent(conversation, key -> new Conversation()).delivered.add(id);
    }

    void acknowledged(String conversation, String id, int socket) {
        Conversation in = conversations.computeIfAbsent(conversation, key -> new Conversation());
        if (socket != in.socket) {
            in.socket = socket;
            in.last.stream().filter(each -> in.delivered.get(each).equals(id)).findFirst()
                    .ifPresent(each -> in.next = each);
        }
        int from = in.next;
        while (in.next < in.delivered.size() && !in.delivered.get(in.next).equals(id)) {
            in.next++;
        }
        assertTrue(in.next < in.delivered.size(), () -> "On socket " + socket + " the acknowledgement of " + id
                + " is out of order; deliveries since the last one: "
                + in.delivered.subList(from, in.delivered.size()));
        in.last.add(in.next++);
        if (in.last.size() > BATCH) {
            in.last.remove();
        }
    }
}
