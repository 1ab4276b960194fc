// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.chatdock.api.connection.ConnectionState.CLOSE;
import static org.chatdock.api.connection.ConnectionState.CONNECTING;
import static org.chatdock.api.connection.ConnectionState.ERROR;
import static org.chatdock.api.connection.ConnectionState.OPEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.chatdock.api.connection.Credentials;
import org.chatdock.connection.internal.engine.Ending;
import org.junit.jupiter.api.Test;

/** Who signs in, and what happens if the gateway does not accept it. */
class CredentialsTest extends OnTheBench {
    private static final Credentials BETTER = new Credentials("corp", "agent", Bench.TOKEN + "2");

    private static Supplier<CompletionStage<Credentials>> always(Credentials credentials) {
        return () -> CompletableFuture.completedStage(credentials);
    }

    @Test
    void theCredentialsTravelWithTheTry() {
        bench.start();

        assertEquals("ws://gateway.example/agents/corp", bench.socket().address.toString());
        assertEquals(Map.of("corpid", "corp", "userid", "agent", "token", Bench.TOKEN), bench.socket().headers);
    }

    @Test
    void everyTryAsksForTheCredentialsAnew() {
        bench.start();
        bench.credentials = () -> CompletableFuture.completedStage(new Credentials("corp", "agent", "another"));

        bench.lose(REFUSED);
        bench.nextTry();

        assertEquals("another", bench.socket().headers.get("token"));
    }

    @Test
    void aCredentialSourceThatFailsIsAFailedTryAndIsAskedAgain() {
        bench.credentials = () -> CompletableFuture.failedStage(new IllegalStateException(Bench.TOKEN));
        bench.start();

        assertEquals("credentials", bench.line.status().cause());
        assertEquals("The credential source failed (IllegalStateException); sign in again.",
                bench.line.status().reason());
        bench.assertState(CONNECTING);
        bench.credentials = () -> CompletableFuture.completedStage(Credentials.NONE);
        bench.nextTry();
        bench.accept();

        bench.assertState(OPEN);
    }

    @Test
    void aCredentialSourceThatThrowsIsAFailedTry() {
        List<Runnable> sources = List.of(() -> bench.credentials = () -> {
            throw new IllegalStateException(Bench.TOKEN);
        }, () -> bench.credentials = () -> {
            throw new NoClassDefFoundError(Bench.TOKEN);
        }, () -> bench.credentials = () -> null);
        bench.start();
        bench.lose(REFUSED);

        for (Runnable source : sources) {
            source.run();
            bench.nextTry();
            assertEquals("credentials", bench.line.status().cause());
            bench.assertState(CONNECTING);
        }

        assertEquals(1, bench.sockets.size());
    }

    @Test
    void aCredentialSourceThatGivesNothingSignsNobodyIn() {
        bench.credentials = always(null);

        bench.start();

        assertEquals(Map.of(), bench.socket().headers);
    }

    @Test
    void withoutACredentialSourceNobodyIsSignedIn() {
        bench.credentials = CompletableFuture::new;
        bench.start();
        bench.desk = null;

        bench.line.signedIn();

        assertEquals(Map.of(), bench.socket().headers);
    }

    @Test
    void credentialsThatNeverComeRunIntoTheirDeadline() {
        bench.credentials = CompletableFuture::new;
        bench.start();

        bench.lane.advance(Duration.ofMillis(9_999));
        assertNull(bench.line.status().nextTry());
        bench.lane.advance(Duration.ofMillis(1));

        assertEquals("credentials", bench.line.status().cause());
        assertEquals("The credential source did not answer within 10000 ms.", bench.line.status().reason());
        assertEquals(0, bench.sockets.size());
        bench.assertState(CONNECTING);
    }

    @Test
    void credentialsThatComeAfterTheirTryBeginTheNextAtOnce() {
        CompletableFuture<Credentials> late = new CompletableFuture<>();
        bench.credentials = () -> late;
        bench.start();
        bench.advance(10);
        bench.credentials = always(Credentials.NONE);

        late.complete(Credentials.NONE);

        assertEquals(1, bench.sockets.size());
        assertEquals("signed-in", bench.line.status().cause());
    }

