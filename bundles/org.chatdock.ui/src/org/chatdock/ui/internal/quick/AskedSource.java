// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.quick;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.chatdock.api.sending.QuickReply;
import org.chatdock.api.sending.QuickReplySource;
import org.osgi.service.log.Logger;

/**
 * A source behind a guard. While it has not answered it is not asked again, so one that hangs holds one thread. Any
 * thread; the source is called outside the lock.
 */
final class AskedSource {
    private final QuickReplySource source;
    private final String bundle;
    /** The question that is open, or was last. Guarded by this. */
    private CompletableFuture<List<QuickReply>> open = CompletableFuture.completedFuture(List.of());
    /** Whether the log has it already that it fails. Guarded by this. */
    private boolean failing;

    AskedSource(QuickReplySource source, String bundle) {
        this.source = source;
        this.bundle = bundle;
    }

    QuickReplySource source() {
        return source;
    }

    /** @param strangers where the source runs */
    CompletableFuture<List<QuickReply>> ask(Executor strangers) {
        CompletableFuture<List<QuickReply>> asked;
        synchronized (this) {
            if (!open.isDone()) {
                return open;
            }
            asked = new CompletableFuture<>();
            open = asked;
        }
        try {
            strangers.execute(() -> call(asked));
        } catch (RejectedExecutionException closing) {
            asked.completeExceptionally(closing);
        }
        return asked;
    }

    private void call(CompletableFuture<List<QuickReply>> asked) {
        try {
            CompletionStage<List<QuickReply>> answer = source.replies();
            answer.whenComplete((replies, failure) -> {
                if (failure != null) {
                    asked.completeExceptionally(failure);
                } else {
                    end(asked, replies);
                }
            });
        } catch (Throwable e) { // a stranger's code: it ends here, whatever it is
            asked.completeExceptionally(e);
        }
    }

    /** A list of the source's own may have anything in it, or change while it is read. */
    private static void end(CompletableFuture<List<QuickReply>> asked, List<QuickReply> replies) {
        try {
            List<QuickReply> copy = new ArrayList<>(replies);
            copy.removeIf(reply -> reply == null);
            asked.complete(List.copyOf(copy));
        } catch (RuntimeException e) {
            asked.completeExceptionally(e);
        }
    }

    /** Waits for an answer. @return nothing if it is late, or the source has failed; the log says so once */
    List<QuickReply> answer(CompletableFuture<List<QuickReply>> asked, long nanos, Logger log)
            throws InterruptedException {
        try {
            List<QuickReply> replies = asked.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
            synchronized (this) {
                failing = false;
            }
            return replies;
        } catch (TimeoutException e) {
            failed("gave no answer in time", log);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() instanceof CompletionException wrapped && wrapped.getCause() != null
                    ? wrapped.getCause() : e.getCause();
            failed("failed: " + cause.getClass().getName(), log);
        }
        return List.of();
    }

    private void failed(String how, Logger log) {
        synchronized (this) {
            if (failing) {
                return;
            }
            failing = true;
        }
        log.warn("The quick replies of {} in the bundle {} are left out; the source {}", source.getClass().getName(),
                bundle, how);
    }
}
