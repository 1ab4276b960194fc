// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

/**
 * R5 and R6 of connection-facts: what a gateway gets to feel when it sends everybody away at once, and when it comes
 * back. The engine as it is delivered, beside the formulas of others.
 */
class HerdTest {
    private static final int CLIENTS = 500;
    private static final int REFUSAL_MILLIS = 50;
    private static final long[] OUTAGES = { 500, 60_000, 600_000 };
    private static final int HERDS = 8;
    private static final Ending REFUSED = new Ending("refused", 0, "Nobody answers there.");

    /** The wait before a try, in milliseconds. */
    private interface Formula {
        /** @param failures in a row, 1 after a loss */
        long millis(int failures, SplittableRandom random);
    }

    /**
     * What became of a herd.
     *
     * @param peak most attempts in one second
     * @param peakAfter most attempts in one second after the return
     * @param recoveries milliseconds from the return, in order
     */
    private record Herd(int peak, int peakAfter, List<Long> recoveries) {
        static Herd of(List<Long> attempts, long outage, List<Long> recoveries) {
            return new Herd(densest(attempts, 0), densest(attempts, outage), recoveries.stream().sorted().toList());
        }

        /** Whole seconds are counted from {@code from} on. */
        private static int densest(List<Long> attempts, long from) {
            Map<Long, Integer> seconds = new HashMap<>();
            attempts.stream().filter(time -> time >= from)
                    .forEach(time -> seconds.merge((time - from) / 1_000, 1, Integer::sum));
            return seconds.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        }

        double percentile(int percent) {
            return recoveries.get((recoveries.size() * percent + 99) / 100 - 1) / 1_000.0;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%d/%d/%.1f/%.1f", peak, peakAfter, percentile(50), percentile(99));
        }
    }

    private static Herd ours(long outage, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Timeline timeline = new Timeline();
        List<Long> attempts = new ArrayList<>();
        List<Long> recoveries = new ArrayList<>();
        List<Client> clients = new ArrayList<>();
        long cut = 60_000;
        long[] back = { 0 };
        for (int i = 0; i < CLIENTS; i++) {
            Client client = new Client(timeline, random.split(), each -> {
                if (timeline.now() < cut) {
                    each.open();
                    return;
                }
                attempts.add(timeline.now() - cut);
                boolean refused = timeline.now() < back[0];
                timeline.in(REFUSAL_MILLIS, () -> {
                    if (refused) {
                        each.end(REFUSED);
                    } else {
                        each.open();
                        recoveries.add(timeline.now() - back[0]);
                    }
                });
            });
            timeline.in(random.nextInt(20_000), () -> client.tell(new Event.Start()));
            clients.add(client);
        }
        back[0] = cut + outage;
        timeline.runUntil(cut);
        clients.forEach(client -> client.end(Ending.closed(1006, "")));
        timeline.runUntil(back[0] + 60_000);
        assertEquals(CLIENTS, recoveries.size());
        return Herd.of(attempts, outage, recoveries);
    }

