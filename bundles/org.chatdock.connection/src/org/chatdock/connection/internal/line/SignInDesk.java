// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.chatdock.api.connection.CredentialSource;
import org.chatdock.api.connection.Credentials;
import org.chatdock.api.connection.SignIn;

/**
 * Asks whoever knows who is signed in, for all askers. One question at a time: an asker who comes while one is due
 * waits for its answer, but not for ever. A source that is replaced before it has answered is not waited for: its
 * successor is asked the same. The source is a stranger's code, so it is asked on a thread that may be held up, and
 * under no lock. Any thread; stages complete on whichever thread the answer comes.
 */
public final class SignInDesk implements SignIn {
    /** A source that has not answered for so long, in milliseconds, has failed. */
    private static final long PATIENCE = 60_000;

    /** Somebody wants to know. */
    private static final class Question {
        /** Null if the gateway has not refused any. */
        final Credentials refused;
        final CompletableFuture<Credentials> answer = new CompletableFuture<>();
        /** How many had been asked before. */
        final long number;

        Question(Credentials refused, long number) {
            this.refused = refused;
            this.number = number;
        }
    }

    private final Executor helpers;
    private final Scheduler timer;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Not answered yet, the oldest first; more than one only after {@link #giveUp}. Guarded by this, as all below. */
    private final List<Question> due = new ArrayList<>();
    /** The one whose answer new askers wait for; null if a new one has to be asked. */
    private Question open;
    /** Null if there is none. */
    private CredentialSource source;
    /** What the source gave last; null if it has given none. */
    private Credentials given;
    /** Questions so far. */
    private long asked;
    /** Questions up to the last answer: what those that are not due any more say now is out of date. */
    private long outdated;

    /**
     * @param helpers may be held up by a source
     * @param timer runs what ends the patience
     */
    public SignInDesk(Executor helpers, Scheduler timer) {
        this.helpers = helpers;
        this.timer = timer;
    }

    /** Asks this one from now on. Who waits gets its answer, and the listeners hear of it. */
    public void use(CredentialSource newSource) {
        Question moved;
        synchronized (this) {
            source = newSource;
            given = null;
            outdated = asked;
            // Only one: no source is asked twice at a time. Its answer is the others' too.
            moved = due.isEmpty() ? null : due.get(due.size() - 1);
            open = moved;
        }
        if (moved != null) {
            put(moved, newSource);
        }
        listeners.forEach(Runnable::run);
    }

    /** It has gone, and all who wait for it wait in vain. Does nothing if another is used by now. */
    public void forget(CredentialSource gone) {
        clear(gone).forEach(question -> question.answer.completeExceptionally(nobody()));
    }

    /** Asks nobody until there is another source. */
    public void close() {
        clear(null).forEach(question -> question.answer.completeExceptionally(nobody()));
    }

    /** @param gone null for whichever there is */
    private synchronized List<Question> clear(CredentialSource gone) {
        if (gone != null && gone != source) {
            return List.of();
        }
        source = null;
        given = null;
        open = null;
        List<Question> lost = List.copyOf(due);
        due.clear();
        return lost;
    }

    private static SignInException nobody() {
        return new SignInException("it has gone");
    }

    /** @param listener told on any thread that there is another source; it returns at once */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    /** Tells it nothing more. */
    public void unlisten(Runnable listener) {
        listeners.remove(listener);
    }

    /** A question that is due need not be waited for: the next one is asked anew. */
    synchronized void giveUp() {
        open = null;
    }

    @Override
    public CompletionStage<Credentials> credentials() {
        return ask(null);
    }

    @Override
    public CompletionStage<Credentials> renew(Credentials refused) {
        return ask(refused);
    }

    /** @param refused what the gateway did not accept, null if it has not refused any */
    private CompletionStage<Credentials> ask(Credentials refused) {
        Question question;
        CredentialSource from;
        synchronized (this) {
            if (source == null) {
                return CompletableFuture.failedStage(nobody());
            }
            if (refused != null && given != null && !given.equals(refused)) {
                return CompletableFuture.completedStage(given);
            }
            if (open != null) {
                boolean same = refused == null || refused.equals(open.refused);
                return same ? open.answer.minimalCompletionStage()
                        // Better ones may be on their way; if not, they are asked for then.
                        : open.answer.thenCompose(found -> ask(refused)).minimalCompletionStage();
            }
            question = new Question(refused, asked++);
            from = source;
            due.add(question);
            open = question;
        }
        Scheduler.Timer patience = timer.schedule(PATIENCE,
                () -> fail(question, null, new SignInException("no answer within " + PATIENCE / 1000 + " s")));
        question.answer.whenComplete((found, failure) -> patience.cancel());
        put(question, from);
        return question.answer.minimalCompletionStage();
    }

    private void put(Question question, CredentialSource from) {
        try {
            helpers.execute(() -> tell(question, from));
        } catch (RejectedExecutionException e) {
            // The end has come between; then the question has been answered with that.
        }
    }

    private void tell(Question question, CredentialSource from) {
        try {
            CompletionStage<Credentials> stage = question.refused == null ? from.credentials()
                    : from.refresh(question.refused);
            stage.whenComplete((found, failure) -> {
                if (failure == null) {
                    answered(question, from, found == null ? Credentials.NONE : found);
                } else {
                    fail(question, from, SignInException.because(rootOf(failure)));
                }
            });
        } catch (RuntimeException | LinkageError e) {
            fail(question, from, SignInException.because(e));
        }
    }

    private static Throwable rootOf(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private void answered(Question question, CredentialSource from, Credentials found) {
        List<Question> satisfied = new ArrayList<>();
        synchronized (this) {
            if (from != source || !due.contains(question) && question.number < outdated) {
                return;
            }
            given = found;
            outdated = asked;
            for (Question each : due) {
                if (each == question || !found.equals(each.refused)) {
                    satisfied.add(each);
                }
            }
            due.removeAll(satisfied);
            open = satisfied.contains(open) ? null : open;
        }
        satisfied.forEach(each -> each.answer.complete(found));
    }

    /** @param from who failed; if another is asked by now that is of no interest. Null for whoever is asked */
    private void fail(Question question, CredentialSource from, SignInException failure) {
        synchronized (this) {
            if (from != null && from != source) {
                return;
            }
            due.remove(question);
            open = open == question ? null : open;
        }
        question.answer.completeExceptionally(failure);
    }
}
