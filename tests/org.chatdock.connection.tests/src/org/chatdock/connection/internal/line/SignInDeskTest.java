// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

import org.chatdock.api.connection.CredentialSource;
import org.chatdock.api.connection.Credentials;
import org.chatdock.testkit.ManualClock;
import org.junit.jupiter.api.Test;

/** The sign-in, asked by several at a time. */
class SignInDeskTest {
    private static final String TOKEN = "s3cret";

    private final ManualScheduler timer = new ManualScheduler(new ManualClock());
    private final SignInDesk desk = new SignInDesk(Runnable::run, timer);
    private final Source source = new Source();

    /** Answers when the test does. */
    private static final class Source implements CredentialSource {
        final List<CompletableFuture<Credentials>> asked = new ArrayList<>();
        final List<Credentials> refused = new ArrayList<>();

        @Override
        public CompletionStage<Credentials> credentials() {
            asked.add(new CompletableFuture<>());
            return asked.get(asked.size() - 1);
        }

        @Override
        public CompletionStage<Credentials> refresh(Credentials those) {
            refused.add(those);
            return credentials();
        }

        void answer(int question, Credentials credentials) {
            asked.get(question).complete(credentials);
        }
    }

    private static Credentials token(String end) {
        return new Credentials("corp", "ann", TOKEN + end);
    }

    private CompletableFuture<Credentials> ask() {
        return desk.credentials().toCompletableFuture();
    }

    private CompletableFuture<Credentials> renew(String end) {
        return desk.renew(token(end)).toCompletableFuture();
    }

    /** What has been answered by now; no test waits. */
    private static Credentials answer(CompletableFuture<Credentials> asked) {
        assertTrue(asked.isDone(), "no answer");
        return asked.join();
    }

    private static String failure(CompletableFuture<Credentials> asked) {
        assertTrue(asked.isDone(), "no answer");
        Throwable failure = assertThrows(CompletionException.class, asked::join).getCause();
        assertInstanceOf(SignInException.class, failure);
        assertNull(failure.getCause());
        assertEquals(0, failure.getSuppressed().length);
        assertFalse(failure.toString().contains(TOKEN), failure.toString());
        return failure.getMessage();
    }

    private void given(String end) {
        CompletableFuture<Credentials> asked = ask();
        source.answer(source.asked.size() - 1, token(end));
        assertEquals(token(end), answer(asked));
    }

    @Test
    void twoWhoseTokenWasRefusedCauseOneRefresh() {
        desk.use(source);
        given("1");

        CompletableFuture<Credentials> line = renew("1");
        CompletableFuture<Credentials> send = renew("1");
        source.answer(1, token("2"));

        assertEquals(token("2"), answer(line));
        assertEquals(token("2"), answer(send));
        assertEquals(List.of(token("1")), source.refused);
    }

    @Test
    void aTokenThatWasRefusedLateIsAnsweredWithTheNewOneWithoutAQuestion() {
        desk.use(source);
        given("1");
        renew("1");
        source.answer(1, token("2"));

        assertEquals(token("2"), answer(renew("1")));

        assertEquals(2, source.asked.size());
    }

    @Test
    void theNewOneThatIsRefusedTooIsAskedFor() {
        desk.use(source);
        given("1");
        renew("1");
        source.answer(1, token("2"));

        renew("2");

        assertEquals(List.of(token("1"), token("2")), source.refused);
    }

    @Test
    void whereThereAreNoBetterOnesTheRefusedAreTheAnswerAndTheNextRefusalAsksAgain() {
        desk.use(source);
        given("1");
        CompletableFuture<Credentials> asked = renew("1");
        source.answer(1, token("1"));

        assertEquals(token("1"), answer(asked));
        renew("1");
        assertEquals(List.of(token("1"), token("1")), source.refused);
    }

    @Test
    void whoWantsCredentialsWhileTheyAreRenewedGetsTheRenewedOnes() {
        desk.use(source);
        given("1");
        CompletableFuture<Credentials> line = renew("1");

        CompletableFuture<Credentials> history = ask();
        assertEquals(2, source.asked.size());
        source.answer(1, token("2"));

        assertEquals(token("2"), answer(history));
        assertEquals(token("2"), answer(line));
    }

