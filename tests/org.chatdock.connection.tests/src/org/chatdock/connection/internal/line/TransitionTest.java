// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.chatdock.api.connection.ConnectionStatus;
import org.chatdock.api.connection.ConnectionTransition;
import org.chatdock.connection.internal.engine.Ending;
import org.junit.jupiter.api.Test;

/** R15 of connection-facts: what the agent is told is true. */
class TransitionTest extends OnTheBench {
    @Test
    void theStatusTellsTheAttemptAndTheTimeOfTheNextTry() {
        bench.start();
        assertEquals(1, bench.line.status().attempt());

        bench.lose(REFUSED);
        ConnectionStatus waiting = bench.line.status();
        bench.nextTry();

        assertEquals("refused", waiting.cause());
        assertEquals(1, waiting.attempt());
        assertEquals(bench.clock.instant(), waiting.nextTry());
        assertEquals(2, bench.line.status().attempt());
        assertEquals("retry", bench.line.status().cause());
    }

    @Test
    void theTimeOfTheStateIsWhenItWasEntered() {
        bench.start();
        bench.advance(3);
        Instant up = bench.clock.instant();
        bench.accept();
        bench.liveFor(100);
        assertEquals(up, bench.line.status().since());

        Instant lost = bench.clock.instant();
        bench.lose();

        assertEquals(lost, bench.line.status().since());
    }

    @Test
    void theAttemptsAreCountedFromTheLastTimeTheLineWasUp() {
        bench.start();
        for (int i = 1; i <= 5; i++) {
            assertEquals(i, bench.line.status().attempt());
            bench.lose(REFUSED);
            bench.nextTry();
        }
        bench.accept();
        assertEquals(0, bench.line.status().attempt());

        bench.lose();
        bench.nextTry();

        assertEquals(1, bench.line.status().attempt());
    }

    @Test
    void theHistoryHoldsEveryChangeInOrder() {
        bench.start();
        bench.advance(2);
        bench.accept();
        bench.liveFor(11);
        bench.lose(Ending.closed(1001, "going away"));

        List<ConnectionTransition> history = bench.line.history();

        assertEquals(List.of("CLOSE-CONNECTING start", "CONNECTING-OPEN upgraded", "OPEN-CLOSE closed",
                "CLOSE-CONNECTING closed"), history.stream()
                .map(each -> each.from() + "-" + each.to() + " " + each.cause()).toList());
        assertEquals(1001, history.get(2).code());
        assertEquals("The gateway closed the connection (1001, going away).", history.get(2).reason());
        assertEquals(13_000, history.get(2).monotonicMillis() - history.get(0).monotonicMillis());
        assertEquals(Duration.ofSeconds(13), Duration.between(history.get(0).time(), history.get(2).time()));
        assertEquals("192.0.2.7:4711", history.get(1).localAddress());
        assertEquals("", history.get(0).localAddress());
    }

    @Test
    void aTryThatFollowsAWaitIsAChangeToo() {
        bench.start();
        bench.lose(REFUSED);
        bench.nextTry();

        assertEquals(List.of("start", "refused", "retry"),
                bench.line.history().stream().map(ConnectionTransition::cause).toList());
        assertEquals(2, bench.line.history().get(2).attempt());
    }

    @Test
    void theHistoryHoldsTheLastHundred() {
        bench.start();
        for (int i = 0; i < 100; i++) {
            bench.lose(REFUSED);
            bench.nextTry();
        }

        List<ConnectionTransition> history = bench.line.history();

        assertEquals(100, history.size());
        assertEquals(101, history.get(99).attempt());
        assertEquals("refused", history.get(0).cause());
    }

    @Test
    void whatWasMovedOnTheWallDoesNotMoveTheOtherClock() {
        bench.startUp();
        bench.liveFor(5);
        bench.lane.sleep(Duration.ofHours(-5));
        bench.lose();

        List<ConnectionTransition> history = bench.line.history();

        assertEquals(5_000, history.get(2).monotonicMillis() - history.get(1).monotonicMillis());
        assertTrue(history.get(2).time().isBefore(history.get(1).time()));
    }

    @Test
    void everySocketHasItsNumber() {
        bench.startUp();
        long first = bench.line.history().get(1).socket();
        bench.lose();
        bench.comeBack();

        List<ConnectionTransition> history = bench.line.history();

        assertTrue(history.get(history.size() - 1).socket() > first);
    }

    @Test
    void theListenerIsToldWhatTheHistoryHolds() {
        bench.startUp();
        bench.lose();
        bench.comeBack();
        bench.line.stop();

        assertEquals(bench.states(), bench.line.history().stream().map(ConnectionTransition::to).toList());
    }

    @Test
    void theLastErrorAndTheLastCloseStayWhenTheLineIsUpAgain() {
        bench.startUp();
        bench.lose(Ending.closed(1011, "oops"));
        bench.nextTry();
        bench.lose(REFUSED);
        bench.comeBack();

        assertEquals("1011 The gateway closed the connection (1011, oops).", bench.line.status().lastClose());
        assertEquals("Nobody answers there.", bench.line.status().lastError());
        assertEquals("", bench.line.status().reason());
    }
}
