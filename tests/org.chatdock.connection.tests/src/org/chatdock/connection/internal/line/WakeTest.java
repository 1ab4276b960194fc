// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.chatdock.api.connection.ConnectionState.CLOSE;
import static org.chatdock.api.connection.ConnectionState.ERROR;
import static org.chatdock.api.connection.ConnectionState.OPEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.chatdock.connection.internal.engine.Ending;
import org.junit.jupiter.api.Test;

/** R3 of connection-facts: the machine, or the process, had slept. */
class WakeTest extends OnTheBench {
    private void upAndStable() {
        bench.startUp();
        bench.liveFor(20);
    }

    @Test
    void aMinuteOfSleepReplacesTheSocketWithoutAsking() {
        upAndStable();

        bench.lane.sleep(Duration.ofSeconds(60));
        bench.advance(2);

        assertEquals(1, bench.sockets.get(0).aborted);
        assertEquals(0, bench.sockets.get(0).probes);
        assertEquals("This machine slept for 60 s.", bench.line.status().lastError());
        bench.lane.advance(Duration.ofMillis(200));
        assertEquals(2, bench.sockets.size());
    }

    @Test
    void afterAnyLongSleepTheLineIsUpWithinFiveSecondsOnEitherKindOfClock() {
        for (boolean clockStands : List.of(true, false)) {
            for (int seconds : List.of(62, 600, 28_800)) {
                Bench slept = new Bench().startUp();
                slept.liveFor(20);
                if (clockStands) {
                    slept.lane.sleep(Duration.ofSeconds(seconds));
                } else {
                    slept.lane.stop(Duration.ofSeconds(seconds));
                }
                Instant resumed = slept.clock.instant();

                while (slept.sockets.size() == 1) {
                    slept.lane.advance(Duration.ofMillis(50));
                }
                slept.accept();

                long took = Duration.between(resumed, slept.clock.instant()).toMillis();
                assertTrue(took <= 5_000, took + " ms after " + seconds + " s");
            }
        }
    }

    @Test
    void aShortSleepOnlyDoubts() {
        upAndStable();

        bench.lane.sleep(Duration.ofSeconds(7));
        bench.advance(2);
        assertEquals(1, bench.socket().probes);
        bench.advance(1);
        bench.hear();
        bench.advance(10);

        bench.assertState(OPEN);
        assertEquals(1, bench.sockets.size());
    }

    @Test
    void aShortSleepWithoutAnAnswerInThreeSecondsDropsTheSocket() {
        upAndStable();

        bench.lane.sleep(Duration.ofSeconds(59));
        bench.advance(2);
        bench.lane.advance(Duration.ofMillis(2_999));
        bench.assertState(OPEN);
        bench.lane.advance(Duration.ofMillis(1));

        assertEquals("no-answer", bench.line.status().cause());
    }

    @Test
    void lessThanSixSecondsAreNoSleep() {
        upAndStable();

        bench.lane.sleep(Duration.ofMillis(5_900));
        bench.liveFor(2);

        assertEquals(0, bench.socket().probes);
        assertEquals(0, bench.line.metrics().wakes());
    }

    @Test
    void whatComesFirstAfterTheSleepFindsItOut() {
        upAndStable();

        bench.lane.sleep(Duration.ofMinutes(10));
        bench.line.retryNow();

        assertEquals(2, bench.sockets.size());
        assertEquals(1, bench.line.metrics().wakes());
    }

    @Test
    void aProcessThatStoodStillDoesNotTakeTheTimeForSilence() {
        upAndStable();

        bench.lane.stop(Duration.ofSeconds(40));
        bench.assertState(OPEN);
        assertEquals(1, bench.socket().probes);
        bench.hear();
        bench.liveFor(30);

        bench.assertState(OPEN);
    }

    @Test
    void aLineThatWaitsTriesAtOnce() {
        bench.start();
        for (int i = 0; i < 5; i++) {
            bench.lose(REFUSED);
            bench.nextTry();
        }
        bench.lose(REFUSED);

        bench.lane.sleep(Duration.ofSeconds(30));
        bench.advance(2);
        bench.lane.advance(Duration.ofMillis(200));

        assertEquals(7, bench.sockets.size());
    }

    @Test
    void aTryOfBeforeTheSleepIsBegunAnewHoweverYoungItsClockMakesIt() {
        bench.start();
        bench.lane.advance(Duration.ofMillis(1_500));
        bench.lose(REFUSED);
        bench.line.retryNow();
        bench.lane.advance(Duration.ofMillis(100));

        bench.lane.sleep(Duration.ofHours(1));
        bench.lane.advance(Duration.ofMillis(800));

        assertEquals(1, bench.sockets.get(1).aborted);
        assertEquals(3, bench.sockets.size());
    }

    @Test
    void aGatewayThatAskedForAPauseHasHadItAfterALongSleep() {
        bench.start();
        bench.lose(Ending.refusedUpgrade(503, 600_000));

        bench.lane.sleep(Duration.ofHours(8));
        bench.advance(3);

        assertEquals(2, bench.sockets.size());
    }

    @Test
    void aGatewayThatAskedForAPauseIsLeftAloneAfterAShortSleep() {
        bench.start();
        bench.lose(Ending.refusedUpgrade(503, 600_000));

        bench.lane.sleep(Duration.ofMinutes(1));
        bench.advance(3);

        assertEquals(1, bench.sockets.size());
    }

    @Test
    void anErrorIsLookedAtAgainAfterALongSleepButNotTwiceAMinute() {
        bench.start();
        bench.lose(Ending.refusedUpgrade(404));
        bench.lane.sleep(Duration.ofHours(1));
        bench.advance(3);
        assertEquals(2, bench.sockets.size());

        bench.lose(Ending.refusedUpgrade(404));
        bench.lane.sleep(Duration.ofSeconds(20));
        bench.advance(3);

        assertEquals(2, bench.sockets.size());
        bench.assertState(ERROR);
    }

    @Test
    void aClockThatIsSetBackChangesNothing() {
        upAndStable();

        bench.lane.sleep(Duration.ofHours(-3));
        bench.liveFor(60);

        bench.assertState(OPEN);
        assertEquals(0, bench.socket().probes);
        assertEquals(1, bench.sockets.size());
    }

    @Test
    void aStoppedLineSleepsOn() {
        upAndStable();
        bench.line.stop();

        bench.lane.sleep(Duration.ofHours(3));
        bench.advance(60);

        bench.assertState(CLOSE);
        assertEquals(1, bench.sockets.size());
    }

    @Test
    void aWaitAfterTheWakeStartsAtItsOldLengthOnlyIfTheTryFails() {
        upAndStable();
        bench.lane.sleep(Duration.ofHours(3));
        bench.advance(2);
        bench.lane.advance(Duration.ofMillis(200));

        bench.lose(REFUSED);

        assertEquals(6_250, bench.announcedWait());
    }
}
