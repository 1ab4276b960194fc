// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.smoke.internal;

import java.util.ArrayList;
import java.util.List;

import org.chatdock.api.connection.ConnectionState;

/** The states of the line so far, in order, without repetition. Any thread. */
final class States {
    /** Guarded by this. */
    private final List<ConnectionState> seen = new ArrayList<>();

    synchronized void add(ConnectionState state) {
        if (seen.isEmpty() || seen.get(seen.size() - 1) != state) {
            seen.add(state);
        }
    }

    synchronized boolean isUp() {
        return !seen.isEmpty() && seen.get(seen.size() - 1).isUp();
    }

    synchronized List<ConnectionState> seen() {
        return List.copyOf(seen);
    }
}
