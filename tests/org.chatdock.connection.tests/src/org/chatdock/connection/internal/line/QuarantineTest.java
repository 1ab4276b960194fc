// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.chatdock.api.connection.ConnectionState.OPEN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.chatdock.api.connection.QuarantinedFrame;
import org.junit.jupiter.api.Test;

/** R10 of connection-facts: what is too large is left out, seen, and holds up nobody. */
class QuarantineTest extends OnTheBench {
    private static ByteBuffer head(String id) {
        return StandardCharsets.UTF_8.encode("{\"MsgId\":\"" + id + "\",\"GroupId\":\"ann\",\"Content\":\"xxx");
    }

    private void oversized(String id) {
        bench.socket().events.oversized(head(id), 5_000_000);
    }

    @Test
    void theAgentSeesWhatWasLeftOut() {
        bench.startUp();

        oversized("7");

        assertEquals(List.of(new QuarantinedFrame("7", "ann", 5_000_000, 1, bench.clock.instant())),
                bench.line.quarantine());
        assertEquals("A message of 5000000 bytes was left out: it is larger than maxTextBytes allows.",
                bench.line.status().lastError());
        assertEquals(1, bench.line.metrics().quarantined());
    }

    @Test
    void theLineStaysUpAndLaterMessagesFlow() {
        bench.startUp();
        oversized("7");

        bench.socket().receive(frame(8));

        bench.assertState(OPEN);
        assertEquals(1, bench.deliveries.size());
        assertEquals(1, bench.sockets.size());
    }

    @Test
    void oneThatComesAgainIsCountedAndToldThreeTimesAtMost() {
        bench.startUp();

        for (int i = 0; i < 10; i++) {
            oversized("7");
        }

        assertEquals(10, bench.line.quarantine().get(0).deliveries());
        assertEquals(3, bench.log.warnings().size());
        assertEquals(1, bench.line.metrics().quarantined());
    }

    @Test
    void theTextNeverReachesTheLog() {
        bench.startUp();

        bench.socket().events.oversized(
                StandardCharsets.UTF_8.encode("{\"MsgId\":\"7\",\"Content\":\"" + Bench.TOKEN), 5_000_000);

        assertEquals(1, bench.log.warnings().size());
    }

    @Test
    void withoutAnIdTheSizeTellsThemApart() {
        Quarantine quarantine = new Quarantine(bench.clock);
        ByteBuffer nothing = ByteBuffer.allocate(0);

        assertEquals(1, quarantine.add(nothing, 1_000).deliveries());
        assertEquals(2, quarantine.add(nothing, 1_000).deliveries());
        assertEquals(1, quarantine.add(nothing, 1_001).deliveries());

        assertEquals(2, quarantine.all().size());
    }

    @Test
    void theLastHundredAreKept() {
        Quarantine quarantine = new Quarantine(bench.clock);
        for (int i = 0; i < 150; i++) {
            quarantine.add(head("m" + i), 1_000);
        }
        quarantine.add(head("m60"), 1_000);

        List<QuarantinedFrame> all = quarantine.all();

        assertEquals(100, all.size());
        assertEquals("m50", all.get(0).messageId());
        assertEquals("m60", all.get(99).messageId());
        assertEquals(2, all.get(99).deliveries());
    }
}
