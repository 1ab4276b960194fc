// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/** The last 256 durations. Any thread; what is added while they are read may count or not. */
final class Samples {
    private static final int MOST = 256;

    /** Nanoseconds, the oldest overwritten first. */
    private final AtomicLongArray nanos = new AtomicLongArray(MOST);
    /** Runs over from the largest number to the smallest; never 0 again after the first. */
    private final AtomicInteger count = new AtomicInteger();

    void add(long duration) {
        nanos.setOpaque(count.getAndIncrement() & MOST - 1, duration);
    }

    private int size() {
        int added = count.get();
        return added < 0 ? MOST : Math.min(added, MOST);
    }

    /** Zero if there is none. */
    Duration last() {
        return Duration.ofNanos(nanos.get(count.get() - 1 & MOST - 1));
    }

    /** 95 % of them are at most this; zero if there is none. */
    Duration p95() {
        int size = size();
        if (size == 0) {
            return Duration.ZERO;
        }
        long[] sorted = new long[size];
        Arrays.setAll(sorted, nanos::get);
        Arrays.sort(sorted);
        return Duration.ofNanos(sorted[(size * 95 + 99) / 100 - 1]);
    }
}
