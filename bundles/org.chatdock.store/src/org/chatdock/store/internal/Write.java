// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.store.StoreException;

/**
 * One thing to write, and the stage of whoever waits for it. It may be applied several times, if the transaction around
 * it fails; only the last time counts.
 *
 * @param <T> what the stage completes with
 */
final class Write<T> {
    /** What a write does to the session. */
    interface Action<T> {
        T on(WriteSession session) throws SQLException;
    }

    private final Action<T> action;
    private final boolean alone;
    private final CompletableFuture<T> stage = new CompletableFuture<>();
    /** The writer's thread only. */
    private T result;

    Write(Action<T> action) {
        this(action, false);
    }

    private Write(Action<T> action, boolean alone) {
        this.action = action;
        this.alone = alone;
    }

    /** Something that has a transaction of its own. */
    static <T> Write<T> alone(Action<T> action) {
        return new Write<>(action, true);
    }

    boolean isAlone() {
        return alone;
    }

    void apply(WriteSession session) throws SQLException {
        result = action.on(session);
    }

    /** What the stage completes with. */
    T result() {
        return result;
    }

    void committed() {
        stage.complete(result);
    }

    void failed(StoreException failure) {
        stage.completeExceptionally(failure);
    }

    /** Nobody but the writer can complete it. */
    CompletionStage<T> stage() {
        return stage.minimalCompletionStage();
    }
}
