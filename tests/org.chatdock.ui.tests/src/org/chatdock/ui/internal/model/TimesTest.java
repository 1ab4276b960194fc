// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TimesTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private final Times times = new Times(ZoneOffset.UTC, Locale.ENGLISH);

    @BeforeAll
    static void english() {
        Language.use(Language.ENGLISH);
    }

    private String ago(Duration time) {
        return times.relative(NOW.minus(time), NOW);
    }

    @Test
    void relativeTimesAreShort() {
        assertEquals("now", ago(Duration.ofSeconds(59)));
        assertEquals("now", ago(Duration.ofSeconds(-20)));
        assertEquals("1 min", ago(Duration.ofSeconds(60)));
        assertEquals("59 min", ago(Duration.ofMinutes(59)));
        assertEquals("11:00", ago(Duration.ofHours(1)));
        assertEquals("Yesterday", ago(Duration.ofHours(13)));
        assertEquals("01-31", ago(Duration.ofDays(30)));
        assertEquals("2025-12-22", ago(Duration.ofDays(70)));
    }

    @Test
    void waitingTimesGrowCoarse() {
        assertEquals("0 s", Times.waiting(NOW.plusSeconds(5), NOW));
        assertEquals("59 s", Times.waiting(NOW.minusSeconds(59), NOW));
        assertEquals("1 min", Times.waiting(NOW.minusSeconds(60), NOW));
        assertEquals("1 h", Times.waiting(NOW.minusSeconds(3_600), NOW));
        assertEquals("3 d", Times.waiting(NOW.minus(Duration.ofDays(3)), NOW));
    }

    @Test
    void daysHaveNames() {
        assertEquals("Today", times.day(NOW, NOW));
        assertEquals("Yesterday", times.day(NOW.minus(Duration.ofHours(13)), NOW));
        assertEquals("February 2, 2026, Monday", times.day(NOW.minus(Duration.ofDays(28)), NOW));
    }

    @Test
    void aDeadlineSaysWhetherItIsOver() {
        assertEquals("5 min left", Times.deadline(NOW.plusSeconds(300), NOW));
        assertEquals("overdue by 0 s", Times.deadline(NOW, NOW));
        assertEquals("overdue by 2 h", Times.deadline(NOW.minusSeconds(7_200), NOW));
        assertTrue(Times.isOver(NOW, NOW));
        assertFalse(Times.isOver(NOW.plusMillis(1), NOW));
    }
}
