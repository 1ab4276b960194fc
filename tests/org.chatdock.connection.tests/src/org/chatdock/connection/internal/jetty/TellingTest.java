// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.chatdock.connection.internal.engine.Ending;
import org.junit.jupiter.api.Test;

class TellingTest {
    private static final Ending FIRST = Ending.closed(1000, "");
    private static final Ending SECOND = Ending.closed(1001, "");

    private final RecordedEvents events = new RecordedEvents();
    private final Telling telling = new Telling(events);

    @Test
    void theFirstEndCountsAndIsTheLastEvent() {
        telling.end(FIRST, () -> { });
        telling.end(SECOND, () -> { });

        assertFalse(telling.begin());
        assertEquals(List.of(FIRST), List.copyOf(events.endings));
    }

    @Test
    void anEndWaitsForWhatIsBeingTold() {
        assertTrue(telling.begin());
        telling.end(FIRST, () -> { });
        assertTrue(events.endings.isEmpty());

        telling.finish();

        assertEquals(FIRST, events.endings.poll());
        assertFalse(telling.begin());
    }

    @Test
    void whatIsReleasedAtTheEndIsReleasedBeforeItIsToldAndMayEndAgain() {
        telling.end(FIRST, () -> {
            assertTrue(events.endings.isEmpty());
            telling.end(SECOND, () -> { });
        });

        assertEquals(List.of(FIRST), List.copyOf(events.endings));
    }

    @Test
    void nothingIsToldAfterMute() {
        assertTrue(telling.begin());
        telling.end(FIRST, () -> { });
        telling.mute();
        telling.finish();
        telling.end(SECOND, () -> { });

        assertFalse(telling.begin());
        assertEquals(List.of(), events.story);
    }
}
