// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import org.chatdock.api.message.ConversationId;
import org.osgi.service.log.Logger;

/**
 * Has the writer remove what is to go, step by step; whoever writes meanwhile waits for a step at most. What is not
 * complete when the store is closed goes on when it is opened again. Any thread.
 */
final class Housekeeping implements AutoCloseable {
    /** How far something is. */
    enum Progress {
        /** There is more to do. */
        MORE,
        /** There is more to do, but not at the moment. */
        LATER,
        /** All is done. */
        DONE
    }

    private static final long LATER_MILLIS = 100;
    private static final long HOUR_MILLIS = TimeUnit.HOURS.toMillis(1);
    /** So long what was taken back may still stand in the file: others may be taken back with it. */
    private static final long RECALLED_MILLIS = TimeUnit.MINUTES.toMillis(1);
    /** So many messages are some megabytes. */
    private static final long GROWN_MESSAGES = 20_000;

    private final Function<Write<?>, CompletionStage<?>> writer;
    private final Retention retention;
    private final Logger logger;
    private final Agenda agenda;
    private final Errand cleaning = new Errand(WriteSession::clean);
    private final Errand trimming;
    private final AtomicLong added = new AtomicLong();
    private final AtomicBoolean recalled = new AtomicBoolean();

    /** {@code writer}: gets what is to be written; its stages complete on one thread, in the order of commits. */
    Housekeeping(Function<Write<?>, CompletionStage<?>> writer, Retention retention, Logger logger) {
        this.writer = writer;
        this.retention = retention;
        this.logger = logger;
        trimming = new Errand(session -> session.trim(retention));
        agenda = new ThreadAgenda("chatdock-store-housekeeping", logger);
    }

    /** Once: goes on with what was not complete, and begins to look after what is too old. */
    void start() {
        clean();
        if (retention.isLimited()) {
            trimHourly();
        }
    }

    private void trimHourly() {
        trim();
        agenda.later(this::trimHourly, HOUR_MILLIS);
    }

    /** {@code digest}: of the conversation. @return completes when nothing of it is left */
    CompletionStage<Void> delete(ConversationId conversation, Digest digest) {
        return writer.apply(Write.alone(session -> {
            session.delete(conversation, digest);
            return null;
        })).thenCompose(begun -> clean());
    }

    /** Removes and overwrites what is left to. @return completes when nothing is */
    CompletionStage<Void> clean() {
        return cleaning.begin();
    }

    /** Removes what is too old or too much. @return completes when nothing is */
    CompletionStage<Void> trim() {
        return trimming.begin();
    }

    /** Something that is done step by step, by one at a time. */
    private final class Errand {
        private final Write.Action<Progress> action;
        /** Guarded by this; null when nothing is being done. */
        private CompletableFuture<Void> running;

        Errand(Write.Action<Progress> action) {
            this.action = action;
        }

        /** Begins, or joins in. @return completes when all is done */
        CompletionStage<Void> begin() {
            CompletableFuture<Void> all;
            synchronized (this) {
                if (running != null) {
                    return running.minimalCompletionStage();
                }
                all = new CompletableFuture<>();
                running = all;
            }
            step(all);
            return all.minimalCompletionStage();
        }

        private void step(CompletableFuture<Void> all) {
            Write<Progress> step = Write.alone(action);
            writer.apply(step).whenComplete((nothing, failure) -> {
                if (failure == null && step.result() == Progress.MORE) {
                    step(all);
                } else if (failure == null && step.result() == Progress.LATER) {
                    agenda.later(() -> step(all), LATER_MILLIS);
                } else {
                    end(all, failure);
                }
            });
        }

        private void end(CompletableFuture<Void> all, Throwable failure) {
            synchronized (this) {
                running = null;
            }
            if (failure == null) {
                all.complete(null);
                return;
            }
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            logger.debug("Removing messages goes on when the message store is opened again: {}", cause.getMessage());
            all.completeExceptionally(cause);
        }
    }

    /** What a message said is to be overwritten soon. */
    void recalled() {
        if (recalled.compareAndSet(false, true)) {
            agenda.later(() -> {
                recalled.set(false);
                clean();
            }, RECALLED_MILLIS);
        }
    }

    /** So many messages were committed. */
    void added(int messages) {
        if (retention.isLimited() && added.addAndGet(messages) > GROWN_MESSAGES) {
            added.set(0);
            agenda.execute(this::trim);
        }
    }

    /** Begins nothing any more; what is left goes on when the store is opened again. */
    @Override
    public void close() {
        agenda.close(0);
    }
}
