// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.sending;

import java.util.List;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.StoreException;
import org.chatdock.api.store.StoredDraft;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Keeps the outbox over restarts, beside the messages. Any thread may call any method. Writing returns at once and
 * completes after the commit, on the store's writer thread; writes take effect in the order of calls. A stage that
 * fails, fails with {@link StoreException}, and then nothing was written.
 */
@ProviderType
public interface OutboxStore {
    /** All entries in the order in which they were put. Waits for the disk: not for the UI thread. A copy. */
    List<OutboxEntry> entries();

    /**
     * Keeps new entries, behind all others, and what stays of the draft they were written in, in one transaction.
     *
     * @param entries of one conversation; copied
     * @param rest replaces the conversation's draft; null: it is not touched
     * @throws IllegalArgumentException if there are none, or of different conversations
     */
    CompletionStage<Void> put(List<OutboxEntry> entries, StoredDraft rest);

    /** Keeps entries in place of those with the same ids, in one transaction; one that is not there is left out. */
    CompletionStage<Void> update(List<OutboxEntry> entries);

    /** Forgets an entry; does nothing if it is not there. */
    CompletionStage<Void> remove(ClientId id);

    /**
     * A message has been sent: it joins its conversation, and its entry goes, in one transaction.
     *
     * @param id of the entry
     * @param message under the gateway's id
     * @param claim kept in place of the entry, say so that another entry is not taken for this message; null: the entry
     *            is removed
     * @return as {@link org.chatdock.api.store.ConversationStore#append}
     * @throws IllegalArgumentException if the claim has another id
     */
    CompletionStage<Appended> settle(ClientId id, Message message, OutboxEntry claim);

    /** Forgets all entries of a conversation. */
    CompletionStage<Void> removeAll(ConversationId conversation);
}
