// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.chatdock.api.connection.ConnectionState.CLOSE;
import static org.chatdock.api.connection.ConnectionState.CONNECTING;
import static org.chatdock.api.connection.ConnectionState.OPEN;
import static org.chatdock.api.connection.ConnectionState.REOPEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import org.chatdock.api.connection.ConnectionStatus;
import org.chatdock.api.connection.Credentials;
import org.chatdock.connection.internal.engine.Ending;
import org.junit.jupiter.api.Test;

/** Which states the line passes through, and how it ends. */
class StateTest extends OnTheBench {
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
    void aTransportThatThrowsIsAFailedTry() {
        bench.connectFailure = new IllegalStateException("ws://gateway.example/?token=" + Bench.TOKEN);
        bench.start();

        assertEquals("io", bench.line.status().cause());
        assertEquals("The connection could not be begun (IllegalStateException).", bench.line.status().reason());
        bench.connectFailure = null;
        bench.comeBack();

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
    void stopInAnErrorPlansNoFurtherTry() {
        bench.start();
        bench.lose(Ending.refusedUpgrade(404));

        bench.line.stop();
        bench.lane.advance(Bench.DAY);

        bench.assertState(CLOSE);
        assertNull(bench.line.status().nextTry());
        assertEquals(1, bench.sockets.size());
        assertEquals(0, bench.lane.timers());
    }

    @Test
    void stopWhileCredentialsAreDueOpensNothingWhenTheyCome() {
        CompletableFuture<Credentials> late = new CompletableFuture<>();
        bench.credentials = () -> late;
        bench.start();

        bench.line.stop();
        late.complete(Credentials.NONE);

        assertEquals(0, bench.sockets.size());
        assertEquals(0, bench.lane.timers());
        bench.assertState(CLOSE);
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

    @Test
    void afterAStopAStartBringsTheLineUpAgain() {
        bench.startUp();
        bench.line.stop();
        bench.advance(3_600);

        bench.line.start();
        bench.accept();

        assertTrue(bench.line.status().state().isUp());
        assertEquals(2, bench.sockets.size());
    }

    @Test
    void aSecondStartChangesNothing() {
        bench.startUp();

        bench.line.start();

        assertEquals(List.of(CONNECTING, OPEN), bench.states());
        assertEquals(1, bench.sockets.size());
    }

    @Test
    void theSocketIsReadOnlyWhenTheLineIsUp() {
        bench.start();
        assertEquals(0, bench.socket().resumed);

        bench.accept();

        assertEquals(1, bench.socket().resumed);
    }

    @Test
    void theListenerHearsTheStateThatHoldsAtThatMoment() {
        bench.startUp();
        bench.lose();
        bench.comeBack();

        for (ConnectionStatus status : bench.told) {
            assertEquals(status.state().isUp(), status.current());
        }
        assertEquals(bench.line.status().since(), bench.told.get(bench.told.size() - 1).since());
    }
}
