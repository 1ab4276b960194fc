// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.time.Instant;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.sending.ClientId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.chatdock.api.sending.SendState;

/** Entries of the outbox for tests. Without JUnit: forked processes use it as well. */
final class Entries {
    private Entries() {
    }

    static OutboxEntry waiting(String id, String customer, String content) {
        return OutboxEntry.waiting(new ClientId(id), new ClientId(id),
                Outgoing.text(new ConversationId(customer), content), Instant.ofEpochSecond(5, 6));
    }

    /** As it is after a request. */
    static OutboxEntry in(SendState state, OutboxEntry entry) {
        return new OutboxEntry(entry.id(), entry.first(), entry.message(), entry.written(), state,
                state == SendState.REFUSED ? Reason.SERVICE : null, "words", 2, "agent", new MessageId("before"),
                state == SendState.SENT ? new MessageId("sent as") : null);
    }

    /** As a salvage brings it back: what waits may have been sent. */
    static OutboxEntry doubted(OutboxEntry entry) {
        return entry.state() != SendState.WAITING ? entry
                : new OutboxEntry(entry.id(), entry.first(), entry.message(), entry.written(), SendState.UNKNOWN, null,
                        "", 0, "", null, null);
    }
}
