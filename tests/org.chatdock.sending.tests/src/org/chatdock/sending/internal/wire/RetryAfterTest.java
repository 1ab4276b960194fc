// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;

import org.junit.jupiter.api.Test;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("1994-11-06T08:49:30Z");

    @Test
    void secondsAndDatesAreRead() {
        assertEquals(0, RetryAfter.millis("0", NOW));
        assertEquals(120_000, RetryAfter.millis(" 120 ", NOW));
        assertEquals(7_000, RetryAfter.millis("Sun, 06 Nov 1994 08:49:37 GMT", NOW));
        assertEquals(0, RetryAfter.millis("Sun, 06 Nov 1994 08:49:07 GMT", NOW));
        assertEquals(999_999_999_000L, RetryAfter.millis("999999999", NOW));
    }

    @Test
    void nothingElseIs() {
        for (String header : new String[] { "", "-1", "1.5", "soon", "9999999999", "Mon, 06 Nov 1994 08:49:37 GMT" }) {
            assertEquals(-1, RetryAfter.millis(header, NOW), header);
        }
    }
}
