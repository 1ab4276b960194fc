// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.chatdock.api.connection.ConnectionState.CLOSE;
import static org.chatdock.api.connection.ConnectionState.CONNECTING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

import org.chatdock.api.connection.ConnectionTransition;
import org.junit.jupiter.api.Test;

/** The ring of changes. */
class ChronicleTest {
    private final Chronicle chronicle = new Chronicle();

    private static ConnectionTransition transition(int number) {
        return new ConnectionTransition(Instant.EPOCH, number, CLOSE, CONNECTING, "test", 0, "", 0, 0, "");
    }

    @Test
    void itHoldsTheLastHundredTheOldestFirst() {
        for (int i = 1; i <= 250; i++) {
            chronicle.add(transition(i));
        }

        assertEquals(LongStream.rangeClosed(151, 250).boxed().toList(),
                chronicle.all().stream().map(ConnectionTransition::monotonicMillis).toList());
    }

    @Test
    void whatWasGivenOutDoesNotChange() {
        chronicle.add(transition(1));
        List<ConnectionTransition> all = chronicle.all();

        chronicle.add(transition(2));

        assertEquals(1, all.size());
        assertThrows(UnsupportedOperationException.class, () -> all.add(transition(3)));
    }
}
