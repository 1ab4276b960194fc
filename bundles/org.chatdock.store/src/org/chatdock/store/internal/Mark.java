// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import org.chatdock.api.store.ConversationState;

/**
 * What an agent has done with a conversation, as an event among its messages.
 *
 * @param readTo the arrival up to which messages are read from now on; negative: as it was
 * @param unread how many are unread then, of those that came before this event
 * @param state null: as it was
 */
record Mark(long readTo, int unread, ConversationState state) {
    private static final long UNCHANGED = -1;

    /** Changes nothing. */
    static final Mark NONE = new Mark(UNCHANGED, 0, null);

    static Mark read(long readTo, int unread) {
        return new Mark(readTo, unread, null);
    }

    static Mark state(ConversationState state) {
        return new Mark(UNCHANGED, 0, state);
    }

    /** The same, with another number of unread messages. */
    Mark ofAll(int count) {
        return new Mark(readTo, count, state);
    }

    /** What both come to, this one first. Nothing is told of how many are unread. */
    Mark then(Mark later) {
        return new Mark(later.marksRead() ? later.readTo : readTo, 0, later.state == null ? state : later.state);
    }

    boolean marksRead() {
        return readTo > UNCHANGED;
    }
}
