// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.dispatch.LateAcknowledger;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.StoredMessage;

/** A message out of the store, for a handler that came after it or is to try again. Its delivery is gone. */
final class StoredErrand implements Errand {
    private final ConversationStore store;
    private final LateAcknowledger line;
    private final MessageId id;
    private final ConversationId conversation;
    private final String only;
    private final Runnable done;
    /** The thread of its turn writes it, before there is a promise. */
    private volatile Message message;

    /**
     * @param line null if there is none
     * @param only the name of the handler that is to get it; null for all, if no handler has understood it yet
     * @param done run once when nothing more is done
     */
    StoredErrand(ConversationStore store, LateAcknowledger line, MessageId id, ConversationId conversation, String only,
            Runnable done) {
        this.store = store;
        this.line = line;
        this.id = id;
        this.conversation = conversation;
        this.only = only;
        this.done = done;
    }

    @Override
    public ConversationId conversation() {
        return conversation;
    }

    @Override
    public MessageId id() {
        return id;
    }

    @Override
    public Reach reach() {
        return Reach.HANDLERS;
    }

    /** The gateway may have delivered it again: only after that has been settled does the store tell the truth. */
    @Override
    public boolean waitsForPromises() {
        return true;
    }

    @Override
    public Message message() {
        StoredMessage stored = store.find(id).orElse(null);
        message = stored == null || only == null && stored.understood() ? null : stored.message();
        return message;
    }

    @Override
    public boolean isFor(BoundHandler handler) {
        return only == null || only.equals(handler.name());
    }

    /** From then on it is no longer of unknown type, whatever the handler itself has stored. */
    @Override
    public CompletionStage<?> durable(CompletionStage<?> stage) {
        CompletableFuture<Object> handled = new CompletableFuture<>();
        stage.whenComplete((value, failure) -> {
            if (failure == null) {
                handled.complete(value);
            } else {
                handled.completeExceptionally(failure);
            }
        });
        return handled.thenCompose(value -> store.append(message));
    }

    @Override
    public boolean acknowledge(String handlerName) {
        return line != null && line.acknowledge(message, handlerName);
    }

    @Override
    public void done() {
        done.run();
    }
}
