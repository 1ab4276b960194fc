// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.engine;

import java.util.function.LongUnaryOperator;

/**
 * How long to wait before a try: a floor (250 ms) and a random part below min(cap, 3 s · 2^failures), drawn anew for
 * every try and inside the cap, so that clients that were cut off together do not come back together.
 * Why these figures: releng/decisions/0005-line-constants.md.
 */
public final class RetryDelay {
    private static final long FIRST_SPREAD_MILLIS = 3_000;
    private static final int MOST_DOUBLINGS = 20;

    private final long floorMillis;
    private final long capMillis;
    private final LongUnaryOperator random;

    /** @param random gives an evenly distributed number from 0 to its argument, both included */
    public RetryDelay(long floorMillis, long capMillis, LongUnaryOperator random) {
        this.floorMillis = floorMillis;
        this.capMillis = capMillis;
        this.random = random;
    }

    /** @param failures how many tries have failed in a row before this one, 0 after a loss */
    public long millis(int failures) {
        long spread = FIRST_SPREAD_MILLIS << Math.min(failures, MOST_DOUBLINGS);
        return floorMillis + random.applyAsLong(Math.min(capMillis, spread));
    }
}
