// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.store;

import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.message.ConversationId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Keeps drafts over restarts, at most one for each conversation. Any thread may call any method. Writing returns at
 * once and completes after the commit, on the store's writer thread; writes take effect in the order of calls. Who
 * listens to the store is not told of drafts: who writes one knows it, and would be told while somebody types.
 */
@ProviderType
public interface DraftStore {
    /** All drafts. Waits for the disk: not for the UI thread. A copy. */
    Map<ConversationId, StoredDraft> drafts();

    /**
     * Keeps a draft in place of the one that was there; an empty one is as good as none.
     *
     * @return fails with {@link StoreException}, and then the draft that was there stays
     */
    CompletionStage<Void> put(ConversationId conversation, StoredDraft draft);

    /** Forgets a conversation's draft; does nothing if there is none. */
    CompletionStage<Void> remove(ConversationId conversation);
}
