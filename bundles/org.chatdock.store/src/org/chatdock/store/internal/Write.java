// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.StoreException;

/**
 * One thing to write, and the stage of whoever waits for it. It may be applied several times, if the transaction around
 * it fails; only the last time counts.
 *
 * @param <T> what the stage completes with
 */
abstract class Write<T> {
    private final CompletableFuture<T> stage = new CompletableFuture<>();
    /** The writer's thread only. */
    private T result;

    abstract T applyTo(WriteSession session) throws SQLException;

    final void apply(WriteSession session) throws SQLException {
        result = applyTo(session);
    }

    final void committed() {
        stage.complete(result);
    }

    final void failed(StoreException failure) {
        stage.completeExceptionally(failure);
    }

    /** Nobody but the writer can complete it. */
    final CompletionStage<T> stage() {
        return stage.minimalCompletionStage();
    }

    /** What a write does to the session. */
    interface Action<T> {
        T on(WriteSession session) throws SQLException;
    }

    static <T> Write<T> of(Action<T> action) {
        return new Write<>() {
            @Override
            T applyTo(WriteSession session) throws SQLException {
                return action.on(session);
            }
        };
    }

    static Write<Appended> append(Message message, Digest digest, byte[] body, boolean understood) {
        return new Write<>() {
            @Override
            Appended applyTo(WriteSession session) throws SQLException {
                return session.append(message, digest, body, understood);
            }
        };
    }

    static Write<Void> markRead(ConversationId conversation) {
        return new Write<>() {
            @Override
            Void applyTo(WriteSession session) throws SQLException {
                session.markRead(conversation);
                return null;
            }
        };
    }
}
