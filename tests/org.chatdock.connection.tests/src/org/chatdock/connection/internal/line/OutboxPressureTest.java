// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

/** More acknowledgements wait than should: nothing more is read until they have left. */
class OutboxPressureTest extends OnTheBench {
    private static final int CROWDED = 8_000;
    private static final String ME = "corp_agent";

    private final List<String> relieved = new ArrayList<>();
    private final Meter meter = new Meter(() -> 0);
    private final Outbox outbox = new Outbox(AckJournal.NONE, meter, () -> relieved.add("relieved"));

    private void fill(String agent, int count) {
        for (int i = 0; i < count; i++) {
            outbox.add(agent, agent + i, false, String.valueOf(i));
        }
    }

    @Test
    void eightyPercentAreACrowd() {
        outbox.attach(FakeSocket.slow(), ME);
        fill(ME, CROWDED - 1);
        assertFalse(outbox.isCrowded());

        outbox.add(ME, "one more", false, "one more");

        assertTrue(outbox.isCrowded());
        assertEquals(CROWDED, outbox.size());
    }

    @Test
    void whatWaitsForAnotherAgentDoesNotStopThisOne() {
        fill("corp_other", CROWDED);

        outbox.attach(FakeSocket.slow(), ME);
        assertFalse(outbox.isCrowded());
        outbox.detach();
        outbox.attach(FakeSocket.slow(), "corp_other");

        assertTrue(outbox.isCrowded());
    }

    @Test
    void whatIsUnderWayCountsToo() {
        FakeSocket socket = FakeSocket.slow();
        outbox.attach(socket, ME);
        fill(ME, CROWDED);

        assertTrue(outbox.isCrowded());
    }

    @Test
    void whenTheCrowdHasLeftThatIsToldOnce() {
        fill(ME, CROWDED + 100);
        FakeSocket socket = FakeSocket.slow();
        outbox.attach(socket, ME);

        while (!socket.unanswered.isEmpty()) {
            socket.answer(true);
        }

        assertEquals(List.of("relieved"), relieved);
        assertEquals(0, outbox.size());
        assertFalse(outbox.isCrowded());
    }

    @Test
    void nothingIsDroppedHoweverMuchWaits() {
        fill(ME, 25_000);

        FakeSocket socket = new FakeSocket();
        outbox.attach(socket, ME);

        assertEquals(IntStream.range(0, 25_000).mapToObj(String::valueOf).toList(), socket.written());
    }

    @Test
    void theLineStopsReadingAndGoesOnWhenTheCrowdHasLeft() {
        bench.maxInFlight = 100_000;
        bench.startUp();
        FakeSocket socket = bench.socket();
        socket.answersWrites = false;
        socket.receive(frame(0));
        bench.deliveries.get(0).acknowledge("h");
        boolean readOn = true;
        int read = 1;
        while (readOn && read < CROWDED + 10) {
            readOn = socket.receive(frame(read));
            bench.deliveries.get(read).acknowledge("h");
            bench.deliveries.get(read).done();
            read++;
        }
        assertFalse(readOn);
        assertEquals(CROWDED + 1, read);
        int before = socket.resumed;
        bench.deliveries.get(0).done();
        assertEquals(before, socket.resumed, "the crowd is still there");

        while (!socket.unanswered.isEmpty()) {
            socket.answer(true);
        }

        assertEquals(before + 1, socket.resumed);
    }
}
