// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.chatdock.api.dispatch.Delivery;
import org.chatdock.api.dispatch.InboundSink;
import org.chatdock.testkit.ManualClock;
import org.junit.jupiter.api.Test;

class InboundTest {
    private final ManualClock clock = new ManualClock();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final Meter meter = new Meter(() -> 0);
    private final Outbox outbox = new Outbox(AckJournal.NONE, meter, () -> { });
    private final FakeSocket socket = new FakeSocket();
    private final List<Integer> strange = new ArrayList<>();
    private final Inbound inbound = inbound(deliveries::add);

    private Inbound inbound(InboundSink sink) {
        return new Inbound(sink, outbox, new InFlight(2, () -> false), clock, meter, strange::add);
    }

    private boolean receive(Inbound by, String text) {
        return by.text(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), socket, "corp_me");
    }

    private static String frame(int id) {
        return "{\"MsgId\":\"" + id + "\",\"GroupId\":\"ann\",\"From\":\"ann\",\"To\":\"me\"}";
    }

    @Test
    void readingStopsAtTheLimitAndGoesOnWhenADeliveryIsDone() {
        assertTrue(receive(inbound, frame(1)));
        assertFalse(receive(inbound, frame(2)));

        deliveries.get(1).done();

        assertEquals(1, socket.resumed);
        assertEquals(2, deliveries.size());
    }

    @Test
    void aDeliveryThatIsDoneTwiceCountsOnce() {
        receive(inbound, frame(1));
        deliveries.get(0).done();
        deliveries.get(0).done();

        assertTrue(receive(inbound, frame(2)));
        assertFalse(receive(inbound, frame(3)));
    }

    @Test
    void textsThatAreNoMessagesDoNotCount() {
        for (int i = 0; i < 10; i++) {
            assertTrue(receive(inbound, "pong"));
        }

        assertTrue(receive(inbound, frame(1)));
        assertEquals(1, deliveries.size());
    }

    @Test
    void aDeliveryTwiceOverIsAcknowledgedTwice() {
        outbox.attach(socket, "corp_me");
        receive(inbound, frame(1));
        receive(inbound, frame(1));

        deliveries.forEach(delivery -> delivery.acknowledge("h"));

        assertEquals(2, socket.written().size());
    }

    @Test
    void theTimeOfAcknowledgementsNeverGoesBack() {
        outbox.attach(socket, "corp_me");
        receive(inbound, frame(1));
        long first = clock.millis();
        deliveries.get(0).acknowledge("a");
        clock.advance(Duration.ofMinutes(-5));
        deliveries.get(0).acknowledge("b");
        clock.advance(Duration.ofMinutes(6));
        deliveries.get(0).acknowledge("c");

        assertEquals(List.of("1|ann|ann|me|" + first + "|a", "1|ann|ann|me|" + first + "|b",
                "1|ann|ann|me|" + (first + 60_000) + "|c"), socket.written());
    }

    @Test
    void aSinkThatThrowsTakesNoPlaceInFlight() {
        List<Delivery> accepted = new ArrayList<>();
        Inbound throwing = inbound(delivery -> {
            if (delivery.message().id().value().equals("0")) {
                throw new IllegalStateException("closing");
            }
            accepted.add(delivery);
        });
        for (int i = 0; i < 5; i++) {
            assertThrows(IllegalStateException.class, () -> receive(throwing, frame(0)));
        }

        assertTrue(receive(throwing, frame(1)));
        assertFalse(receive(throwing, frame(2)));
    }

    @Test
    void aTextThatIsNoMessageIsToldButAHeartbeatsAnswerIsNot() {
        for (String text : List.of("pong", "ping", "[1]", "{broken", "{}")) {
            inbound.text(StandardCharsets.UTF_8.encode(text), socket, "corp_me");
        }

        assertEquals(List.of(3, 7), strange);
    }

    @Test
    void theTimeOfAcknowledgementsIsTheGatewaysIfItTells() {
        outbox.attach(socket, "corp_me");
        inbound.synchronize(clock.instant().plusSeconds(600));
        receive(inbound, frame(1));

        deliveries.get(0).acknowledge("h");

        assertEquals(List.of("1|ann|ann|me|" + (clock.millis() + 600_000) + "|h"), socket.written());
    }

    @Test
    void aDifferenceBelowTwoSecondsAndAGatewayThatDoesNotTellItsTimeChangeNothing() {
        outbox.attach(socket, "corp_me");
        receive(inbound, frame(1));
        inbound.synchronize(clock.instant().plusMillis(1_999));
        deliveries.get(0).acknowledge("a");
        inbound.synchronize(clock.instant().plusSeconds(2));
        deliveries.get(0).acknowledge("b");
        clock.advance(Duration.ofSeconds(10));
        inbound.synchronize(null);
        deliveries.get(0).acknowledge("c");

        assertEquals(List.of("1|ann|ann|me|" + (clock.millis() - 10_000) + "|a",
                "1|ann|ann|me|" + (clock.millis() - 8_000) + "|b", "1|ann|ann|me|" + clock.millis() + "|c"),
                socket.written());
    }

    @Test
    void whatWasMissedIsDeliveredButNotAcknowledged() {
        outbox.attach(socket, "corp_me");
        List<String> done = new ArrayList<>();
        receive(inbound, frame(1));

        inbound.caughtUp(deliveries.get(0).message(), () -> done.add("done"));
        deliveries.get(1).acknowledge("h");
        assertEquals(List.of(), done);
        deliveries.get(1).done();
        deliveries.get(1).done();

        assertEquals(List.of("done"), done);
        assertEquals(List.of(), socket.written());
    }

    @Test
    void aSinkThatThrowsDoesNotHoldUpWhatWasMissed() {
        List<String> done = new ArrayList<>();
        receive(inbound, frame(1));
        Inbound throwing = inbound(delivery -> {
            throw new IllegalStateException("closing");
        });

        assertThrows(IllegalStateException.class,
                () -> throwing.caughtUp(deliveries.get(0).message(), () -> done.add("done")));

        assertEquals(List.of("done"), done);
    }
}
