// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.chatdock.api.connection.ConnectionState.CLOSE;
import static org.chatdock.api.connection.ConnectionState.CONNECTING;
import static org.chatdock.api.connection.ConnectionState.ERROR;
import static org.chatdock.api.connection.ConnectionState.OPEN;
import static org.chatdock.api.connection.ConnectionState.REOPEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.chatdock.connection.internal.engine.Ending;
import org.junit.jupiter.api.Test;

/** The agent is signed in elsewhere. */
class ConflictTest extends OnTheBench {
    private static final Ending ELSEWHERE = Ending.closed(4409, "signed in elsewhere");

    @Test
    void theLineStopsAndStaysStopped() {
        bench.startUp();

        bench.lose(ELSEWHERE);
        bench.lane.advance(Bench.DAY);

        bench.assertState(ERROR);
        assertEquals("conflict", bench.line.status().cause());
        assertEquals(4409, bench.line.status().code());
        assertNull(bench.line.status().nextTry());
        assertEquals(1, bench.sockets.size());
        assertEquals(List.of(CONNECTING, OPEN, CLOSE, ERROR), bench.states());
    }

    @Test
    void theReasonSaysWhatToDo() {
        bench.startUp();

        bench.lose(ELSEWHERE);

        assertEquals("The gateway closed the connection (4409, signed in elsewhere). The agent is signed in "
                + "elsewhere. Retry to sign in here.", bench.line.status().reason());
    }

    @Test
    void aRefusedUpgradeWithTheStatusOfAConflictIsOneToo() {
        bench.start();

        bench.lose(Ending.refusedUpgrade(409));
        bench.lane.advance(Bench.DAY);

        bench.assertState(ERROR);
        assertEquals("conflict", bench.line.status().cause());
        assertNull(bench.line.status().nextTry());
        assertEquals(1, bench.sockets.size());
    }

    @Test
    void theAgentsRetryLeavesIt() {
        bench.startUp();
        bench.lose(ELSEWHERE);

        bench.line.retryNow();
        bench.accept();

        bench.assertState(REOPEN);
    }

    @Test
    void aSignInLeavesIt() {
        bench.startUp();
        bench.lose(ELSEWHERE);

        bench.line.signedIn();
        bench.accept();

        bench.assertState(REOPEN);
    }

    @Test
    void neitherSleepNorTheNetworkLeavesIt() {
        bench.startUp();
        bench.lose(ELSEWHERE);

        bench.lane.sleep(Duration.ofHours(8));
        bench.advance(10);
        bench.interfaces = Set.of("198.51.100.9");
        bench.advance(60);

        bench.assertState(ERROR);
        assertEquals(1, bench.sockets.size());
    }

    @Test
    void stopLeavesItAndNothingIsPlanned() {
        bench.startUp();
        bench.lose(ELSEWHERE);

        bench.line.stop();

        bench.assertState(CLOSE);
        assertEquals(0, bench.lane.timers());
    }

    @Test
    void aSecondConflictStopsTheLineAgain() {
        bench.startUp();
        bench.lose(ELSEWHERE);
        bench.line.retryNow();
        bench.accept();

        bench.lose(ELSEWHERE);
        bench.lane.advance(Bench.DAY);

        bench.assertState(ERROR);
        assertEquals(2, bench.sockets.size());
    }

    @Test
    void itIsLoggedOnceWithTheConsequence() {
        bench.startUp();

        bench.lose(ELSEWHERE);

        assertEquals(List.of("No connection to ws://gateway.example/agents/{corpId}: The gateway closed the connection "
                + "(4409, signed in elsewhere). Not trying again by itself: the agent is signed in elsewhere."),
                bench.log.warnings());
    }
}
