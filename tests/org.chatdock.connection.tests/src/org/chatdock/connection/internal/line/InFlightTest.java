// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class InFlightTest {
    private boolean crowded;
    private final InFlight inFlight = new InFlight(3, () -> crowded);
    private final FakeSocket socket = new FakeSocket();

    @Test
    void readingStopsWithTheMessageThatReachesTheLimit() {
        assertTrue(inFlight.enter(socket));
        assertTrue(inFlight.enter(socket));
        assertFalse(inFlight.enter(socket));
        assertEquals(0, socket.resumed);
    }

    @Test
    void theSocketIsResumedOnceWhenThereIsRoom() {
        for (int i = 0; i < 3; i++) {
            inFlight.enter(socket);
        }

        inFlight.leave();
        inFlight.leave();
        inFlight.leave();

        assertEquals(1, socket.resumed);
        assertTrue(inFlight.enter(socket));
    }

    @Test
    void aSocketIsNotResumedWhileTheLimitIsStillReached() {
        FakeSocket next = new FakeSocket();
        for (int i = 0; i < 3; i++) {
            inFlight.enter(socket);
        }
        // A new socket reads one message before it learns of the limit.
        assertFalse(inFlight.enter(next));

        inFlight.leave();
        assertEquals(0, next.resumed);
        inFlight.leave();

        assertEquals(1, next.resumed);
        assertEquals(0, socket.resumed, "the old socket has gone");
    }

    @Test
    void readingStopsForTheOtherReasonTooAndGoesOnWhenItHasEnded() {
        crowded = true;
        assertFalse(inFlight.enter(socket));
        inFlight.leave();
        assertEquals(0, socket.resumed);

        crowded = false;
        inFlight.look();
        inFlight.look();

        assertEquals(1, socket.resumed);
    }

    @Test
    void aMessageThatNoSocketBroughtTakesAPlaceButStopsNobody() {
        inFlight.enter();
        inFlight.enter();
        inFlight.enter();
        inFlight.enter();
        assertEquals(4, inFlight.count());
        inFlight.leave();
        inFlight.leave();

        assertFalse(inFlight.enter(socket));
        inFlight.leave();

        assertEquals(1, socket.resumed);
    }
}
