// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.sending.ClientId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.OutboxStore;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.StoreException;
import org.chatdock.api.store.StoredDraft;

/** Keeps entries in memory, over a store of messages; fails, and commits late, when the test says so. Any thread. */
public class KeptEntries implements OutboxStore {
    private final ConversationStore store;
    private final Executor writing;
    private final Map<ClientId, OutboxEntry> entries = new LinkedHashMap<>();
    private final Map<ConversationId, StoredDraft> drafts = new LinkedHashMap<>();
    /** The disk is full. */
    public volatile boolean failing;
    /** Entries cannot be read. */
    public volatile boolean unreadable;

    public KeptEntries(ConversationStore store) {
        this(store, Runnable::run);
    }

    /** @param writing runs one commit after the other */
    public KeptEntries(ConversationStore store, Executor writing) {
        this.store = store;
        this.writing = writing;
    }

    @Override
    public synchronized List<OutboxEntry> entries() {
        if (unreadable) {
            throw new StoreException("unreadable", null);
        }
        return List.copyOf(entries.values());
    }

    public synchronized OutboxEntry entry(ClientId id) {
        return entries.get(id);
    }

    public synchronized StoredDraft draft(ConversationId conversation) {
        return drafts.get(conversation);
    }

    private <T> CompletionStage<T> write(Supplier<CompletionStage<T>> change) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        writing.execute(() -> {
            if (failing) {
                stage.completeExceptionally(new StoreException("full", null));
                return;
            }
            CompletionStage<T> changed;
            try {
                changed = change.get();
            } catch (RuntimeException e) {
                changed = CompletableFuture.failedStage(e);
            }
            changed.whenComplete((result, failure) -> {
                if (failure == null) {
                    stage.complete(result);
                } else {
                    stage.completeExceptionally(failure);
                }
            });
        });
        return stage;
    }

    private static <T> CompletionStage<T> done() {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> put(List<OutboxEntry> added, StoredDraft rest) {
        List<OutboxEntry> copy = List.copyOf(added);
        return write(() -> {
            synchronized (this) {
                copy.forEach(entry -> entries.put(entry.id(), entry));
                if (rest != null) {
                    drafts.put(copy.get(0).message().to(), rest);
                }
            }
            return done();
        });
    }

    @Override
    public CompletionStage<Void> update(List<OutboxEntry> changed) {
        List<OutboxEntry> copy = List.copyOf(changed);
        return write(() -> {
            synchronized (this) {
                copy.forEach(entry -> entries.replace(entry.id(), entry));
            }
            return done();
        });
    }

    @Override
    public CompletionStage<Void> remove(ClientId id) {
        return write(() -> {
            synchronized (this) {
                entries.remove(id);
            }
            return done();
        });
    }

    @Override
    public CompletionStage<Appended> settle(ClientId id, Message message, OutboxEntry claim) {
        return write(() -> store.append(message).thenApply(appended -> {
            synchronized (this) {
                if (claim == null) {
                    entries.remove(id);
                } else {
                    entries.replace(id, claim);
                }
            }
            return appended;
        }));
    }

    @Override
    public CompletionStage<Void> removeAll(ConversationId conversation) {
        return write(() -> {
            synchronized (this) {
                new ArrayList<>(entries.values()).stream().filter(entry -> entry.message().to().equals(conversation))
                        .forEach(entry -> entries.remove(entry.id()));
            }
            return done();
        });
    }
}
