// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.chatdock.connection.internal.engine.EngineOptions;
import org.chatdock.connection.internal.engine.EngineOptions.Life;
import org.junit.jupiter.api.Test;

/** The text heartbeat, and what the status knows of signs of life. */
class HeartbeatTest extends OnTheBench {
    @Test
    void aPingLeavesExactlyEveryTenSecondsWhileUp() {
        bench.startUp();

        bench.lane.advance(Duration.ofMillis(9_999));
        assertEquals(List.of(), bench.socket().written());
        bench.lane.advance(Duration.ofMillis(1));
        assertEquals(List.of("ping"), bench.socket().written());
        bench.liveFor(3_600);

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
        EngineOptions usual = bench.options;
        bench.options = new EngineOptions(new Life(0, 15_000, 25_000, 3_000), usual.wake(), usual.tries(),
                usual.retry(), usual.stops(), 1, 600_000, 5_000);
        bench.startUp();

        bench.liveFor(3_600);

        assertEquals(List.of(), bench.socket().written());
        assertEquals(1, bench.sockets.size());
    }

    @Test
    void theStatusKnowsTheLastHeartbeatOutAndIn() {
        bench.startUp();

        bench.advance(10);
        Instant pinged = bench.clock.instant();
        assertEquals(pinged, bench.line.status().lastHeartbeat());
        bench.advance(3);
        bench.hear();

        assertEquals(pinged.plusSeconds(3), bench.line.status().lastHeartbeat());
    }

    @Test
    void beforeTheFirstHeartbeatThereIsNone() {
        bench.start();

        assertNull(bench.line.status().lastHeartbeat());
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
}