    @Test
    void credentialsThatComeTooLateToALineThatHasAnotherTroubleChangeNothing() {
        CompletableFuture<Credentials> late = new CompletableFuture<>();
        bench.credentials = () -> late;
        bench.start();
        bench.line.stop();
        bench.credentials = always(Credentials.NONE);
        bench.desk = null;
        bench.line.start();
        bench.lose(REFUSED);

        late.complete(Credentials.NONE);

        assertEquals(1, bench.sockets.size());
        assertEquals("refused", bench.line.status().cause());
    }

    @Test
    void aRefusalAsksForBetterCredentialsAndTriesThemAtOnce() {
        bench.refresh = refused -> CompletableFuture.completedStage(BETTER);
        bench.start();

        bench.lose(Bench.UNAUTHORIZED);

        assertEquals(2, bench.sockets.size());
        assertEquals(Bench.TOKEN + "2", bench.socket().headers.get("token"));
        assertEquals("refresh", bench.line.status().cause());
        bench.accept();
        bench.assertState(OPEN);
        assertEquals(1, bench.refreshes);
    }

    @Test
    void theRefusedOnesAreShownToTheSource() {
        List<Credentials> seen = new ArrayList<>();
        bench.refresh = refused -> {
            seen.add(refused);
            return CompletableFuture.completedStage(BETTER);
        };
        bench.start();

        bench.lose(Ending.refusedUpgrade(403));

        assertEquals(List.of(new Credentials("corp", "agent", Bench.TOKEN)), seen);
    }

    @Test
    void ifThereAreNoBetterOnesTheLineIsInAnErrorAndLooksAgainInFiveMinutes() {
        bench.start();

        bench.lose(Bench.UNAUTHORIZED);

        bench.assertState(ERROR);
        assertEquals(401, bench.line.status().code());
        assertEquals("http-401", bench.line.status().cause());
        assertEquals(bench.clock.instant().plusSeconds(300), bench.line.status().nextTry());
        assertEquals(1, bench.refreshes);
        assertEquals(1, bench.sockets.size());
        bench.advance(300);
        assertEquals(2, bench.sockets.size());
        assertEquals("recheck", bench.line.status().cause());
        bench.accept();
        bench.assertState(OPEN);
    }

    @Test
    void ifTheBetterOnesAreRefusedTooTheLineIsInAnErrorAndAsksNoThirdTime() {
        bench.refresh = refused -> CompletableFuture.completedStage(BETTER);
        bench.start();

        bench.lose(Bench.UNAUTHORIZED);
        bench.lose(Bench.UNAUTHORIZED);

        bench.assertState(ERROR);
        assertEquals(1, bench.refreshes);
        assertEquals(2, bench.sockets.size());
    }

    @Test
    void anHourOfRefusalsCostsTheGatewayAtMostTwoTriesInFiveMinutes() {
        bench.refresh = refused -> CompletableFuture
                .completedStage(new Credentials("corp", "agent", refused.token() + "+"));
        bench.start();

        for (int i = 0; i < 12; i++) {
            bench.lose(Bench.UNAUTHORIZED);
            bench.lose(Bench.UNAUTHORIZED);
            bench.assertState(ERROR);
            bench.nextTry();
        }

        assertEquals(25, bench.sockets.size());
        assertEquals(12, bench.refreshes);
    }

    @Test
    void aRefreshThatFailsIsAFailedTryAndAsksAgain() {
        bench.refresh = refused -> CompletableFuture.failedStage(new IllegalStateException(Bench.TOKEN));
        bench.start();
        bench.lose(Bench.UNAUTHORIZED);
        assertEquals("credentials", bench.line.status().cause());
        bench.assertState(CONNECTING);

        bench.refresh = refused -> CompletableFuture.completedStage(BETTER);
        bench.nextTry();

        assertEquals(Bench.TOKEN + "2", bench.socket().headers.get("token"));
        assertEquals(2, bench.sockets.size());
    }

    @Test
    void oneQuestionAtATime() {
        List<CompletableFuture<Credentials>> asked = new ArrayList<>();
        bench.credentials = () -> {
            asked.add(new CompletableFuture<>());
            return asked.get(asked.size() - 1);
        };
        bench.start();
        bench.advance(30);
        assertEquals(1, asked.size());

        while (bench.line.status().nextTry() != null) {
            bench.advance(1);
        }
        asked.get(0).complete(Credentials.NONE);

        assertEquals(1, asked.size());
        assertEquals(1, bench.sockets.size());
    }

