// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

import org.chatdock.api.store.KeySource;
import org.chatdock.api.store.StoreException;
import org.chatdock.store.internal.seal.KeyChange;
import org.chatdock.store.internal.seal.StoreKeys;
import org.osgi.service.log.Logger;

/**
 * Exchanges the store's key: from then on the new one is written with, and what the old one has sealed is sealed anew,
 * step by step, with pauses, and after a restart from the beginning. Any thread.
 */
final class KeyExchange {
    private final StoreKeys keys;
    private final KeySource source;
    private final Function<Write<?>, CompletionStage<?>> writer;
    private final Executor later;
    private final Logger logger;

    /**
     * @param writer gets what is to be written
     * @param later runs a thing after a pause
     */
    KeyExchange(StoreKeys keys, KeySource source, Function<Write<?>, CompletionStage<?>> writer, Executor later,
            Logger logger) {
        this.keys = keys;
        this.source = source;
        this.writer = writer;
        this.later = later;
        this.logger = logger;
    }

    /** Waits for the key source. @return completes when the new key is used */
    CompletionStage<Void> begin() {
        try {
            KeyChange change = keys.exchange(source);
            return keep(change).thenRun(this::goOn);
        } catch (StoreException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private CompletionStage<Void> keep(KeyChange change) {
        return writer.apply(new Write<>(session -> {
            FormatChoice.writeKeys(session.connection(), change.state());
            return null;
        })).thenAccept(done -> change.kept().run());
    }

    boolean isRunning() {
        return keys.isExchanging();
    }

    /** Goes on with an exchange that is not complete; does nothing if there is none. */
    void goOn() {
        if (keys.isExchanging()) {
            step(null);
        }
    }

    /** {@code from}: null at the beginning. */
    private void step(Renewed from) {
        Write<Renewed> step = new Write<>(session -> session.renew(from));
        writer.apply(step).whenComplete((nothing, failure) -> {
            if (failure != null) {
                stopped(failure);
            } else if (step.result() != null) {
                later.execute(() -> step(step.result()));
            } else {
                keep(keys.retire()).whenComplete((done, late) -> ended(late));
            }
        });
    }

    private void ended(Throwable failure) {
        if (failure == null) {
            logger.info("All of the message store is encrypted with its new key.");
        } else {
            stopped(failure);
        }
    }

    private void stopped(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        logger.debug("Encrypting with the new key goes on when the message store is opened again: {}",
                cause.getMessage());
    }
}
