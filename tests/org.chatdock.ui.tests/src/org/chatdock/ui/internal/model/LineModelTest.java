// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.chatdock.api.connection.ConnectionState;
import org.chatdock.api.connection.ConnectionStatus;
import org.chatdock.ui.internal.model.LineModel.Level;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LineModelTest {
    private static final Instant T = Instant.parse("2026-01-02T03:04:05Z");
    private final LineModel model = new LineModel(ZoneOffset.UTC);

    @BeforeAll
    static void english() {
        Language.use(Language.ENGLISH);
    }

    private static ConnectionStatus status(ConnectionState state, Instant since, Instant nextTry, Instant heard) {
        return new ConnectionStatus(state, since, "closed", 1006, "The line was cut", 1, nextTry, false, heard, "", "",
                state.isUp());
    }

    private static ConnectionStatus status(ConnectionState state) {
        return status(state, T, null, null);
    }

    @Test
    void lossIsToldAfterAMomentOnly() {
        model.update(status(ConnectionState.OPEN), T);
        model.update(status(ConnectionState.CLOSE), T.plusSeconds(10));
        model.update(status(ConnectionState.CONNECTING), T.plusSeconds(11));
        assertEquals(Level.UP, model.line(T.plusMillis(11_499)).level());
        assertEquals(Duration.ofMillis(500), model.changesIn(T.plusSeconds(11)));
        assertEquals(Level.TRYING, model.line(T.plusMillis(11_500)).level());
        assertTrue(model.line(T.plusMillis(11_500)).canRetry());
    }

    @Test
    void lossThatHealsIsNeverTold() {
        model.update(status(ConnectionState.OPEN), T);
        model.update(status(ConnectionState.CLOSE), T.plusSeconds(10));
        model.update(status(ConnectionState.REOPEN), T.plusMillis(11_000));
        assertEquals(Level.UP, model.line(T.plusSeconds(20)).level());
        assertEquals("Connected again", model.line(T.plusSeconds(20)).words());
        model.update(status(ConnectionState.CLOSE), T.plusSeconds(30));
        assertEquals(Level.UP, model.line(T.plusSeconds(31)).level(), "The next loss has its own moment.");
        assertEquals(Level.DOWN, model.line(T.plusSeconds(32)).level());
    }

    @Test
    void startIsToldAtOnce() {
        model.update(status(ConnectionState.CONNECTING), T);
        assertEquals(Level.TRYING, model.line(T).level());
        assertEquals("Connecting\u2026", model.line(T).words());
    }

    @Test
    void missedMessagesAreSpokenOfOnlyIfTheyTakeLonger() {
        model.update(new ConnectionStatus(ConnectionState.REOPEN, T, "upgraded", 0, "", 0, null, true, null, "", "",
                false), T);
        assertEquals("Connected again", model.line(T.plusMillis(1_499)).words());
        assertEquals("Connected, fetching missed messages\u2026", model.line(T.plusMillis(1_500)).words());
        model.update(status(ConnectionState.REOPEN), T.plusSeconds(3));
        assertEquals("Connected again", model.line(T.plusSeconds(3)).words());
    }

    @Test
    void countsDownToTheNextTry() {
        model.update(status(ConnectionState.CONNECTING, T, T.plusSeconds(9), null), T);
        assertEquals("Connecting again in 10 s", model.line(T).words());
        assertEquals("Connecting again in 1 s", model.line(T.plusMillis(8_500)).words());
        assertEquals("Connecting\u2026", model.line(T.plusSeconds(9)).words());
    }

    @Test
    void tellsTheLastHeartbeatWhileUp() {
        model.update(status(ConnectionState.OPEN, T, null, T.plusSeconds(30)), T);
        assertEquals("01-02 03:04:35", model.line(T).time());
        assertFalse(model.line(T).canRetry());
    }

    @Test
    void withoutALineItSaysSo() {
        assertEquals(Level.ABSENT, model.line(T).level());
        assertNull(model.changesIn(T));
        model.update(status(ConnectionState.OPEN), T);
        model.update(null, T);
        assertEquals(Level.ABSENT, model.line(T).level());
    }
}
