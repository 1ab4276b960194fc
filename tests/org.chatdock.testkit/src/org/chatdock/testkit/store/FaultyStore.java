// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.store;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.sending.ClientId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.OutboxStore;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.ConversationState;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.Revised;
import org.chatdock.api.store.Revision;
import org.chatdock.api.store.StoreException;
import org.chatdock.api.store.StoreListener;
import org.chatdock.api.store.StoredDraft;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.store.memory.MemoryStore;

/** A store in memory for tests, which fails when it is told to, and commits when it is told to. Any thread. */
public final class FaultyStore extends ForwardingStore implements OutboxStore {
    private final MemoryStore store;
    private final Executor writer;
    private final AtomicLong writes = new AtomicLong();
    private volatile boolean failWrites;
    private volatile boolean failReads;

    /** Commits at once, on the calling thread: what was written is there when the call returns. */
    public FaultyStore() {
        this(Runnable::run);
    }

    /**
     * Commits when and where the executor does, so that a test can hold a commit up.
     *
     * @param writer runs what it is given one after the other, in order
     */
    public FaultyStore(Executor writer) {
        this(writer, MemoryStore.direct());
    }

    private FaultyStore(Executor writer, MemoryStore store) {
        super(store);
        this.store = store;
        this.writer = writer;
    }

    /** Whether commits fail from now on, as on a full disk: nothing is changed, and the stage fails. */
    public void failWrites(boolean fail) {
        failWrites = fail;
    }

    /** Whether reading throws from now on. */
    public void failReads(boolean fail) {
        failReads = fail;
    }

    /** How many writes were asked for so far, whatever became of them. */
    public long writes() {
        return writes.get();
    }

    /** All messages, the newest conversation's first, each in order. A copy; reads even if reading is to fail. */
    public List<StoredMessage> contents() {
        return store.conversations().stream()
                .flatMap(summary -> store.page(summary.id(), null, Integer.MAX_VALUE).stream()).toList();
    }

    /** As {@link #contents}: all drafts. */
    public Map<ConversationId, StoredDraft> drafts() {
        return store.drafts();
    }

    /** Tells the listener what is committed from now on, in order, on a thread that commits. */
    public void addListener(StoreListener listener) {
        store.addListener(listener);
    }

    /** The listener may still be told what it is being told now. */
    public void removeListener(StoreListener listener) {
        store.removeListener(listener);
    }

    private <T> CompletionStage<T> write(Supplier<CompletionStage<T>> write) {
        writes.incrementAndGet();
        CompletableFuture<T> stage = new CompletableFuture<>();
        writer.execute(() -> {
            if (failWrites) {
                stage.completeExceptionally(new StoreException("The test wants this write to fail.", null));
            } else {
                write.get().thenAccept(stage::complete);
            }
        });
        // Nobody but the store can complete it.
        return stage.minimalCompletionStage();
    }

    private <T> T read(Supplier<T> read) {
        if (failReads) {
            throw new StoreException("The test wants this read to fail.", null);
        }
        return read.get();
    }

    @Override
    public CompletionStage<Appended> append(Message message) {
        Objects.requireNonNull(message, "message");
        return write(() -> super.append(message));
    }

    @Override
    public CompletionStage<Appended> appendUnknown(Message message) {
        Objects.requireNonNull(message, "message");
        return write(() -> super.appendUnknown(message));
    }

    @Override
    public CompletionStage<Void> markRead(ConversationId conversation) {
        return write(() -> super.markRead(conversation));
    }

    @Override
    public CompletionStage<Void> markRead(ConversationId conversation, MessageId upTo) {
        return write(() -> super.markRead(conversation, upTo));
    }

    @Override
    public CompletionStage<Void> markUnread(ConversationId conversation, MessageId from) {
        return write(() -> super.markUnread(conversation, from));
    }

    @Override
    public CompletionStage<Void> setState(ConversationId conversation, ConversationState state) {
        return write(() -> super.setState(conversation, state));
    }

    @Override
    public CompletionStage<Revised> revise(Revision revision) {
        return write(() -> super.revise(revision));
    }

    @Override
    public List<OutboxEntry> entries() {
        return read(store::entries);
    }

    @Override
    public CompletionStage<Void> put(List<OutboxEntry> entries, StoredDraft rest) {
        List<OutboxEntry> copy = List.copyOf(entries);
        return write(() -> store.put(copy, rest));
    }

    @Override
    public CompletionStage<Void> update(List<OutboxEntry> entries) {
        List<OutboxEntry> copy = List.copyOf(entries);
        return write(() -> store.update(copy));
    }

    @Override
    public CompletionStage<Void> remove(ClientId id) {
        return write(() -> store.remove(id));
    }

    @Override
    public CompletionStage<Appended> settle(ClientId id, Message message, OutboxEntry claim) {
        return write(() -> store.settle(id, message, claim));
    }

    @Override
    public CompletionStage<Void> removeAll(ConversationId conversation) {
        return write(() -> store.removeAll(conversation));
    }

    @Override
    public List<ConversationSummary> conversations() {
        return read(super::conversations);
    }

    @Override
    public Map<ConversationId, MessageId> lastReceived() {
        return read(super::lastReceived);
    }

    @Override
    public List<StoredMessage> page(ConversationId conversation, MessageId before, int limit) {
        return read(() -> super.page(conversation, before, limit));
    }

    @Override
    public List<StoredMessage> pageAfter(ConversationId conversation, MessageId after, int limit) {
        return read(() -> super.pageAfter(conversation, after, limit));
    }

    @Override
    public Optional<StoredMessage> find(MessageId id) {
        return read(() -> super.find(id));
    }

    @Override
    public List<StoredMessage> unknown(long afterArrival, int limit) {
        return read(() -> super.unknown(afterArrival, limit));
    }

    @Override
    public long size() {
        return read(super::size);
    }
}
