// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

/** A row of the inbox: it can go when none of its events is pending. The writer's thread only. */
final class InboxRow {
    private final long key;
    private int pending;

    InboxRow(long key) {
        this.key = key;
    }

    long key() {
        return key;
    }

    int pending() {
        return pending;
    }

    void add() {
        pending++;
    }

    void remove(int count) {
        pending -= count;
    }
}