    /** @param formulas makes one for every process */
    private static Herd others(long outage, long seed, Function<SplittableRandom, Formula> formulas) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Long> attempts = new ArrayList<>();
        List<Long> recoveries = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Formula formula = formulas.apply(random);
            long time = 0;
            for (int failures = 1; true; failures++) {
                time += formula.millis(failures, random);
                attempts.add(time);
                boolean refused = time < outage;
                time += REFUSAL_MILLIS;
                if (!refused) {
                    recoveries.add(time - outage);
                    break;
                }
            }
        }
        return Herd.of(attempts, outage, recoveries);
    }

    private static long power(double first, double factor, int failures, double cap) {
        return (long) Math.min(cap, first * Math.pow(factor, failures - 1));
    }

    private static Formula reconnectingWebSocket(long least) {
        return (failures, random) -> power(least, 1.3, failures, 10_000);
    }

    private static Formula socketIo(SplittableRandom process) {
        return (failures, random) -> {
            double wait = power(1_000, 2, failures, 1e9);
            return (long) Math.min(5_000, wait + (random.nextDouble() - 0.5) * wait);
        };
    }

    private static Formula centrifuge(SplittableRandom process) {
        return (failures, random) -> Math.min(20_000,
                500 + random.nextLong(power(500, 2, failures, 20_000) + 1));
    }

    private static Formula phoenix(SplittableRandom process) {
        long[] waits = { 10, 50, 100, 150, 200, 250, 500, 1_000, 2_000 };
        return (failures, random) -> failures <= waits.length ? waits[failures - 1] : 5_000;
    }

    private static Formula signal(SplittableRandom process) {
        long[] waits = { 1_000, 2_000, 3_000, 5_000, 8_000, 13_000, 21_000, 34_000, 55_000 };
        return (failures, random) -> {
            long wait = waits[Math.min(failures, waits.length) - 1];
            return wait > 5_000 ? wait + random.nextLong(5_001) : wait;
        };
    }

    @Test
    void fiveHundredClientsDoNotTrampleAGatewayThatComesBack() {
        Map<String, Function<SplittableRandom, Formula>> formulas = new LinkedHashMap<>();
        formulas.put("old client", process -> reconnectingWebSocket(1_000 + process.nextLong(4_001)));
        formulas.put("partysocket", process -> reconnectingWebSocket(3_000));
        formulas.put("Phoenix", HerdTest::phoenix);
        formulas.put("Socket.IO", HerdTest::socketIo);
        formulas.put("Centrifuge", HerdTest::centrifuge);
        formulas.put("Signal", HerdTest::signal);
        System.out.println("500 clients, attempts in the worst second / in the worst second after the return / "
                + "p50 s / p99 s until up");
        for (long outage : OUTAGES) {
            StringBuilder row = new StringBuilder(outage / 1_000.0 + " s: Chatdock " + ours(outage, 1));
            formulas.forEach((name, formula) -> row.append(" | ").append(name).append(' ')
                    .append(others(outage, 1, formula)));
            System.out.println(row);
        }
        for (long outage : OUTAGES) {
            double meanAfter = 0;
            for (int seed = 1; seed <= HERDS; seed++) {
                Herd herd = ours(outage, seed);
                meanAfter += herd.peakAfter() / (double) HERDS;
                assertTrue(herd.peak() <= 250, herd::toString);
                assertTrue(herd.percentile(99) <= 15, herd::toString);
            }
            System.out.printf(Locale.ROOT, "%.1f s: after the return %.1f in the worst second on average%n",
                    outage / 1_000.0, meanAfter);
            assertTrue(outage < 60_000 || meanAfter <= 75, "after " + outage + " ms: " + meanAfter);
        }
    }

    /** Returns when each attempt was made. */
    private static List<Long> acceptedAndClosed(long seed, long millis) {
        Timeline timeline = new Timeline();
        List<Long> attempts = new ArrayList<>();
        Client client = new Client(timeline, new SplittableRandom(seed), each -> {
            attempts.add(timeline.now());
            timeline.in(1, () -> {
                each.open();
                each.end(Ending.closed(1000, "bye"));
            });
        });
        client.tell(new Event.Start());
        timeline.runUntil(millis);
        return attempts;
    }

    @Test
    void aGatewayThatAcceptsAndClosesIsNotFlooded() {
        int runs = 1_000;
        int minutes = 10;
        long inFirstMinute = 0;
        long later = 0;
        int densest = 0;
        for (int seed = 0; seed < runs; seed++) {
            List<Long> attempts = acceptedAndClosed(seed, minutes * 60_000L - 1);
            int first = 0;
            for (int last = 0; last < attempts.size(); last++) {
                while (attempts.get(last) - attempts.get(first) >= 60_000) {
                    first++;
                }
                densest = Math.max(densest, last - first + 1);
            }
            long early = attempts.stream().filter(time -> time < 60_000).count();
            inFirstMinute += early;
            later += attempts.size() - early;
        }

        double firstMean = inFirstMinute / (double) runs;
        double laterMean = later / (double) runs / (minutes - 1);
        System.out.printf(Locale.ROOT, "accept and close: %d in the densest minute of %d runs, %.2f in the first, %.2f "
                + "in the others on average%n", densest, runs, firstMean, laterMean);
        assertTrue(densest <= 16, densest + " in a minute");
        assertTrue(firstMean <= 9.5, firstMean + " in the first minute");
        assertTrue(laterMean <= 8.5, laterMean + " in a later minute");
    }
}
