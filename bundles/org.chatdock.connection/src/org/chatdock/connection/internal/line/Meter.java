// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

import org.chatdock.api.connection.ConnectionMetrics;
import org.chatdock.api.connection.ConnectionState;

/** Counts and measures. Any thread. */
final class Meter {
    final LongAdder failedConnects = new LongAdder();
    final LongAdder framesIn = new LongAdder();
    final LongAdder framesOut = new LongAdder();
    final LongAdder bytesIn = new LongAdder();
    final LongAdder bytesOut = new LongAdder();
    final LongAdder binaryFrames = new LongAdder();
    final LongAdder strangeTexts = new LongAdder();
    final LongAdder duplicates = new LongAdder();
    final LongAdder caughtUp = new LongAdder();
    final LongAdder acksSent = new LongAdder();
    final LongAdder acksResent = new LongAdder();
    final LongAdder quarantined = new LongAdder();
    final LongAdder wakes = new LongAdder();
    final Samples roundTrips = new Samples();
    final Samples handling = new Samples();

    private final LongSupplier millis;
    private final AtomicLong longestSilence = new AtomicLong();

    /** All below guarded by this. */
    private final Map<ConnectionState, Long> timeInState = new EnumMap<>(ConnectionState.class);
    private final Map<String, Long> losses = new TreeMap<>();
    private ConnectionState state = ConnectionState.CLOSE;
    private long since;
    private long connects;

    Meter(LongSupplier millis) {
        this.millis = millis;
        this.since = millis.getAsLong();
    }

    /** @param cause why */
    synchronized void entered(ConnectionState next, String cause) {
        long now = millis.getAsLong();
        timeInState.merge(state, now - since, Long::sum);
        since = now;
        if (state.isUp() && !next.isUp()) {
            losses.merge(cause, 1L, Long::sum);
        } else if (next.isUp()) {
            connects++;
        }
        state = next;
    }

    /** A silence has ended, or goes on. */
    void silent(long silenceMillis) {
        if (silenceMillis > longestSilence.get()) {
            longestSilence.accumulateAndGet(silenceMillis, Math::max);
        }
    }

    /** @param silenceMillis of the present socket */
    synchronized ConnectionMetrics snapshot(long silenceMillis, long acksWaiting, int inFlight, int laneDepth) {
        silent(silenceMillis);
        Map<ConnectionState, Duration> times = new EnumMap<>(ConnectionState.class);
        for (ConnectionState each : ConnectionState.values()) {
            long millisInIt = timeInState.getOrDefault(each, 0L) + (each == state ? millis.getAsLong() - since : 0);
            times.put(each, Duration.ofMillis(millisInIt));
        }
        return new ConnectionMetrics(connects, failedConnects.sum(), losses, Duration.ofMillis(silenceMillis),
                Duration.ofMillis(longestSilence.get()), roundTrips.last(), roundTrips.p95(), times, framesIn.sum(),
                framesOut.sum(), bytesIn.sum(), bytesOut.sum(), binaryFrames.sum(), strangeTexts.sum(),
                duplicates.sum(), caughtUp.sum(), acksSent.sum(), acksResent.sum(), acksWaiting, quarantined.sum(),
                inFlight, handling.p95(), wakes.sum(), laneDepth);
    }
}
