// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;

import org.chatdock.api.sending.Allowance;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MeterTest {
    private static final int UNCOUNTED = Integer.MAX_VALUE;

    @BeforeEach
    void english() {
        Language.use(Language.ENGLISH);
    }

    private static Meter meter(int left, int of, Duration closesIn) {
        return Meter.of(new Allowance(left, of, closesIn == null ? Instant.MAX : Say.START.plus(closesIn)), Say.START);
    }

    @Test
    void nothingIsSaidWhereNothingLimits() {
        assertNull(meter(UNCOUNTED, UNCOUNTED, null));
    }

    @Test
    void countAndTimeAreSaid() {
        Meter meter = meter(3, 5, Duration.ofHours(5));
        assertEquals("3 of 5 left \u00b7 closes in 5 h", meter.words());
        assertEquals("3/5 \u00b7 5 h", meter.compact());
        assertFalse(meter.low());
        assertNull(meter.blocked());
    }

    @Test
    void oneMessageOrLessThanAnHourIsLittle() {
        assertTrue(meter(1, 5, null).low());
        assertFalse(meter(2, 5, null).low());
        assertTrue(meter(UNCOUNTED, UNCOUNTED, Duration.ofMinutes(59)).low());
        assertFalse(meter(UNCOUNTED, UNCOUNTED, Duration.ofMinutes(60)).low());
        assertEquals("closes in 59 min", meter(UNCOUNTED, UNCOUNTED, Duration.ofMinutes(59)).words());
    }

    @Test
    void whatIsUsedUpOrClosedIsBlockedWithTheReason() {
        assertEquals(Reason.QUOTA, meter(0, 5, Duration.ofHours(5)).blocked());
        assertEquals(Messages.Send_quota, meter(0, 5, Duration.ofHours(5)).words());
        assertEquals(Reason.WINDOW_CLOSED, meter(3, 5, Duration.ZERO).blocked());
        Meter never = Meter.of(new Allowance(5, 5, Instant.MIN), Say.START);
        assertEquals(Reason.WINDOW_CLOSED, never.blocked());
        assertEquals("closed", never.compact());
    }
}
