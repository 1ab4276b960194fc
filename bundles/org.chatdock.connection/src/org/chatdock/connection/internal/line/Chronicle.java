// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.chatdock.api.connection.ConnectionTransition;

/** The last 100 changes of state. Any thread. */
final class Chronicle {
    private static final int MOST = 100;

    /** Guarded by this. */
    private final Deque<ConnectionTransition> transitions = new ArrayDeque<>();

    synchronized void add(ConnectionTransition transition) {
        if (transitions.size() == MOST) {
            transitions.remove();
        }
        transitions.add(transition);
    }

    /** A copy, the oldest first. */
    synchronized List<ConnectionTransition> all() {
        return List.copyOf(transitions);
    }
}
