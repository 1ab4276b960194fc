// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.Admission;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendOutcome;
import org.chatdock.api.store.StoredDraft;

/**
 * What wants to be taken.
 *
 * @param parts at least one, trimmed, all to the same customer
 * @param rest of the draft; null: it is not touched
 * @param answer whether it is taken
 * @param outcome of the only part; null if nobody waits for it
 */
record Putting(List<Outgoing> parts, StoredDraft rest, CompletableFuture<Admission> answer,
        CompletableFuture<SendOutcome> outcome) {
    ConversationId to() {
        return parts.get(0).to();
    }

    long weight() {
        return parts.stream().mapToLong(part -> part.content().length()).sum();
    }
}
