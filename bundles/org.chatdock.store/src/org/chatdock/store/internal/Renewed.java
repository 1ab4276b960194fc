// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.time.Instant;

/**
 * How far what older keys have sealed has been sealed anew.
 *
 * @param phase what it is about at the moment
 * @param conversation the key of the conversation that was last
 * @param position of messages: the last one there
 * @param fence the last arrival before it began
 */
record Renewed(Phase phase, long conversation, Position position, long fence) {
    /** In this order. */
    enum Phase {
        /** The messages, in the order of their table. */
        MESSAGES,
        /** The bodies that stand with the conversations. */
        STANDINGS,
        /** What is kept beside messages. */
        ASIDES,
        /** It empties itself. */
        INBOX
    }

    private static final Position NOWHERE = new Position(Instant.MIN, 0);

    static Renewed nothing(long fence) {
        return new Renewed(Phase.MESSAGES, 0, NOWHERE, fence);
    }

    Renewed message(Place place) {
        return new Renewed(Phase.MESSAGES, place.conversation(), place.position(), fence);
    }

    Renewed standing(long key) {
        return new Renewed(Phase.STANDINGS, key, NOWHERE, fence);
    }

    Renewed begin(Phase next) {
        return new Renewed(next, 0, NOWHERE, fence);
    }
}