    @Test
    void aSourceThatHasNotAnsweredForAMinuteIsAskedAgain() {
        List<CompletableFuture<Credentials>> asked = new ArrayList<>();
        bench.credentials = () -> {
            asked.add(new CompletableFuture<>());
            return asked.get(asked.size() - 1);
        };
        bench.start();

        bench.advance(90);

        assertEquals(2, asked.size());
    }

    @Test
    void retryNowDoesNotWaitForAnAnswerThatIsDue() {
        List<CompletableFuture<Credentials>> asked = new ArrayList<>();
        bench.credentials = () -> {
            asked.add(new CompletableFuture<>());
            return asked.get(asked.size() - 1);
        };
        bench.start();
        bench.advance(3);

        bench.line.retryNow();

        assertEquals(2, asked.size());
    }

    @Test
    void aSourceThatAlwaysTakesLongerThanATryMayIsWaitedForAllTheSame() {
        List<CompletableFuture<Credentials>> asked = new ArrayList<>();
        bench.credentials = () -> {
            asked.add(new CompletableFuture<>());
            return asked.get(asked.size() - 1);
        };
        bench.start();
        bench.advance(11);
        assertEquals("credentials", bench.line.status().cause());

        asked.get(0).complete(new Credentials("corp", "agent", Bench.TOKEN));

        assertEquals(1, asked.size());
        assertEquals(1, bench.sockets.size());
        bench.accept();
        bench.assertState(OPEN);
    }

    @Test
    void aSignInLeavesAnErrorAtOnce() {
        bench.start();
        bench.lose(Bench.UNAUTHORIZED);
        bench.credentials = always(BETTER);

        bench.line.signedIn();
        bench.accept();

        bench.assertState(OPEN);
        assertEquals(Bench.TOKEN + "2", bench.socket().headers.get("token"));
    }

    @Test
    void aSignInWhileTryingBeginsAnew() {
        bench.start();
        bench.credentials = always(BETTER);

        bench.line.signedIn();

        assertEquals(1, bench.sockets.get(0).aborted);
        assertEquals(Bench.TOKEN + "2", bench.socket().headers.get("token"));
    }

    @Test
    void aSignInOfTheSameAgentLeavesALineThatIsUpAlone() {
        bench.startUp();
        bench.credentials = always(BETTER);

        bench.line.signedIn();

        bench.assertState(OPEN);
        assertEquals(0, bench.socket().aborted);
    }

    @Test
    void aSignInOfAnotherAgentReplacesTheSocket() {
        bench.startUp();
        bench.credentials = always(new Credentials("corp", "other", Bench.TOKEN));

        bench.line.signedIn();
        assertEquals("signed-in", bench.line.status().cause());
        assertEquals(200, bench.announcedWait());
        bench.comeBack();

        assertEquals(1, bench.sockets.get(0).aborted);
        assertEquals("other", bench.socket().headers.get("userid"));
    }

    @Test
    void aSignInWhileUpOfWhichTheSourceKnowsNothingChangesNothing() {
        bench.startUp();
        bench.credentials = () -> CompletableFuture.failedStage(new IllegalStateException("closed"));

        bench.line.signedIn();

        bench.assertState(OPEN);
    }

    @Test
    void aSignInAfterAStopWaitsForTheStart() {
        bench.startUp();
        bench.line.stop();

        bench.line.signedIn();

        bench.assertState(CLOSE);
        assertEquals(1, bench.sockets.size());
    }

    @Test
    void aSourceThatTakesItsTimeHoldsUpNobody() {
        List<Runnable> held = new ArrayList<>();
        bench.helpers = held::add;
        bench.start();
        assertEquals(0, bench.sockets.size());

        held.remove(0).run();

        assertEquals(1, bench.sockets.size());
    }

    @Test
    void aStartAfterAStopIsNotHeldAgainstWhatWasRefusedBefore() {
        bench.refresh = refused -> new CompletableFuture<>();
        bench.start();
        bench.lose(Bench.UNAUTHORIZED);
        bench.line.stop();

        bench.line.retryNow();
        bench.accept();

        bench.assertState(OPEN);
        assertEquals(2, bench.sockets.size());
    }
}
