// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.DraftStore;
import org.chatdock.api.store.StoreException;
import org.chatdock.api.store.StoredDraft;

/** Drafts in memory, and a disk that is full when it is told to be. */
public final class MemoryDrafts implements DraftStore {
    private final Map<ConversationId, StoredDraft> drafts = new LinkedHashMap<>();
    private boolean full;

    public synchronized void setFull(boolean full) {
        this.full = full;
    }

    @Override
    public synchronized Map<ConversationId, StoredDraft> drafts() {
        return new LinkedHashMap<>(drafts);
    }

    @Override
    public synchronized CompletionStage<Void> put(ConversationId conversation, StoredDraft draft) {
        if (full) {
            return CompletableFuture.failedStage(new StoreException("The disk is full.", null));
        }
        if (draft.isEmpty()) {
            drafts.remove(conversation);
        } else {
            drafts.put(conversation, draft);
        }
        return CompletableFuture.completedStage(null);
    }

    @Override
    public synchronized CompletionStage<Void> remove(ConversationId conversation) {
        drafts.remove(conversation);
        return CompletableFuture.completedStage(null);
    }
}
