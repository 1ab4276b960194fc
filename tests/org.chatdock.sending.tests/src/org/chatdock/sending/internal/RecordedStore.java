// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.StoredMessage;

/** A store that only takes, and commits when the test says so. */
final class RecordedStore implements ConversationStore {
    final BlockingQueue<Message> appended = new LinkedBlockingQueue<>();
    /** The test's thread sets it before it sends. */
    volatile Supplier<CompletionStage<Appended>> commit = () -> CompletableFuture.completedStage(Appended.ADDED);

    @Override
    public CompletionStage<Appended> append(Message message) {
        appended.add(message);
        return commit.get();
    }

    @Override
    public CompletionStage<Appended> appendUnknown(Message message) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> markRead(ConversationId conversation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<ConversationId, MessageId> lastReceived() {
        return Map.of();
    }

    @Override
    public List<ConversationSummary> conversations() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<StoredMessage> page(ConversationId conversation, MessageId before, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<StoredMessage> find(MessageId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<StoredMessage> unknown(long afterArrival, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long size() {
        throw new UnsupportedOperationException();
    }
}
