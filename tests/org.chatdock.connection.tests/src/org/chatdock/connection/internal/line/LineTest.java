// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.chatdock.api.connection.ConnectionState.CLOSE;
import static org.chatdock.api.connection.ConnectionState.CONNECTING;
import static org.chatdock.api.connection.ConnectionState.ERROR;
import static org.chatdock.api.connection.ConnectionState.OPEN;
import static org.chatdock.api.connection.ConnectionState.REOPEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import org.chatdock.api.connection.ConnectionStatus;
import org.chatdock.api.connection.Credentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LineTest {
    private static final Ending REFUSED = new Ending("refused", 0, "Nobody answers there.");
    private static final String FRAME = "{\"MsgId\":\"1\",\"GroupId\":\"ann\"}";

    private final Bench bench = new Bench();

    @AfterEach
    void nothingWentWrongAndNoSecretGotOut() {
        bench.log.assertNoErrors();
        bench.log.assertNowhere(Bench.TOKEN);
        for (ConnectionStatus status : bench.told) {
            assertFalse(status.toString().contains(Bench.TOKEN), status::toString);
        }
    }

    // States

    @Test
    void aLineIsClosedUntilItIsStartedAndOpenWithTheFirstUpgrade() {
        bench.start();
        assertEquals(List.of(CONNECTING), bench.states());

        bench.accept();

        assertEquals(List.of(CONNECTING, OPEN), bench.states());
        assertFalse(bench.line.status().reopened());
        assertEquals(0, bench.line.status().attempt());
        assertNull(bench.line.status().nextTry());
    }

    @Test
    void aLossPassesThroughCloseAndEverySuccessAfterItIsAReopen() {
        bench.startUp();

        for (int i = 0; i < 2; i++) {
            bench.advance(20);
            bench.lose();
            bench.nextTry();
            bench.accept();
        }

        assertEquals(List.of(CONNECTING, OPEN, CLOSE, CONNECTING, CONNECTING, REOPEN, CLOSE, CONNECTING, CONNECTING,
                REOPEN), bench.states());
        assertTrue(bench.line.status().reopened());
        assertEquals("1006 The gateway closed the connection (1006).", bench.line.status().lastClose());
    }

    @Test
    void aFailedTryDoesNotPassThroughCloseAndAFirstSuccessAfterItIsStillOpen() {
        bench.start();

        bench.lose(REFUSED);
        bench.nextTry();
        bench.accept();

        assertEquals(List.of(CONNECTING, CONNECTING, CONNECTING, OPEN), bench.states());
        assertEquals("Nobody answers there.", bench.line.status().lastError());
    }

    @Test
    void reopenedStaysSetWhateverHappensLater() {
        bench.startUp();
        bench.lose();
        bench.nextTry();
        bench.accept();

        bench.lose();

        assertTrue(bench.line.status().reopened());
    }

    @Test
    void theStatusTellsTheAttemptAndTheTimeOfTheNextTry() {
        bench.start();
        assertEquals(1, bench.line.status().attempt());

        bench.lose(REFUSED);
        ConnectionStatus waiting = bench.line.status();
        bench.nextTry();

        assertEquals("refused", waiting.cause());
        assertEquals(bench.clock.instant(), waiting.nextTry());
        assertEquals(2, bench.line.status().attempt());
        assertEquals("retry", bench.line.status().cause());
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

    // Heartbeat

    @Test
    void aPingLeavesExactlyEveryTenSecondsWhileUp() {
        bench.startUp();

        bench.lane.advance(Duration.ofMillis(9_999));
        assertEquals(List.of(), bench.socket().written());
        bench.lane.advance(Duration.ofMillis(1));
        assertEquals(List.of("ping"), bench.socket().written());
        bench.advance(3_600);

        assertEquals(Collections.nCopies(361, "ping"), bench.socket().written());
        assertEquals(1, bench.sockets.size());
    }

    @Test
    void noPingLeavesWhileDown() {
        bench.startUp();
        bench.advance(15);
        FakeSocket lost = bench.socket();

        bench.lose();
        bench.credentials = CompletableFuture::new;
        bench.lane.advance(Bench.DAY);

        assertEquals(List.of("ping"), lost.written());
        assertEquals(1, bench.sockets.size());
    }

    @Test
    void thePingOfANewSocketStartsItsOwnTenSeconds() {
        bench.startUp();
        bench.advance(15);
        bench.lose();
        bench.nextTry();
        bench.accept();

        bench.lane.advance(Duration.ofMillis(9_999));
        assertEquals(List.of(), bench.socket().written());
        bench.lane.advance(Duration.ofMillis(1));

        assertEquals(List.of("ping"), bench.socket().written());
    }

    @Test
    void aPingIntervalOfZeroSendsNone() {
        bench.options = new LineOptions(0, 10_000, 15_000, 10_000, 300_000);
        bench.startUp();

        bench.lane.advance(Bench.DAY);

        assertEquals(List.of(), bench.socket().written());
        assertEquals(0, bench.lane.timers());
    }

    @Test
    void theStatusKnowsTheLastHeartbeatOutAndIn() {
        bench.startUp();

        bench.advance(10);
        Instant pinged = bench.clock.instant();
        assertEquals(pinged, bench.line.status().lastHeartbeat());
        bench.advance(3);
        bench.socket().events.alive();

        assertEquals(pinged.plusSeconds(3), bench.line.status().lastHeartbeat());
    }

    @Test
    void aPingThatCouldNotBeWrittenIsNoHeartbeat() {
        bench.startUp();
        Instant up = bench.clock.instant();
        bench.socket().answersWrites = false;

        bench.advance(10);
        bench.socket().answer(false);

        assertEquals(up, bench.line.status().lastHeartbeat());
    }

    // Retries

    @Test
    void theWaitIsAQuarterSecondAndARandomPartThatDoublesUpToTheCap() {
        bench.start();
        List<Long> waits = new ArrayList<>();

        for (int i = 0; i < 40; i++) {
            bench.lose(REFUSED);
            waits.add(bench.announcedWait());
            bench.nextTry();
        }

        assertEquals(List.of(3_250L, 6_250L, 12_250L, 15_250L, 15_250L), waits.subList(0, 5));
        assertEquals(Collections.nCopies(37, 15_250L), waits.subList(3, 40));
        assertEquals(41, bench.sockets.size());
    }

    @Test
    void everyWaitIsDrawnAnewAndStaysWithinItsBounds() {
        Random seeded = new Random(7);
        bench.random = bound -> seeded.nextLong(bound + 1);
        bench.start();
        List<Long> waits = new ArrayList<>();

        for (int i = 0; i < 200; i++) {
            bench.lose(REFUSED);
            waits.add(bench.announcedWait());
            bench.nextTry();
        }

        assertTrue(Collections.min(waits) >= 250 && Collections.max(waits) <= 15_250, waits::toString);
        assertTrue(waits.stream().distinct().count() > 150, waits::toString);
        assertEquals(200, bench.bounds.size());
    }

    @Test
    void theNextTryBeginsWhenItWasAnnouncedAndNotBefore() {
        bench.start();
        bench.lose(REFUSED);

        bench.lane.advance(Duration.ofMillis(3_249));
        assertEquals(1, bench.sockets.size());
        bench.lane.advance(Duration.ofMillis(1));

        assertEquals(2, bench.sockets.size());
    }

    /** Three failures, an upgrade, so long up, perhaps a frame: the bound of the wait after the loss. */
    private long boundAfter(Duration up, boolean frame) {
        bench.start();
        for (int i = 0; i < 2; i++) {
            bench.lose(REFUSED);
            bench.nextTry();
        }
        bench.accept();
        if (frame) {
            bench.socket().receive("pong");
        }
        bench.lane.advance(up);
        bench.lose();
        return bench.bounds.get(bench.bounds.size() - 1);
    }

    @Test
    void tenSecondsUpAndAFrameMakeTheRetriesStartAnew() {
        assertEquals(3_000, boundAfter(Duration.ofSeconds(10), true));
    }

    @Test
    void lessThanTenSecondsUpCountAsAFailure() {
        assertEquals(12_000, boundAfter(Duration.ofMillis(9_999), true));
    }

    @Test
    void aLineThatNeverHeardAFrameCountsAsAFailureHoweverLongItWasUp() {
        assertEquals(12_000, boundAfter(Duration.ofHours(5), false));
    }

    @Test
    void aGatewayThatAcceptsAndClosesAtOnceIsTriedMoreAndMoreSlowly() {
        bench.start();

        for (int i = 0; i < 5; i++) {
            bench.accept();
            bench.lose(Ending.closed(1000, "bye"));
            bench.nextTry();
        }

        assertEquals(List.of(3_000L, 6_000L, 12_000L, 15_000L, 15_000L), bench.bounds);
    }

    @Test
    void anUpgradeThatIsNotDoneInTenSecondsIsAFailedTryAndItsSocketIsDropped() {
        bench.start();

        bench.lane.advance(Duration.ofMillis(9_999));
        assertEquals(0, bench.socket().aborted);
        bench.lane.advance(Duration.ofMillis(1));

        assertEquals(1, bench.socket().aborted);
        assertEquals("timeout", bench.line.status().cause());
        bench.assertState(CONNECTING);
        bench.nextTry();
        assertEquals(2, bench.sockets.size());
    }

    @Test
    void theDeadlineOfAnUpgradeThatIsDoneIsGone() {
        bench.startUp();

        bench.lane.advance(Bench.DAY);

        assertEquals(List.of(CONNECTING, OPEN), bench.states());
    }

    @Test
    void aTransportThatThrowsIsAFailedTry() {
        bench.connectFailure = new IllegalStateException("ws://gateway.example/?token=" + Bench.TOKEN);
        bench.start();

        assertEquals("io", bench.line.status().cause());
        bench.connectFailure = null;
        bench.nextTry();
        bench.accept();

        bench.assertState(OPEN);
    }

    @Test
    void thereIsNeverMoreThanOneLiveSocket() {
        Random seeded = new Random(11);
        bench.start();

        for (int i = 0; i < 2_000; i++) {
            switch (seeded.nextInt(5)) {
                case 0 -> bench.acceptUnlessUp();
                case 1 -> bench.lose();
                case 2 -> bench.line.retryNow();
                case 3 -> bench.sockets.get(seeded.nextInt(bench.sockets.size())).events.ended(REFUSED);
                default -> bench.advance(seeded.nextInt(20));
            }
            List<FakeSocket> live = bench.sockets.stream().filter(socket -> socket.aborted == 0).toList();
            assertTrue(live.size() <= 1, () -> "Live: " + live.size());
            assertTrue(live.isEmpty() || live.get(0) == bench.socket());
        }
        bench.nextTryOrNothing();
        bench.acceptUnlessUp();

        assertTrue(bench.line.status().state().isUp());
    }

    // Final errors

    @Test
    void aRefusalOfTheCredentialsIsAnErrorThatIsCheckedAgainAfterFiveMinutes() {
        bench.start();

        bench.lose(Ending.refusedUpgrade(401));
        bench.assertState(ERROR);
        assertEquals(401, bench.line.status().code());
        assertEquals(bench.clock.instant().plusSeconds(300), bench.line.status().nextTry());
        bench.advance(299);
        assertEquals(1, bench.sockets.size());
        bench.advance(1);

        assertEquals(2, bench.sockets.size());
        bench.assertState(CONNECTING);
        assertEquals("recheck", bench.line.status().cause());
        bench.accept();
        bench.assertState(OPEN);
    }

    @Test
    void theCloseCodesThatRetryingDoesNotCureStopTheLine() {
        for (int code : List.of(1003, 1007, 1008, 1010, 4409)) {
            Bench stopped = new Bench().startUp();

            stopped.lose(Ending.closed(code, "no"));

            assertEquals(List.of(CONNECTING, OPEN, CLOSE, ERROR), stopped.states());
            assertEquals(code, stopped.line.status().code());
            assertEquals(300_000, stopped.announcedWait());
        }
    }

    @Test
    void theOtherCloseCodesAreTriedAgain() {
        for (int code : List.of(1000, 1001, 1005, 1006, 1009, 1011, 1012, 1013, 4000, 401, 404)) {
            Bench retried = new Bench().startUp();

            retried.lose(Ending.closed(code, ""));

            retried.assertState(CONNECTING);
        }
    }

    @Test
    void onlyTheStatusThatRetryingDoesNotCureStopsTheLine() {
        for (int status : List.of(400, 401, 403, 404, 426)) {
            Bench stopped = new Bench().start();
            stopped.lose(Ending.refusedUpgrade(status));
            stopped.assertState(ERROR);
        }
        for (int status : List.of(407, 408, 429, 500, 502, 503, 504, 1008)) {
            Bench retried = new Bench().start();
            retried.lose(Ending.refusedUpgrade(status));
            retried.assertState(CONNECTING);
        }
    }

    // Retry now

    @Test
    void retryNowTriesAtOnceWhenTheLineWaits() {
        bench.start();
        bench.lose(REFUSED);

        bench.line.retryNow();

        assertEquals(2, bench.sockets.size());
        assertEquals("retry-now", bench.line.status().cause());
        bench.advance(9);
        assertEquals(2, bench.sockets.size(), "the planned try is gone");
    }

    @Test
    void retryNowTriesAtOnceInAnError() {
        bench.start();
        bench.lose(Ending.refusedUpgrade(403));

        bench.line.retryNow();

        bench.assertState(CONNECTING);
        assertEquals(2, bench.sockets.size());
    }

    @Test
    void retryNowDoesNothingWhileUpWhileTryingAndAfterTheStop() {
        bench.start();
        bench.line.retryNow();
        assertEquals(1, bench.sockets.size());

        bench.accept();
        bench.line.retryNow();
        assertEquals(1, bench.sockets.size());
        assertEquals(List.of(CONNECTING, OPEN), bench.states());

        bench.line.stop();
        bench.line.retryNow();
        assertEquals(1, bench.sockets.size());
        bench.assertState(CLOSE);
    }

    // Old sockets

    @Test
    void whatAnOldSocketTellsChangesNothing() {
        bench.startUp();
        FakeSocket old = bench.socket();
        bench.lose();
        bench.nextTry();
        bench.accept();
        bench.advance(1);
        ConnectionStatus before = bench.line.status();
        int told = bench.told.size();
        bench.advance(1);

        old.events.opened();
        boolean readOn = old.receive(FRAME);
        old.events.ended(Ending.closed(4409, "elsewhere"));

        assertFalse(readOn);
        assertEquals(before, bench.line.status());
        assertEquals(told, bench.told.size());
        assertEquals(List.of(), bench.deliveries);
        assertEquals(0, bench.socket().aborted);
    }

    @Test
    void thePingThatAnOldSocketHasSentAtLastIsNoHeartbeat() {
        bench.startUp();
        FakeSocket old = bench.socket();
        old.answersWrites = false;
        bench.advance(10);
        bench.lose();
        bench.nextTry();
        bench.accept();
        Instant up = bench.clock.instant();
        bench.advance(1);

        old.answer(true);

        assertEquals(up, bench.line.status().lastHeartbeat());
    }

    @Test
    void anUpgradeThatComesAfterItsDeadlineChangesNothing() {
        bench.start();
        FakeSocket late = bench.socket();
        bench.advance(10);

        late.events.opened();

        bench.assertState(CONNECTING);
        assertEquals(List.of(), late.batches);
    }

    @Test
    void anEndThatWaitedOnTheLaneBehindTheDeadlineCountsOnce() {
        bench.start();
        bench.lane.hold();
        bench.lose(REFUSED);
        bench.advance(10);

        bench.lane.release();

        assertEquals(List.of(3_000L), bench.bounds);
        assertEquals("refused", bench.line.status().cause());
    }

    // Credentials

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
    void aCredentialSourceThatThrowsOrGivesNullIsAFailedTry() {
        List<Runnable> sources = List.of(() -> bench.credentials = () -> {
            throw new IllegalStateException(Bench.TOKEN);
        }, () -> bench.credentials = () -> {
            throw new NoClassDefFoundError(Bench.TOKEN);
        }, () -> bench.credentials = () -> CompletableFuture.completedStage(null),
                () -> bench.credentials = () -> null);
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
    void credentialsThatNeverComeRunIntoTheDeadline() {
        bench.credentials = CompletableFuture::new;
        bench.start();

        bench.advance(10);

        assertEquals("timeout", bench.line.status().cause());
        assertEquals(0, bench.sockets.size());
    }

    @Test
    void credentialsThatComeAfterTheirTryOpenNothing() {
        CompletableFuture<Credentials> late = new CompletableFuture<>();
        bench.credentials = () -> late;
        bench.start();
        bench.advance(10);
        bench.credentials = CompletableFuture::new;

        late.complete(Credentials.NONE);

        assertEquals(0, bench.sockets.size());
    }

    // The end

    @Test
    void stopSaysGoodbyeAndLeavesNoTimer() {
        bench.startUp();
        bench.advance(15);

        bench.line.stop();

        bench.assertState(CLOSE);
        assertEquals("stop", bench.line.status().cause());
        assertNull(bench.line.status().nextTry());
        assertEquals(1, bench.socket().closed);
        assertEquals(0, bench.socket().aborted);
        assertEquals(0, bench.lane.timers());
    }

    @Test
    void stopWhileTryingDropsTheTry() {
        bench.start();

        bench.line.stop();
        bench.accept();

        bench.assertState(CLOSE);
        assertEquals(1, bench.socket().aborted);
        assertEquals(0, bench.lane.timers());
    }

    @Test
    void stopWhileWaitingPlansNoFurtherTry() {
        bench.start();
        bench.lose(REFUSED);

        bench.line.stop();
        bench.lane.advance(Bench.DAY);

        bench.assertState(CLOSE);
        assertEquals(1, bench.sockets.size());
        assertEquals(0, bench.lane.timers());
    }

    @Test
    void theAnswerToTheGoodbyeChangesNothing() {
        bench.startUp();
        bench.line.stop();

        bench.lose(Ending.closed(1000, ""));

        bench.assertState(CLOSE);
        assertEquals("stop", bench.line.status().cause());
        assertEquals(0, bench.lane.timers());
    }

    // Log

    @Test
    void anOutageIsLoggedOnceHoweverLongItLasts() {
        bench.start();
        for (int i = 0; i < 50; i++) {
            bench.lose(REFUSED);
            bench.nextTry();
        }
        assertEquals(List.of(
                "No connection to ws://gateway.example/agents/{corpId}: Nobody answers there. Trying again."),
                bench.log.warnings());

        bench.accept();
        bench.lose();

        assertEquals(2, bench.log.warnings().size());
    }

    @Test
    void withTheTokenInTheAddressNeitherLogNorStatusShowsIt() {
        bench.credentialsIn = "QUERY";
        bench.start();
        assertTrue(bench.socket().address.toString().contains(Bench.TOKEN));

        bench.lose(Ending.refusedUpgrade(401));
        bench.line.retryNow();
        bench.accept();
        bench.lose();

        assertEquals(2, bench.log.warnings().size());
    }

    // Messages

    @Test
    void aMessageIsDeliveredAndItsAcknowledgementLeaves() {
        bench.startUp();

        assertTrue(bench.socket().receive(FRAME));
        assertEquals("1", bench.deliveries.get(0).message().id().value());
        bench.deliveries.get(0).acknowledge("newTextMessage");

        assertEquals(List.of("1|ann|||" + bench.clock.millis() + "|newTextMessage"), bench.socket().written());
    }

    @Test
    void anAcknowledgementThatIsDueWhileDownLeavesAfterTheReopen() {
        bench.startUp();
        bench.socket().receive(FRAME);
        FakeSocket lost = bench.socket();
        bench.lose();

        bench.deliveries.get(0).acknowledge("h");
        assertEquals(List.of(), lost.written());
        bench.nextTry();
        assertEquals(List.of(), bench.socket().written());
        bench.accept();

        assertEquals(1, bench.socket().written().size());
    }

    @Test
    void aTextThatIsNoMessageIsOnlyASignOfLife() {
        bench.startUp();
        bench.advance(3);

        assertTrue(bench.socket().receive("pong"));

        assertEquals(bench.clock.instant(), bench.line.status().lastHeartbeat());
        assertEquals(List.of(), bench.deliveries);
    }
}
