// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.chatdock.api.sending.Outgoing;
import org.chatdock.ui.api.OutgoingFilter;
import org.chatdock.ui.api.OutgoingFilter.Verdict;
import org.chatdock.ui.internal.guest.Guest;
import org.chatdock.ui.internal.guest.Guests;

/**
 * Asks the filters what they think of a message. They are strangers' code of unknown patience: each answer is waited
 * for on a worker, and no longer than a limit.
 */
public final class OutgoingChecks {
    /** How long a filter may take; the agent waits for it after each press of the key. */
    public static final long LIMIT_MILLIS = 2_000;

    /**
     * What the filters made of what is sent with one key press.
     *
     * @param messages what shall be sent, in order
     * @param warnings what the agent should know before that; often empty
     * @param refusal why it must not be sent; null if it may
     */
    public record Result(List<Outgoing> messages, List<String> warnings, String refusal) {
    }

    private final Guests<OutgoingFilter> filters;
    private final Executor workers;
    private final ExecutorService strangers;
    private final long limitMillis;

    /**
     * @param workers where answers are waited for; a few threads
     * @param strangers where the filters run; grows with those that hang
     */
    public OutgoingChecks(Guests<OutgoingFilter> filters, Executor workers, ExecutorService strangers,
            long limitMillis) {
        this.filters = filters;
        this.workers = workers;
        this.strangers = strangers;
        this.limitMillis = limitMillis;
    }

    /**
     * Checks what is to be sent, one part after the other, until one is refused.
     *
     * @param ui where the result is used, soon; at once if there is no filter
     */
    public void check(List<Outgoing> messages, Executor ui, Consumer<Result> use) {
        List<Guest<OutgoingFilter>> asked = filters.available();
        if (asked.isEmpty()) {
            use.accept(new Result(messages, List.of(), null));
            return;
        }
        try {
            workers.execute(() -> {
                Result result = ask(asked, messages);
                ui.execute(() -> use.accept(result));
            });
        } catch (@SuppressWarnings("unused") RejectedExecutionException closing) {
            use.accept(new Result(messages, List.of(), Messages.Filter_closing));
        }
    }

    private Result ask(List<Guest<OutgoingFilter>> asked, List<Outgoing> originals) {
        List<Outgoing> messages = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (Outgoing original : originals) {
            Result part = ask(asked, original);
            messages.addAll(part.messages());
            part.warnings().stream().filter(each -> !warnings.contains(each)).forEach(warnings::add);
            if (part.refusal() != null) {
                return new Result(messages, warnings, part.refusal());
            }
        }
        return new Result(messages, warnings, null);
    }

    private Result ask(List<Guest<OutgoingFilter>> asked, Outgoing original) {
        Outgoing message = original;
        List<String> warnings = new ArrayList<>();
        for (Guest<OutgoingFilter> guest : asked) {
            Outgoing shown = message;
            Verdict verdict = guest.call(filter -> inspect(filter, shown), null);
            if (verdict == null) {
                // Nobody knows what it would have said: the agent decides.
                warnings.add(Messages.Filter_failed);
            } else if (verdict instanceof Verdict.Warn warn) {
                warnings.add(warn.reason());
            } else if (verdict instanceof Verdict.Change change) {
                message = new Outgoing(message.to(), message.type(), change.content(), message.attachment());
            } else if (verdict instanceof Verdict.Refuse refuse) {
                return new Result(List.of(message), warnings, refuse.reason());
            }
        }
        return new Result(List.of(message), warnings, null);
    }

    private Verdict inspect(OutgoingFilter filter, Outgoing message) {
        Future<Verdict> answer = strangers.submit(() -> filter.inspect(message));
        try {
            return Objects.requireNonNull(answer.get(limitMillis, TimeUnit.MILLISECONDS), "it returned null");
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }
}
