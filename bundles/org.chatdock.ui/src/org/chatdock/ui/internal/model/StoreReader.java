// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.ConversationState;
import org.chatdock.api.store.ConversationStore;
import org.osgi.service.log.Logger;

/**
 * Reads the store off the UI thread and brings the result back to it. Reading waits for the disk; nothing on the UI
 * thread does.
 */
public final class StoreReader {
    private final Executor background;
    private final Executor ui;
    private final Logger log;
    private final AtomicReference<ConversationStore> store = new AtomicReference<>();

    /** @param ui runs what it is given on the UI thread, soon, or never if there is no UI any more */
    public StoreReader(Executor background, Executor ui, Logger log) {
        this.background = background;
        this.ui = ui;
        this.log = log;
    }

    public void setStore(ConversationStore store) {
        this.store.set(store);
    }

    public boolean hasStore() {
        return store.get() != null;
    }

    public void unsetStore(ConversationStore gone) {
        store.compareAndSet(gone, null);
    }

    /**
     * Reads, then hands over.
     *
     * @param read runs in the background
     * @param use gets the result on the UI thread
     * @param failed runs on the UI thread if there is no store or it fails
     */
    public <T> void read(Function<ConversationStore, T> read, Consumer<T> use, Runnable failed) {
        try {
            background.execute(() -> {
                ConversationStore current = store.get();
                if (current == null) {
                    ui.execute(failed);
                    return;
                }
                try {
                    T result = read.apply(current);
                    ui.execute(() -> use.accept(result));
                } catch (RuntimeException e) {
                    log.warn("The views could not read the store", e);
                    ui.execute(failed);
                }
            });
        } catch (@SuppressWarnings("unused") RejectedExecutionException closing) {
            // The desk is closing; its views go with it.
            failed.run();
        }
    }

    /** Marks a conversation as read, up to a message; a failure is logged and leaves it unread. */
    public void markRead(ConversationId conversation, MessageId upTo) {
        write("marked as read", conversation, current -> current.markRead(conversation, upTo));
    }

    /**
     * Marks a message and what came after it as unread; a failure is logged and changes nothing.
     *
     * @param from null: the customer's newest message
     */
    public void markUnread(ConversationId conversation, MessageId from) {
        write("marked as unread", conversation, current -> current.markUnread(conversation, from));
    }

    /** Decides about a conversation; a failure is logged and changes nothing. */
    public void setState(ConversationId conversation, ConversationState state) {
        write("marked as " + state, conversation, current -> current.setState(conversation, state));
    }

    private void write(String what, ConversationId conversation,
            Function<ConversationStore, CompletionStage<Void>> change) {
        ConversationStore current = store.get();
        if (current != null) {
            change.apply(current).whenComplete((done, failure) -> {
                if (failure != null) {
                    log.warn("Conversation {} could not be {}", conversation, what, failure);
                }
            });
        }
    }
}
