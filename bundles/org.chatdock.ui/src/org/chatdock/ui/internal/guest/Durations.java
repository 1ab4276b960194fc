// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.guest;

import java.time.Duration;
import java.util.Arrays;

/** How long calls took. Any thread. */
final class Durations {
    private static final int KEPT = 256;

    // Guarded by this.
    private final long[] last = new long[KEPT];
    private long count;
    private long sum;

    synchronized void add(long nanos) {
        last[(int) (count++ % KEPT)] = nanos;
        sum += nanos;
    }

    synchronized long count() {
        return count;
    }

    synchronized Duration mean() {
        return count == 0 ? Duration.ZERO : Duration.ofNanos(sum / count);
    }

    synchronized Duration p95() {
        int known = (int) Math.min(count, KEPT);
        if (known == 0) {
            return Duration.ZERO;
        }
        long[] sorted = Arrays.copyOf(last, known);
        Arrays.sort(sorted);
        return Duration.ofNanos(sorted[(known * 95 + 99) / 100 - 1]);
    }
}
