// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is advanced by hand. Any thread. */
public final class ManualClock extends Clock {
    /** Where a clock starts if nothing else is said. */
    public static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private volatile Instant now;

    /** Starts at {@link #START}. */
    public ManualClock() {
        this(START);
    }

    /** @param start the time that it shows until it is moved */
    public ManualClock(Instant start) {
        now = start;
    }

    /** @param step how far to go; backwards if negative */
    public synchronized void advance(Duration step) {
        now = now.plus(step);
    }

    /** Goes to a time, also to an earlier one. */
    public synchronized void set(Instant time) {
        now = time;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** Always UTC: nothing here asks for another zone. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
