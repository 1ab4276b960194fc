// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.chatdock.api.connection.ConnectionState.CLOSE;
import static org.chatdock.api.connection.ConnectionState.CONNECTING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

import org.chatdock.api.connection.ConnectionMetrics;
import org.chatdock.api.connection.ConnectionStatus;
import org.chatdock.connection.internal.engine.Ending;
import org.junit.jupiter.api.Test;

/** What is told of an old socket or an old try changes nothing. */
class OldSocketTest extends OnTheBench {
    @Test
    void whatAnOldSocketTellsChangesNothing() {
        bench.startUp();
        FakeSocket old = bench.socket();
        bench.lose();
        bench.comeBack();
        bench.advance(1);
        ConnectionStatus before = bench.line.status();
        ConnectionMetrics counted = bench.line.metrics();
        int told = bench.told.size();

        old.events.opened("192.0.2.7:1", Instant.EPOCH);
        boolean readOn = old.receive(FRAME);
        old.events.oversized(ByteBuffer.allocate(8), 10_000_000);
        old.events.ended(Ending.closed(4409, "elsewhere"));

        assertFalse(readOn);
        assertEquals(before, bench.line.status());
        assertEquals(told, bench.told.size());
        assertEquals(List.of(), bench.deliveries);
        assertEquals(List.of(), bench.line.quarantine());
        assertEquals(counted, bench.line.metrics());
        assertEquals(0, bench.socket().aborted);
    }

    @Test
    void framesOfAnOldSocketDoNotKeepANewOneAlive() {
        bench.startUp();
        FakeSocket old = bench.socket();
        bench.lose();
        bench.comeBack();

        for (int i = 0; i < 25; i++) {
            old.events.alive(1);
            bench.advance(1);
        }

        assertEquals("silence", bench.line.status().cause());
    }

    @Test
    void anUpgradeThatComesAfterItsDeadlineChangesNothing() {
        bench.start();
        FakeSocket late = bench.socket();
        bench.advance(10);

        late.events.opened("192.0.2.7:4711", null);

        bench.assertState(CONNECTING);
        assertEquals(List.of(), late.batches);
    }

    @Test
    void anEndThatWaitedOnTheLaneBehindTheDeadlineCountsOnce() {
        bench.start();
        bench.advance(4);
        bench.lane.hold();
        bench.lose(REFUSED);
        bench.advance(6);

        bench.lane.release();

        assertEquals(List.of(6_000L), bench.bounds);
        assertEquals("refused", bench.line.status().cause());
    }

    @Test
    void anUpgradeThatWaitedOnTheLaneBehindAStopChangesNothing() {
        bench.start();
        bench.lane.hold();
        bench.line.stop();
        bench.accept();

        bench.lane.release();

        bench.assertState(CLOSE);
        assertEquals(0, bench.socket().resumed);
    }

    @Test
    void theOldSocketIsDroppedBeforeTheNextIsMade() {
        bench.startUp();
        bench.advance(25);
        assertEquals(1, bench.socket().aborted);
        assertEquals(1, bench.sockets.size());

        bench.nextTry();

        assertEquals(2, bench.sockets.size());
    }
}
