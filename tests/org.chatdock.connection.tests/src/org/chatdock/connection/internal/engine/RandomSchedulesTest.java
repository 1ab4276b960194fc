// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.engine;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

/**
 * R2 and R4 of connection-facts: whatever happens, the engine never has two sockets, always has a way to go on, and is
 * up soon after all is well again. {@code -Dchatdock.seed} gives other schedules.
 */
class RandomSchedulesTest {
    private static final int SCHEDULES = 100_000;
    private static final int LEAST_STEPS = 40;
    private static final long BASE = Long.getLong("chatdock.seed", 20_260_102L);

    /** Returns how many events the engine was told; -1 if a promise was broken. */
    private static int run(long seed) {
        World world = new World(seed, null);
        try {
            world.live(steps(seed));
            return world.events();
        } catch (RuntimeException | AssertionError e) {
            return -1;
        }
    }

    /** Runs it once more, telling what happens. */
    private static void show(long seed) {
        List<String> trace = new ArrayList<>();
        try {
            new World(seed, trace).live(steps(seed));
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("Seed " + seed + ": " + e.getMessage() + "\n" + String.join("\n", trace), e);
        }
        fail("Seed " + seed + " failed, but not a second time");
    }

    private static void check(long seed) {
        if (run(seed) < 0) {
            show(seed);
        }
    }

    private static int steps(long seed) {
        return LEAST_STEPS + (int) Math.floorMod(seed, 21L);
    }

    @Test
    void schedulesThatFailedOnceHold() throws IOException {
        try (InputStream file = RandomSchedulesTest.class.getResourceAsStream("kept-seeds.txt")) {
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                String seed = line.replaceFirst("#.*", "").trim();
                if (!seed.isEmpty()) {
                    check(Long.parseLong(seed));
                }
            }
        }
    }

    @Test
    void aHundredThousandSchedulesHold() {
        long began = System.nanoTime();
        long steps = 0;
        for (int i = 0; i < SCHEDULES; i++) {
            steps += steps(BASE + i);
        }

        AtomicBoolean failed = new AtomicBoolean();
        int[] events = IntStream.range(0, SCHEDULES).parallel().map(i -> {
            int told = failed.get() ? 0 : run(BASE + i);
            if (told < 0) {
                failed.set(true);
            }
            return told;
        }).toArray();

        System.out.printf(Locale.ROOT, "%d schedules, %d steps, %d events, %.1f s%n", SCHEDULES, steps,
                Arrays.stream(events).asLongStream().sum(), (System.nanoTime() - began) / 1e9);
        for (int i = 0; i < SCHEDULES; i++) {
            if (events[i] < 0) {
                show(BASE + i);
            }
        }
    }
}