    @Test
    void whoWantsBetterOnesWhileCredentialsAreDueIsContentWithOthers() {
        desk.use(source);
        ask();

        CompletableFuture<Credentials> send = renew("1");
        assertEquals(1, source.asked.size());
        source.answer(0, token("2"));

        assertEquals(token("2"), answer(send));
        assertEquals(List.of(), source.refused);
    }

    @Test
    void whoWantsBetterOnesWhileCredentialsAreDueAsksIfTheyAreTheRefusedOnes() {
        desk.use(source);
        ask();
        CompletableFuture<Credentials> send = renew("1");
        CompletableFuture<Credentials> history = renew("1");

        source.answer(0, token("1"));
        assertEquals(List.of(token("1")), source.refused);
        source.answer(1, token("2"));

        assertEquals(token("2"), answer(send));
        assertEquals(token("2"), answer(history));
        assertEquals(2, source.asked.size());
    }

    @Test
    void aSourceThatIsReplacedInMidQuestionIsNotWaitedFor() {
        Source second = new Source();
        desk.use(source);
        CompletableFuture<Credentials> asked = ask();

        desk.use(second);
        source.answer(0, token("old"));
        assertFalse(asked.isDone());
        CompletableFuture<Credentials> another = ask();
        second.answer(0, token("new"));

        assertEquals(token("new"), answer(asked));
        assertEquals(token("new"), answer(another));
        assertEquals(1, second.asked.size());
    }

    @Test
    void aSourceThatFailsAfterItsEndFailsNobody() {
        Source second = new Source();
        desk.use(source);
        CompletableFuture<Credentials> asked = renew("1");

        desk.use(second);
        source.asked.get(0).completeExceptionally(new IllegalStateException(TOKEN));
        second.answer(0, token("2"));

        assertEquals(token("2"), answer(asked));
        assertEquals(List.of(token("1")), second.refused);
    }

    @Test
    void whatTheOldSourceGaveIsNotBetterThanWhatTheNewOneGives() {
        Source second = new Source();
        desk.use(source);
        given("1");

        desk.use(second);
        CompletableFuture<Credentials> asked = renew("0");
        assertFalse(asked.isDone());
        second.answer(0, token("2"));

        assertEquals(token("2"), answer(asked));
    }

    @Test
    void aSourceThatHasGoneIsForgottenUnlessAnotherIsUsedByNow() {
        Source second = new Source();
        desk.use(source);
        CompletableFuture<Credentials> asked = ask();
        desk.use(second);

        desk.forget(source);
        assertFalse(asked.isDone());
        desk.forget(second);

        assertEquals("The credential source failed (it has gone); sign in again.", failure(asked));
        assertEquals("The credential source failed (it has gone); sign in again.", failure(ask()));
    }

    @Test
    void anotherSourceIsHeardOfUntilNobodyListens() {
        List<Boolean> told = new ArrayList<>();
        Runnable listener = () -> told.add(ask().isDone());
        desk.listen(listener);

        desk.use(() -> CompletableFuture.completedStage(token("1")));
        assertEquals(List.of(true), told);
        desk.unlisten(listener);
        desk.use(source);

        assertEquals(List.of(true), told);
    }

    @Test
    void aFailureNamesTheClassAndNothingElse() {
        List<CredentialSource> sources = List.of(() -> {
            throw new IllegalStateException(TOKEN);
        }, () -> CompletableFuture.failedStage(new IllegalStateException(TOKEN)),
                () -> CompletableFuture.failedStage(new CompletionException(new IllegalStateException(TOKEN))));
        for (CredentialSource each : sources) {
            desk.use(each);
            assertEquals("The credential source failed (IllegalStateException); sign in again.", failure(ask()));
        }
    }

