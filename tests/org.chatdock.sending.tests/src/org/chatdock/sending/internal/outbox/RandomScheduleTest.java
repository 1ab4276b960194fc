// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import org.junit.jupiter.api.Test;

/** Whatever happens in whatever order: nothing lost, nothing doubled, nothing out of order. */
class RandomScheduleTest {
    private static final int RUNS = Integer.getInteger("chatdock.sending.runs", 2_000);
    /** releng/soak.sh takes others. */
    private static final long FIRST = Long.getLong("chatdock.seed", 1);
    private static final int STEPS = 120;

    /** Seeds that have found something once. */
    @Test
    void whatOnceWentWrongDoesNotAgain() {
        for (long seed : new long[] { 308, 893, 1055, 7191 }) {
            new RandomWorld(seed).run(STEPS);
        }
    }

    @Test
    void nothingIsLostOrDoubledInAnySchedule() {
        for (long seed = FIRST; seed < FIRST + RUNS; seed++) {
            new RandomWorld(seed).run(STEPS);
        }
    }
}
