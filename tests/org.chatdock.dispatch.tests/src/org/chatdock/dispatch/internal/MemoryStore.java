// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.StoredMessage;

/** As much of a store as the dispatcher needs. Any thread. */
final class MemoryStore implements ConversationStore {
    private final Signal signal;
    private final Executor writer;
    /** Guarded by this; in the order of arrival. */
    private final Map<MessageId, StoredMessage> messages = new LinkedHashMap<>();
    /** Guarded by this. */
    private int pages;
    /** Guarded by this: while it is there nothing commits. */
    private List<Runnable> heldBack;

    /** @param writer commits, in order */
    MemoryStore(Signal signal, Executor writer) {
        this.signal = signal;
        this.writer = writer;
    }

    /** How often it was asked for messages that nobody understands. */
    synchronized int pages() {
        return pages;
    }

    /** From now on nothing is committed until {@link #commit}. */
    synchronized void hold() {
        heldBack = new ArrayList<>();
    }

    /** Commits what was held back, and what comes from now on at once. */
    void commit() {
        List<Runnable> writes;
        synchronized (this) {
            writes = heldBack;
            heldBack = null;
        }
        writes.forEach(Runnable::run);
    }

    @Override
    public CompletionStage<Appended> append(Message message) {
        return write(message, true);
    }

    @Override
    public CompletionStage<Appended> appendUnknown(Message message) {
        return write(message, false);
    }

    private CompletionStage<Appended> write(Message message, boolean understood) {
        CompletableFuture<Appended> stage = new CompletableFuture<>();
        Runnable write = () -> {
            Appended what = put(message, understood);
            stage.complete(what);
            signal.changed();
        };
        synchronized (this) {
            if (heldBack != null) {
                heldBack.add(write);
                return stage;
            }
        }
        writer.execute(write);
        return stage;
    }

    private synchronized Appended put(Message message, boolean understood) {
        StoredMessage known = messages.get(message.id());
        if (known == null) {
            messages.put(message.id(), new StoredMessage(message, messages.size() + 1L, understood));
            return Appended.ADDED;
        }
        if (known.understood() || !understood) {
            return Appended.DUPLICATE;
        }
        messages.put(message.id(), new StoredMessage(message, known.arrival(), true));
        return Appended.UNDERSTOOD;
    }

    @Override
    public synchronized List<StoredMessage> unknown(long afterArrival, int limit) {
        pages++;
        return messages.values().stream().filter(stored -> !stored.understood() && stored.arrival() > afterArrival)
                .limit(limit).toList();
    }

    @Override
    public synchronized Optional<StoredMessage> find(MessageId id) {
        return Optional.ofNullable(messages.get(id));
    }

    @Override
    public synchronized long size() {
        return messages.size();
    }

    @Override
    public CompletionStage<Void> markRead(ConversationId conversation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ConversationSummary> conversations() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<ConversationId, MessageId> lastReceived() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<StoredMessage> page(ConversationId conversation, MessageId before, int limit) {
        throw new UnsupportedOperationException();
    }
}
