// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.chatdock.api.connection.ConnectionState.CLOSE;
import static org.chatdock.api.connection.ConnectionState.CONNECTING;
import static org.chatdock.api.connection.ConnectionState.OPEN;
import static org.chatdock.api.connection.ConnectionState.REOPEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;

import org.chatdock.api.connection.ConnectionMetrics;
import org.chatdock.api.message.MessageId;
import org.chatdock.connection.internal.engine.Ending;
import org.junit.jupiter.api.Test;

/** What the line counts and measures. */
class MeterTest extends OnTheBench {
    private ConnectionMetrics metrics() {
        return bench.line.metrics();
    }

    @Test
    void connectsAndFailuresAndLossesByCauseAreCounted() {
        bench.start();
        bench.lose(REFUSED);
        bench.nextTry();
        bench.lose(Ending.refusedUpgrade(503));
        bench.comeBack();
        bench.lose();
        bench.comeBack();
        bench.advance(25);
        bench.comeBack();

        assertEquals(3, metrics().connects());
        assertEquals(2, metrics().failedConnects());
        assertEquals(Map.of("closed", 1L, "silence", 1L), metrics().losses());
    }

    @Test
    void theTimeInEveryStateAddsUp() {
        bench.start();
        bench.advance(3);
        bench.accept();
        bench.liveFor(20);
        bench.lose(Ending.refusedUpgrade(404));
        bench.line.stop();
        bench.advance(5);

        assertEquals(Duration.ofSeconds(3), metrics().timeInState().get(CONNECTING));
        assertEquals(Duration.ofSeconds(20), metrics().timeInState().get(OPEN));
        assertEquals(Duration.ofSeconds(5), metrics().timeInState().get(CLOSE));
        assertEquals(Duration.ZERO, metrics().timeInState().get(REOPEN));
    }

    @Test
    void silenceIsMeasuredWhileUpAndTheLongestIsKept() {
        bench.startUp();
        bench.advance(12);
        assertEquals(Duration.ofSeconds(12), metrics().silence());
        bench.hear();
        bench.advance(4);

        assertEquals(Duration.ofSeconds(4), metrics().silence());
        assertEquals(Duration.ofSeconds(12), metrics().longestSilence());
        bench.lose();
        assertEquals(Duration.ZERO, metrics().silence());
        assertEquals(Duration.ofSeconds(12), metrics().longestSilence());
    }

    @Test
    void framesAndBytesAreCountedBothWays() {
        bench.startUp();
        bench.advance(10);
        bench.hear();
        bench.socket().receive(FRAME);

        assertEquals(2, metrics().framesIn());
        assertEquals(4 + FRAME.length(), metrics().bytesIn());
        assertEquals(1, metrics().framesOut());
        assertEquals(4, metrics().bytesOut());
    }

    @Test
    void binaryFramesAndRepeatedMessagesAreCounted() {
        bench.startUp();
        bench.socket().events.binary();
        bench.socket().receive(FRAME);
        bench.socket().receive(FRAME);
        bench.socket().receive(frame(2));

        assertEquals(1, metrics().binaryFrames());
        assertEquals(1, metrics().duplicates());
        assertEquals(3, metrics().inFlight());
    }

    @Test
    void aWakeIsCounted() {
        bench.startUp();
        bench.lane.sleep(Duration.ofSeconds(10));
        bench.advance(2);

        assertEquals(1, metrics().wakes());
    }

    @Test
    void acknowledgementsAreCountedWhenTheyLeaveAndWhileTheyWait() {
        bench.startUp();
        bench.socket().receive(FRAME);
        bench.lose();
        bench.deliveries.get(0).acknowledge("h");
        assertEquals(1, metrics().acksWaiting());

        bench.comeBack();

        assertEquals(0, metrics().acksWaiting());
        assertEquals(1, metrics().acksSent());
    }

    @Test
    void aPongThatNobodyAskedForIsNoRoundTrip() {
        bench.startUp();
        bench.socket().events.pong();
        assertEquals(Duration.ZERO, metrics().lastRoundTrip());

        bench.advance(15);
        bench.socket().events.pong();

        assertTrue(metrics().lastRoundTrip().compareTo(Duration.ZERO) > 0);
        assertEquals(metrics().lastRoundTrip(), metrics().p95RoundTrip());
    }

    @Test
    void tasksThatWaitForTheLaneAreCounted() {
        bench.startUp();
        bench.lane.hold();
        bench.line.retryNow();
        bench.line.retryNow();

        assertEquals(2, metrics().laneDepth());
    }

    @Test
    void ninetyFivePercentOfTheSamplesAreAtMostThePercentile() {
        Samples samples = new Samples();
        assertEquals(Duration.ZERO, samples.last());
        assertEquals(Duration.ZERO, samples.p95());

        for (int i = 100; i >= 1; i--) {
            samples.add(i);
        }

        assertEquals(Duration.ofNanos(95), samples.p95());
        assertEquals(Duration.ofNanos(1), samples.last());
    }

    @Test
    void onlyTheLastSamplesCount() {
        Samples samples = new Samples();
        samples.add(1_000_000);
        for (int i = 0; i < 256; i++) {
            samples.add(7);
        }

        assertEquals(Duration.ofNanos(7), samples.p95());
    }

    @Test
    void anIdThatCameLatelyIsKnownAndOneThatIsNewIsNot() {
        RecentIds ids = new RecentIds();

        for (int i = 0; i < 1_000; i++) {
            assertTrue(ids.add(new MessageId("m" + i)));
            assertFalse(ids.add(new MessageId("m" + i)));
        }
    }
}
