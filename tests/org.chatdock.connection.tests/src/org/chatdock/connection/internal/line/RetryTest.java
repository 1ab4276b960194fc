// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.chatdock.api.connection.ConnectionState.CONNECTING;
import static org.chatdock.api.connection.ConnectionState.OPEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import org.chatdock.api.connection.Credentials;
import org.chatdock.connection.internal.engine.Ending;
import org.chatdock.connection.internal.engine.EngineOptions.Life;
import org.chatdock.connection.internal.engine.EngineOptions.Retry;
import org.chatdock.connection.internal.engine.EngineOptions.Tries;
import org.chatdock.connection.internal.engine.EngineOptions.Wake;
import org.junit.jupiter.api.Test;

/** How long the line waits before a try, and how long a try may take. */
class RetryTest extends OnTheBench {
    @Test
    void theWaitIsAQuarterSecondAndARandomPartThatDoublesUpToTheCap() {
        bench.start();
        List<Long> waits = new ArrayList<>();

        for (int i = 0; i < 40; i++) {
            bench.lose(REFUSED);
            waits.add(bench.announcedWait());
            bench.nextTry();
        }

        assertEquals(List.of(6_250L, 12_250L, 15_250L, 15_250L), waits.subList(0, 4));
        assertEquals(Collections.nCopies(38, 15_250L), waits.subList(2, 40));
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

        bench.lane.advance(Duration.ofMillis(6_249));
        assertEquals(1, bench.sockets.size());
        bench.lane.advance(Duration.ofMillis(1));

        assertEquals(2, bench.sockets.size());
    }

    /** Two failures, an upgrade, so long up, perhaps a frame: the bound of the wait after the loss. */
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
        assertEquals(15_000, boundAfter(Duration.ofMillis(9_999), true));
    }

    @Test
    void aLineThatLastedAndNeverHeardAFrameForgivesNothingAndCountsForNothing() {
        assertEquals(12_000, boundAfter(Duration.ofSeconds(24), false));
    }

    @Test
    void aGatewayThatNeverSaysAWordIsTriedAgainSoonAfterItsSilence() {
        bench.startUp();

        bench.advance(25);

        assertEquals("silence", bench.line.status().cause());
        assertEquals(List.of(3_000L), bench.bounds);
    }

    @Test
    void aGatewayThatAcceptsAndClosesAtOnceIsTriedMoreAndMoreSlowly() {
        bench.start();

        for (int i = 0; i < 5; i++) {
            bench.accept();
            bench.lose(Ending.closed(1000, "bye"));
            bench.nextTry();
        }

        assertEquals(List.of(6_000L, 12_000L, 15_000L, 15_000L, 15_000L), bench.bounds);
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

        bench.liveFor(3_600);

        assertEquals(List.of(CONNECTING, OPEN), bench.states());
    }

    @Test
    void credentialsAndConnectionTogetherMayTakeFifteenSeconds() {
        CompletableFuture<Credentials> slow = new CompletableFuture<>();
        bench.credentials = () -> slow;
        bench.start();
        bench.advance(9);
        slow.complete(Credentials.NONE);

        bench.lane.advance(Duration.ofMillis(5_999));
        assertEquals(0, bench.socket().aborted);
        bench.lane.advance(Duration.ofMillis(1));

        assertEquals(1, bench.socket().aborted);
        assertEquals("timeout", bench.line.status().cause());
        assertEquals("The whole try took longer than 15000 ms.", bench.line.status().reason());
    }

    @Test
    void theConnectionHasTenSecondsOfItsOwnBehindTheCredentials() {
        CompletableFuture<Credentials> slow = new CompletableFuture<>();
        bench.credentials = () -> slow;
        bench.start();
        bench.advance(4);
        slow.complete(Credentials.NONE);

        bench.lane.advance(Duration.ofMillis(9_999));
        bench.assertState(CONNECTING);
        assertEquals(0, bench.socket().aborted);
        bench.lane.advance(Duration.ofMillis(1));

        assertEquals("The gateway did not answer within 10000 ms.", bench.line.status().reason());
        assertEquals(1, bench.socket().aborted);
    }

    @Test
    void theWatchdogOfALineThatIsUpIsGone() {
        bench.start();
        bench.advance(9);
        bench.accept();

        bench.liveFor(30);

        bench.assertState(OPEN);
        assertEquals(0, bench.socket().aborted);
    }

    @Test
    void aGatewayThatAsksForAPauseGetsItAndTheRandomPartOnTop() {
        bench.start();

        bench.lose(Ending.refusedUpgrade(503, 30_000));

        bench.assertState(CONNECTING);
        assertEquals(36_250, bench.announcedWait());
        bench.lane.advance(Duration.ofMillis(36_249));
        assertEquals(1, bench.sockets.size());
        bench.lane.advance(Duration.ofMillis(1));
        assertEquals(2, bench.sockets.size());
    }

    @Test
    void aPauseOfMoreThanTenMinutesIsNotBelieved() {
        bench.start();

        bench.lose(Ending.refusedUpgrade(429, 86_400_000));

        assertEquals(606_250, bench.announcedWait());
    }

    @Test
    void theAgentNeedNotWaitForThePause() {
        bench.start();
        bench.lose(Ending.refusedUpgrade(429, 60_000));

        bench.line.retryNow();

        assertEquals(2, bench.sockets.size());
    }

    @Test
    void thePauseOfOneRefusalDoesNotOutliveTheNextTry() {
        bench.start();
        bench.lose(Ending.refusedUpgrade(503, 60_000));
        bench.nextTry();

        bench.lose(REFUSED);

        assertEquals(12_250, bench.announcedWait());
    }

    @Test
    void aGatewayThatRestartsGetsItsClientsBackSpreadOut() {
        for (int code : List.of(1012, 1013)) {
            Bench spread = new Bench().startUp();
            spread.liveFor(20);

            spread.lose(Ending.closed(code, ""));

            assertEquals(13_250, spread.announcedWait());
            assertEquals(List.of(3_000L, 10_000L), spread.bounds);
            spread.comeBack();
            spread.liveFor(20);
            spread.lose();
            assertEquals(3_250, spread.announcedWait(), "once");
        }
    }

    @Test
    void theOptionsRefuseWhatMakesNoSense() {
        assertThrows(IllegalArgumentException.class, () -> new Life(10_000, 15_000, 15_000, 3_000));
        assertThrows(IllegalArgumentException.class, () -> new Life(-1, 15_000, 25_000, 3_000));
        assertThrows(IllegalArgumentException.class, () -> new Wake(0, 6_000, 60_000));
        assertThrows(IllegalArgumentException.class, () -> new Tries(0, 15_000, 10_000));
        assertThrows(IllegalArgumentException.class, () -> new Retry(250, 15_000, 200, 10_000, 0, 600_000, 15));
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> Bench.options(0));
        assertEquals("gatewayUrl is too small; write at least 1.", refused.getMessage());
    }

    @Test
    void evenWithLuckyDiceThereAreAtMostSixteenTriesInAnyMinute() {
        bench.random = bound -> 0;
        bench.start();
        List<Long> tries = new ArrayList<>();

        for (int i = 0; i < 100; i++) {
            tries.add(bench.lane.millis());
            bench.accept();
            bench.lose();
            bench.nextTry();
        }

        for (int i = 16; i < tries.size(); i++) {
            assertTrue(tries.get(i) - tries.get(i - 16) >= 60_000, tries::toString);
        }
    }
}
