// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

/** An event that stands in the inbox only. */
final class Pending {
    /** What an event costs in memory beside its body; measured, roughly. */
    private static final int OVERHEAD_BYTES = 128;

    final Event event;
    final ConversationRow row;
    /** Where it stands in the inbox. */
    final InboxRow inbox;

    Pending(Event event, ConversationRow row, InboxRow inbox) {
        this.event = event;
        this.row = row;
        this.inbox = inbox;
    }

    Place place() {
        return new Place(row.key, event.position());
    }

    int bytes() {
        return OVERHEAD_BYTES + (event.isMessage() ? event.body().length : 0);
    }
}
