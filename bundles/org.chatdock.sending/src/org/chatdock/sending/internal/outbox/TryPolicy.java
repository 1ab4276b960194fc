// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import java.util.function.LongUnaryOperator;

/** When a message that has certainly not arrived is tried again. */
final class TryPolicy {
    static final int MOST_TRIES = 4;
    static final long WINDOW_MILLIS = 30_000;
    static final long GIVE_UP = -1;
    private static final long FIRST_BOUND_MILLIS = 2_000;
    private static final long LAST_BOUND_MILLIS = 8_000;

    private TryPolicy() {
    }

    /**
     * @param tries how many have failed, at least 1
     * @param sinceFirst milliseconds since the first of them began
     * @param asked for how long the service wants to be left alone, -1 if it has not said
     * @return milliseconds until the next one, or {@link #GIVE_UP}
     */
    static long wait(int tries, long sinceFirst, long asked, LongUnaryOperator random) {
        if (tries >= MOST_TRIES) {
            return GIVE_UP;
        }
        // The whole wait is drawn: agents whose gateway comes back must not knock all at once.
        long bound = Math.min(LAST_BOUND_MILLIS, FIRST_BOUND_MILLIS << tries - 1);
        long wait = asked >= 0 ? asked : random.applyAsLong(bound);
        return wait > WINDOW_MILLIS - sinceFirst ? GIVE_UP : wait;
    }
}
