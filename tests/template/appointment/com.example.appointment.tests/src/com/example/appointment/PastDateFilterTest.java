// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package com.example.appointment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.ui.api.OutgoingFilter;
import org.chatdock.ui.api.OutgoingFilter.Verdict;
import org.junit.jupiter.api.Test;

class PastDateFilterTest {
    private final OutgoingFilter filter = new PastDateFilter(
            Clock.fixed(Instant.parse("2026-12-01T12:00:00Z"), ZoneOffset.UTC));

    @Test
    void aDayThatIsOverIsWarnedOf() {
        assertInstanceOf(Verdict.Warn.class, inspect("How about 2026-11-30?"));
    }

    @Test
    void todayMayBeOffered() {
        assertEquals(OutgoingFilter.pass(), inspect("How about 2026-12-01?"));
    }

    @Test
    void aNumberThatIsNoDayMayBeSent() {
        assertEquals(OutgoingFilter.pass(), inspect("Your reference is 2020-99-99."));
    }

    private Verdict inspect(String text) {
        return filter.inspect(Outgoing.text(new ConversationId("wm1"), text));
    }
}