    @Test
    void aSourceThatCannotBeLinkedHasFailedAndIsAskedAgain() {
        List<CompletionStage<Credentials>> answers = new ArrayList<>();
        desk.use(() -> {
            if (answers.isEmpty()) {
                throw new NoClassDefFoundError(TOKEN);
            }
            return answers.get(0);
        });
        assertEquals("The credential source failed (NoClassDefFoundError); sign in again.", failure(ask()));

        answers.add(CompletableFuture.completedStage(token("1")));

        assertEquals(token("1"), answer(ask()));
    }

    @Test
    void aFailedQuestionFailsThoseWhoWaitedForItToo() {
        desk.use(source);
        CompletableFuture<Credentials> asked = ask();
        CompletableFuture<Credentials> send = renew("1");

        source.asked.get(0).completeExceptionally(new IllegalStateException(TOKEN));

        assertTrue(failure(asked).contains("(IllegalStateException)"));
        assertTrue(failure(send).contains("(IllegalStateException)"));
    }

    @Test
    void aSourceThatNeverAnswersHasFailedAfterAMinuteAndIsAskedAgain() {
        desk.use(source);
        CompletableFuture<Credentials> asked = renew("1");

        timer.advance(Duration.ofMillis(59_999));
        assertFalse(asked.isDone());
        timer.advance(Duration.ofMillis(1));

        assertEquals("The credential source failed (no answer within 60 s); sign in again.", failure(asked));
        CompletableFuture<Credentials> next = renew("1");
        assertEquals(2, source.asked.size());
        source.answer(1, token("2"));
        assertEquals(token("2"), answer(next));
        assertEquals(0, timer.timers());
    }

    @Test
    void anAnswerAfterTheMinuteIsTheNextQuestionsToo() {
        desk.use(source);
        ask();
        timer.advance(Duration.ofMinutes(1));
        CompletableFuture<Credentials> next = ask();

        source.answer(0, token("1"));

        assertEquals(token("1"), answer(next));
    }

    @Test
    void anAnswerThatIsOlderThanTheLastOneIsOutOfDate() {
        desk.use(source);
        ask();
        timer.advance(Duration.ofMinutes(1));
        given("2");

        source.answer(0, token("1"));

        assertEquals(token("2"), answer(renew("1")));
        CompletableFuture<Credentials> better = renew("2");
        assertFalse(better.isDone());
    }

    @Test
    void aQuestionThatWasGivenUpIsAnsweredByTheNextOne() {
        desk.use(source);
        CompletableFuture<Credentials> first = ask();
        desk.giveUp();
        CompletableFuture<Credentials> second = ask();
        assertEquals(2, source.asked.size());

        source.answer(1, token("1"));

        assertEquals(token("1"), answer(first));
        assertEquals(token("1"), answer(second));
    }

    @Test
    void noAskerCanAnswerForTheOthers() {
        desk.use(source);
        CompletableFuture<Credentials> first = ask();
        CompletableFuture<Credentials> second = ask();

        first.complete(token("forged"));
        source.answer(0, token("1"));

        assertEquals(token("1"), answer(second));
    }

    @Test
    void noCredentialsAreNobodys() {
        desk.use(source);
        CompletableFuture<Credentials> asked = ask();

        source.answer(0, null);

        assertEquals(Credentials.NONE, answer(asked));
    }

    @Test
    void aSourceIsAskedUnderNoLockAndMayAskBack() {
        List<CompletableFuture<Credentials>> inside = new ArrayList<>();
        desk.use(() -> {
            assertFalse(Thread.holdsLock(desk));
            inside.add(ask());
            return CompletableFuture.completedStage(token("1"));
        });

        assertEquals(token("1"), answer(ask()));
        assertEquals(token("1"), answer(inside.get(0)));
    }

    @Test
    void anEndBetweenTheQuestionAndItsThreadThrowsNothing() {
        List<SignInDesk> ending = new ArrayList<>();
        SignInDesk closing = new SignInDesk(task -> {
            ending.get(0).close();
            throw new RejectedExecutionException();
        }, timer);
        ending.add(closing);
        closing.use(source);

        assertTrue(failure(closing.credentials().toCompletableFuture()).contains("it has gone"));
    }
}
