// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.chatdock.api.connection.ConnectionState.CLOSE;
import static org.chatdock.api.connection.ConnectionState.CONNECTING;
import static org.chatdock.api.connection.ConnectionState.ERROR;
import static org.chatdock.api.connection.ConnectionState.OPEN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.chatdock.connection.internal.engine.Ending;
import org.junit.jupiter.api.Test;

/** Which answers mean that trying again will not cure it. */
class StopCodesTest extends OnTheBench {
    @Test
    void theCloseCodesThatRetryingDoesNotCureStopTheLine() {
        for (int code : List.of(1003, 1007, 1008, 1010)) {
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
            assertEquals(300_000, stopped.announcedWait());
        }
        for (int status : List.of(407, 408, 429, 500, 502, 503, 504, 1008, 4409)) {
            Bench retried = new Bench().start();
            retried.lose(Ending.refusedUpgrade(status));
            retried.assertState(CONNECTING);
        }
    }

    @Test
    void proxyTroubleNeverStopsTheLineAndNeverAsksForOtherCredentials() {
        bench.start();

        for (int i = 0; i < 100; i++) {
            bench.lose(i % 2 == 0 ? Ending.refusedUpgrade(407) : Ending.refusedUpgrade(502));
            bench.assertState(CONNECTING);
            bench.nextTry();
        }

        assertEquals(101, bench.sockets.size());
        assertEquals(0, bench.refreshes);
    }

    @Test
    void anErrorIsCheckedAgainEveryFiveMinutes() {
        bench.start();

        for (int i = 1; i <= 5; i++) {
            bench.lose(Ending.refusedUpgrade(404));
            bench.assertState(ERROR);
            bench.advance(299);
            assertEquals(i, bench.sockets.size());
            bench.advance(1);
            assertEquals(i + 1, bench.sockets.size());
            assertEquals("recheck", bench.line.status().cause());
        }
        bench.accept();

        bench.assertState(OPEN);
    }

    @Test
    void aMessageThatIsTooLargeStopsTheLineTheThirdTimeInARow() {
        bench.startUp();

        for (int i = 0; i < 2; i++) {
            bench.lose(Ending.closed(1009, "too big"));
            bench.assertState(CONNECTING);
            bench.comeBack();
        }
        bench.lose(Ending.closed(1009, "too big"));

        bench.assertState(ERROR);
        assertEquals(1009, bench.line.status().code());
        assertEquals(3, bench.sockets.size());
        assertEquals(300_000, bench.announcedWait());
    }

    @Test
    void aStableTimeBetweenStartsTheCountOfMessagesThatAreTooLargeAnew() {
        bench.startUp();

        for (int i = 0; i < 10; i++) {
            bench.liveFor(11);
            bench.lose(Ending.closed(1009, ""));
            bench.assertState(CONNECTING);
            bench.comeBack();
        }
    }

    @Test
    void theAgentsRetryStartsTheCountOfMessagesThatAreTooLargeAnew() {
        bench.startUp();
        for (int i = 0; i < 3; i++) {
            bench.lose(Ending.closed(1009, ""));
            bench.nextTryOrNothing();
            bench.acceptUnlessUp();
        }
        bench.lose(Ending.closed(1009, ""));
        bench.assertState(ERROR);

        bench.line.retryNow();
        bench.accept();
        bench.lose(Ending.closed(1009, ""));

        bench.assertState(CONNECTING);
    }

    @Test
    void aCloseCodeThatIsNoStatusIsNotMistakenForOne() {
        bench.startUp();

        bench.lose(Ending.closed(401, ""));

        bench.assertState(CONNECTING);
        assertEquals(0, bench.refreshes);
    }

    @Test
    void aFailureWithoutAnAnswerIsTriedAgainWhateverItsCode() {
        bench.start();

        bench.lose(new Ending("tls", 1008, "The gateway's certificate is not trusted."));

        bench.assertState(CONNECTING);
        assertEquals("tls", bench.line.status().cause());
    }
}
