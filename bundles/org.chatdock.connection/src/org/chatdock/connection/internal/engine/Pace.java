// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.engine;

import java.util.Arrays;

/** Nobody is lucky with the dice for ever: so many retries in any minute and no more. */
final class Pace {
    private static final long MINUTE = 60_000;

    /** When the last retries began; the oldest one is overwritten next. */
    private final long[] began;
    private int oldest;

    /** @param perMinute 0 for any number */
    Pace(int perMinute) {
        began = new long[perMinute];
        Arrays.fill(began, Moment.NEVER);
    }

    void began(long millis) {
        if (began.length > 0) {
            began[oldest] = millis;
            oldest = (oldest + 1) % began.length;
        }
    }

    /** How long the next one has to wait at least; not positive if it need not. */
    long millis(long now) {
        return began.length == 0 ? 0 : began[oldest] + MINUTE - now;
    }
}
