// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;

/**
 * R8 and R12 of connection-facts: every message is shown, no acknowledgement is lost, sent for nothing, sent by another
 * agent's socket or sent in another order, however often the line is cut. {@code -Dchatdock.seed} gives other
 * schedules.
 */
class RandomLineSchedulesTest {
    private static final int SCHEDULES = 2_000;
    private static final int STEPS = 60;
    private static final long BASE = Long.getLong("chatdock.seed", 20_260_102L);

    private static int run(long seed) {
        try {
            return new GatewayWorld(seed, null).live(STEPS);
        } catch (RuntimeException | AssertionError e) {
            List<String> trace = new ArrayList<>();
            try {
                new GatewayWorld(seed, trace).live(STEPS);
            } catch (RuntimeException | AssertionError again) {
                trace.add(String.valueOf(again));
            }
            throw new AssertionError("Seed " + seed + ": " + e.getMessage() + "\n" + String.join("\n", trace), e);
        }
    }

    @Test
    void twoThousandSchedulesHold() {
        long began = System.nanoTime();
        int messages = 0;

        for (int i = 0; i < SCHEDULES; i++) {
            messages += run(BASE + i);
        }

        System.out.printf(Locale.ROOT, "%d schedules of the whole line, %d steps each, %d messages, %.1f s%n",
                SCHEDULES, STEPS, messages, (System.nanoTime() - began) / 1e9);
        assertTrue(messages > SCHEDULES);
    }
}
