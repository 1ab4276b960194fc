// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.chatdock.api.connection.ConnectionState.CLOSE;
import static org.chatdock.api.connection.ConnectionState.CONNECTING;
import static org.chatdock.api.connection.ConnectionState.OPEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

import org.chatdock.api.connection.ConnectionStatus;
import org.junit.jupiter.api.Test;

/** R1 of connection-facts: a peer that has gone without a word is noticed. */
class SilenceTest extends OnTheBench {
    @Test
    void afterFifteenSecondsOfSilenceThePeerIsAsked() {
        bench.startUp();

        bench.lane.advance(Duration.ofMillis(14_999));
        assertEquals(0, bench.socket().probes);
        bench.lane.advance(Duration.ofMillis(1));

        assertEquals(1, bench.socket().probes);
        bench.assertState(OPEN);
    }

    @Test
    void afterTwentyFiveSecondsOfSilenceTheSocketIsDroppedWithoutAWord() {
        bench.startUp();

        bench.lane.advance(Duration.ofMillis(24_999));
        bench.assertState(OPEN);
        bench.lane.advance(Duration.ofMillis(1));

        assertEquals(1, bench.socket().aborted);
        assertEquals(0, bench.socket().closed);
        assertEquals("silence", bench.line.status().cause());
        assertEquals("Nothing came from the gateway for 25 s.", bench.line.status().lastError());
        bench.assertState(CONNECTING);
    }

    @Test
    void anyFrameIsLifeAndTheSilenceCountsFromTheLastOne() {
        bench.startUp();
        bench.advance(13);
        bench.hear();

        bench.lane.advance(Duration.ofMillis(24_999));
        bench.assertState(OPEN);
        bench.lane.advance(Duration.ofMillis(1));

        bench.assertState(CONNECTING);
    }

    @Test
    void anAnswerToTheProbeIsEnoughToStayUpForADay() {
        bench.startUp();

        for (int i = 0; i < 86_400 / 16; i++) {
            bench.advance(16);
            bench.hear();
        }

        assertEquals(List.of(CONNECTING, OPEN), bench.states());
        assertTrue(bench.socket().probes >= 5_000, () -> bench.socket().probes + " probes");
    }

    @Test
    void aPeerThatTalksIsNotAsked() {
        bench.startUp();

        bench.liveFor(3_600);

        assertEquals(0, bench.socket().probes);
    }

    @Test
    void ownPingsAreNoSignOfLife() {
        bench.startUp();

        bench.advance(25);

        assertEquals(List.of("ping", "ping"), bench.sockets.get(0).written());
        assertEquals("silence", bench.line.status().cause());
    }

    @Test
    void aSilentSocketOfALineThatWasStableIsReplacedSoon() {
        bench.startUp();
        bench.liveFor(20);
        bench.advance(24);

        bench.assertState(CONNECTING);
        assertEquals(3_250, bench.announcedWait());
    }

    @Test
    void twoHundredBlackHolesAreNoticedInTimeWhateverTheirPhase() {
        long longestSilence = 0;
        long longestWait = 0;
        for (int run = 0; run < 200; run++) {
            Random seeded = new Random(run);
            Bench hole = new Bench();
            hole.random = bound -> seeded.nextLong(bound + 1);
            hole.startUp();
            long up = 0;
            while (up < 12_000 || seeded.nextInt(4) > 0) {
                long quiet = seeded.nextInt(20_000);
                hole.lane.advance(Duration.ofMillis(quiet));
                hole.hear();
                up += quiet;
            }
            Instant lastFrame = hole.clock.instant();
            hole.advance(26);
            ConnectionStatus left = hole.told.stream().filter(status -> status.state() == CLOSE).findFirst()
                    .orElseThrow();
            longestSilence = Math.max(longestSilence, Duration.between(lastFrame, left.since()).toMillis());
            if (hole.sockets.size() == 1) {
                hole.nextTry();
            }
            assertEquals(2, hole.sockets.size());
            Instant next = hole.told.stream().filter(status -> status.cause().equals("retry")).findFirst()
                    .orElseThrow().since();
            longestWait = Math.max(longestWait, Duration.between(left.since(), next).toMillis());
        }

        System.out.println("200 black holes: left after at most " + longestSilence + " ms, next try at most "
                + longestWait + " ms later");
        assertTrue(longestSilence <= 25_000, longestSilence + " ms of silence");
        assertTrue(longestWait <= 3_500, longestWait + " ms until the next try");
    }
}
