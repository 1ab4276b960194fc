// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

import org.chatdock.api.connection.CredentialSource;
import org.chatdock.api.connection.Credentials;

/**
 * Asks whoever knows who is signed in. One question at a time: who asks the same while an answer is due waits for that
 * answer, but not for ever. The source is a stranger's code, so it is asked on a thread that may be held up. Any
 * thread.
 */
public final class CredentialDesk {
    /** A source that has not answered for so long, in milliseconds, is asked again. */
    private static final long PATIENCE = 60_000;

    private final Executor helpers;
    private final LongSupplier millis;

    /** Guarded by this, all three below too. Null if there is no source. */
    private CredentialSource source;
    private CompletableFuture<Credentials> open;
    private CredentialSource asked;
    private Credentials askedFor;
    private long askedAt;

    /**
     * @param helpers may be held up by a source
     * @param millis of a clock that nobody sets
     */
    public CredentialDesk(Executor helpers, LongSupplier millis) {
        this.helpers = helpers;
        this.millis = millis;
    }

    public synchronized void use(CredentialSource newSource) {
        source = newSource;
    }

    /** It has gone. Does nothing if another is used by now. */
    public synchronized void forget(CredentialSource gone) {
        if (source == gone) {
            source = null;
        }
    }

    /** A question that is open need not be waited for: the next one is asked anew. */
    synchronized void giveUp() {
        open = null;
    }

    /**
     * @param refused what the gateway did not accept, null if it has not refused any
     * @return completes on any thread; without a source with {@link Credentials#NONE}, or with the refused ones,
     *         because there are no better ones
     */
    synchronized CompletionStage<Credentials> ask(Credentials refused) {
        if (source == null) {
            return CompletableFuture.completedStage(Objects.requireNonNullElse(refused, Credentials.NONE));
        }
        if (open == null || open.isDone() || asked != source || !Objects.equals(askedFor, refused)
                || millis.getAsLong() - askedAt >= PATIENCE) {
            CompletableFuture<Credentials> answer = new CompletableFuture<>();
            CredentialSource from = source;
            open = answer;
            asked = from;
            askedFor = refused;
            askedAt = millis.getAsLong();
            helpers.execute(() -> ask(from, refused, answer));
        }
        return open;
    }

    private static void ask(CredentialSource from, Credentials refused, CompletableFuture<Credentials> answer) {
        try {
            CompletionStage<Credentials> stage = refused == null ? from.credentials() : from.refresh(refused);
            stage.whenComplete((credentials, failure) -> {
                if (failure != null) {
                    answer.completeExceptionally(failure);
                } else {
                    answer.complete(Objects.requireNonNullElse(credentials, Credentials.NONE));
                }
            });
        } catch (RuntimeException | LinkageError e) {
            answer.completeExceptionally(e);
        }
    }
}
