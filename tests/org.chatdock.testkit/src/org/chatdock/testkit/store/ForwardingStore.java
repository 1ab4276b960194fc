// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.store;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.ConversationState;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.Revised;
import org.chatdock.api.store.Revision;
import org.chatdock.api.store.StoredMessage;

/**
 * A store that hands every call on to another one: for tests that need to count, delay or change some of them, and that
 * a method more in the API shall not break. Any thread, if the other store allows it.
 */
public class ForwardingStore implements ConversationStore {
    private final ConversationStore store;

    public ForwardingStore(ConversationStore store) {
        this.store = Objects.requireNonNull(store, "store");
    }

    @Override
    public CompletionStage<Appended> append(Message message) {
        return store.append(message);
    }

    @Override
    public CompletionStage<Appended> appendUnknown(Message message) {
        return store.appendUnknown(message);
    }

    @Override
    public CompletionStage<Void> markRead(ConversationId conversation) {
        return store.markRead(conversation);
    }

    @Override
    public CompletionStage<Void> markRead(ConversationId conversation, MessageId upTo) {
        return store.markRead(conversation, upTo);
    }

    @Override
    public CompletionStage<Void> markUnread(ConversationId conversation, MessageId from) {
        return store.markUnread(conversation, from);
    }

    @Override
    public CompletionStage<Void> setState(ConversationId conversation, ConversationState state) {
        return store.setState(conversation, state);
    }

    @Override
    public CompletionStage<Revised> revise(Revision revision) {
        return store.revise(revision);
    }

    @Override
    public List<ConversationSummary> conversations() {
        return store.conversations();
    }

    @Override
    public Map<ConversationId, MessageId> lastReceived() {
        return store.lastReceived();
    }

    @Override
    public List<StoredMessage> page(ConversationId conversation, MessageId before, int limit) {
        return store.page(conversation, before, limit);
    }

    @Override
    public List<StoredMessage> pageAfter(ConversationId conversation, MessageId after, int limit) {
        return store.pageAfter(conversation, after, limit);
    }

    @Override
    public Optional<StoredMessage> find(MessageId id) {
        return store.find(id);
    }

    @Override
    public List<StoredMessage> unknown(long afterArrival, int limit) {
        return store.unknown(afterArrival, limit);
    }

    @Override
    public long size() {
        return store.size();
    }
}
