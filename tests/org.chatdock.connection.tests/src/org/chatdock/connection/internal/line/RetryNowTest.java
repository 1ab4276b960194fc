// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.chatdock.api.connection.ConnectionState.CLOSE;
import static org.chatdock.api.connection.ConnectionState.CONNECTING;
import static org.chatdock.api.connection.ConnectionState.OPEN;
import static org.chatdock.api.connection.ConnectionState.REOPEN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;

import org.chatdock.connection.internal.engine.Ending;
import org.junit.jupiter.api.Test;

/** The agent does not want to wait. */
class RetryNowTest extends OnTheBench {
    @Test
    void aWaitingLineTriesAtOnce() {
        bench.start();
        bench.lose(REFUSED);

        bench.line.retryNow();

        assertEquals(2, bench.sockets.size());
        assertEquals("retry-now", bench.line.status().cause());
        bench.advance(9);
        assertEquals(2, bench.sockets.size(), "the planned try is gone");
    }

    @Test
    void aLineInAnErrorTriesAtOnce() {
        bench.start();
        bench.lose(Ending.refusedUpgrade(404));

        bench.line.retryNow();

        bench.assertState(CONNECTING);
        assertEquals(2, bench.sockets.size());
        bench.advance(9);
        assertEquals(2, bench.sockets.size(), "the planned look is gone");
    }

    @Test
    void aTryThatHasJustBegunGoesOn() {
        bench.start();
        bench.lane.advance(Duration.ofMillis(1_000));

        bench.line.retryNow();

        assertEquals(1, bench.sockets.size());
        assertEquals(0, bench.socket().aborted);
    }

    @Test
    void aTryThatIsOlderIsBegunAnew() {
        bench.start();
        bench.lane.advance(Duration.ofMillis(1_001));

        bench.line.retryNow();

        assertEquals(1, bench.sockets.get(0).aborted);
        assertEquals(2, bench.sockets.size());
        assertEquals(2, bench.line.status().attempt());
    }

    @Test
    void aLineThatIsUpIsDoubtedAndDroppedWithoutAnAnswerInThreeSeconds() {
        bench.startUp();
        bench.liveFor(20);

        bench.line.retryNow();
        assertEquals(1, bench.socket().probes);
        bench.lane.advance(Duration.ofMillis(2_999));
        bench.assertState(OPEN);
        bench.lane.advance(Duration.ofMillis(1));

        assertEquals(1, bench.socket().aborted);
        assertEquals("no-answer", bench.line.status().cause());
        assertEquals("Nothing came from the gateway for 3 s.", bench.line.status().reason());
    }

    @Test
    void aLineThatAnswersStaysUp() {
        bench.startUp();
        bench.liveFor(20);

        bench.line.retryNow();
        bench.advance(2);
        bench.hear();
        bench.advance(10);

        bench.assertState(OPEN);
        assertEquals(1, bench.socket().probes);
    }

    @Test
    void clicksInARowDoNotPutTheEndOfTheProbeOff() {
        bench.startUp();
        bench.liveFor(20);

        for (int i = 0; i < 6; i++) {
            bench.line.retryNow();
            bench.lane.advance(Duration.ofMillis(500));
        }

        assertEquals(1, bench.sockets.get(0).aborted);
        assertEquals(1, bench.sockets.get(0).probes);
    }

    @Test
    void aProbeThatWasAnsweredCanBeFollowedByAnother() {
        bench.startUp();
        bench.line.retryNow();
        bench.advance(1);
        bench.hear();
        bench.advance(4);

        bench.line.retryNow();
        bench.advance(3);

        assertEquals(2, bench.sockets.get(0).probes);
        assertEquals(1, bench.sockets.get(0).aborted);
    }

    @Test
    void aLineThatWasStoppedComesUpAgain() {
        bench.startUp();
        bench.line.stop();

        bench.line.retryNow();
        bench.accept();

        bench.assertState(REOPEN);
        assertEquals(List.of(CONNECTING, OPEN, CLOSE, CONNECTING, REOPEN), bench.states());
    }

    @Test
    void theFailuresAreNotForgottenByAClick() {
        bench.start();
        for (int i = 0; i < 4; i++) {
            bench.lose(REFUSED);
            bench.line.retryNow();
        }

        bench.lose(REFUSED);

        assertEquals(15_250, bench.announcedWait());
    }
}
