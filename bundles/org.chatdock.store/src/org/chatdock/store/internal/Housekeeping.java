// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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
    private final ScheduledThreadPoolExecutor timer;
    private final AtomicLong added = new AtomicLong();

    private final Object lock = new Object();
    /** Guarded by {@link #lock}: null when nothing is being cleaned. */
    private CompletableFuture<Void> cleaning;
    /** Guarded by {@link #lock}. */
    private CompletableFuture<Void> trimming;
    /** Guarded by {@link #lock}. */
    private boolean recalled;

    /** {@code writer}: gets what is to be written; its stages complete on one thread, in the order of commits. */
    Housekeeping(Function<Write<?>, CompletionStage<?>> writer, Retention retention, Logger logger) {
        this.writer = writer;
        this.retention = retention;
        this.logger = logger;
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "chatdock-store-housekeeping");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Once: goes on with what was not complete, and begins to look after what is too old. */
    void start() {
        clean();
        if (retention.isLimited()) {
            trim();
            timer.scheduleWithFixedDelay(this::trim, HOUR_MILLIS, HOUR_MILLIS, TimeUnit.MILLISECONDS);
        }
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
        CompletableFuture<Void> all;
        synchronized (lock) {
            if (cleaning != null) {
                return cleaning.minimalCompletionStage();
            }
            all = new CompletableFuture<>();
            cleaning = all;
        }
        step(all, WriteSession::clean, () -> cleaning = null);
        return all.minimalCompletionStage();
    }

    /** Removes what is too old or too much. @return completes when nothing is */
    CompletionStage<Void> trim() {
        CompletableFuture<Void> all;
        synchronized (lock) {
            if (trimming != null) {
                return trimming.minimalCompletionStage();
            }
            all = new CompletableFuture<>();
            trimming = all;
        }
        step(all, session -> session.trim(retention), () -> trimming = null);
        return all.minimalCompletionStage();
    }

    private void step(CompletableFuture<Void> all, Write.Action<Progress> action, Runnable end) {
        Write<Progress> step = Write.alone(action);
        writer.apply(step).whenComplete((nothing, failure) -> {
            if (failure == null && step.result() == Progress.MORE) {
                step(all, action, end);
            } else if (failure == null && step.result() == Progress.LATER) {
                later(() -> step(all, action, end), LATER_MILLIS);
            } else {
                synchronized (lock) {
                    end.run();
                }
                ended(all, failure);
            }
        });
    }

    private void ended(CompletableFuture<Void> all, Throwable failure) {
        if (failure == null) {
            all.complete(null);
            return;
        }
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        logger.debug("Removing messages goes on when the message store is opened again: {}", cause.getMessage());
        all.completeExceptionally(cause);
    }

    /** What a message said is to be overwritten soon. */
    void recalled() {
        synchronized (lock) {
            if (recalled) {
                return;
            }
            recalled = true;
        }
        later(() -> {
            synchronized (lock) {
                recalled = false;
            }
            clean();
        }, RECALLED_MILLIS);
    }

    /** So many messages were committed. */
    void added(int messages) {
        if (retention.isLimited() && added.addAndGet(messages) > GROWN_MESSAGES) {
            added.set(0);
            later(this::trim, 0);
        }
    }

    private void later(Runnable task, long millis) {
        try {
            timer.schedule(task, millis, TimeUnit.MILLISECONDS);
        } catch (@SuppressWarnings("unused") RejectedExecutionException afterClosing) {
            // It goes on when the store is opened again.
        }
    }

    /** Begins nothing any more. */
    @Override
    public void close() {
        timer.shutdownNow();
    }
}
