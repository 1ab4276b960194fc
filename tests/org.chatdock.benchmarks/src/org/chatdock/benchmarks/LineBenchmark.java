// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The line alone, which parses, acknowledges and keeps nothing, against the bare loop, in turns. Only the ratio of two
 * neighbours is worth anything: the machine changes its mind from second to second.
 */
final class LineBenchmark {
    private static final double AIM = 0.85;
    /** The compiler is not done with either side before. */
    private static final int WARMING_FLOODS = 3;
    /** Those of each process that count. */
    private static final int FLOODS = 4;
    private static final int LATENCY_MESSAGES = 10_000;

    private final List<String> passes = new ArrayList<>();
    private final int messages;
    private final int repeat;
    private final Side bare = new Side();
    private final Side line = new Side();
    private final List<Double> ratios = new ArrayList<>();

    /** What one side gave, of all repetitions. */
    private static final class Side {
        private final List<Run> floods = new ArrayList<>();
        private final List<Run> single = new ArrayList<>();
        private final List<Run> paced = new ArrayList<>();

        void add(List<Run> runs) {
            int end = WARMING_FLOODS + FLOODS;
            floods.addAll(runs.subList(WARMING_FLOODS, end));
            single.add(runs.get(end));
            paced.add(runs.get(end + 1));
        }

        void print(String name) {
            System.out.printf(Locale.ROOT, "%-6s %9.0f %11.1f %10.0f %12.0f / %7.0f %12.0f / %7.0f%n", name,
                    median(floods, Run::perSecond), median(floods, Run::cpuMicros), median(floods, Run::bytes),
                    median(single, Run::p50), median(single, Run::p99), median(paced, Run::p50),
                    median(paced, Run::p99));
        }
    }

    LineBenchmark(int messages, int repeat) {
        this.messages = messages;
        this.repeat = repeat;
        passes.addAll(Collections.nCopies(WARMING_FLOODS + FLOODS, "flood:" + messages));
        passes.add("single:" + LATENCY_MESSAGES);
        passes.add("paced:" + LATENCY_MESSAGES);
    }

    /** Prints a table and a line of JSON; returns whether the aim is reached. */
    boolean run() throws IOException, InterruptedException {
        for (int i = 0; i < repeat; i++) {
            repetition(i);
        }
        System.out.printf("%-6s %9s %11s %10s %22s %22s%n", "", "msg/s", "CPU us/msg", "bytes/msg",
                "1 in flight p50/p99 us", "5000/s p50/p99 us");
        bare.print("bare");
        line.print("line");
        double ratio = median(ratios, Double::doubleValue);
        double least = Collections.min(ratios);
        double most = Collections.max(ratios);
        double cpu = median(bare.floods, Run::cpuMicros) / median(line.floods, Run::cpuMicros);
        System.out.printf(Locale.ROOT, "line / bare: %.2f (%.2f to %.2f) of %d pairs; the aim is %.2f; by CPU: %.2f%n",
                ratio, least, most, ratios.size(), AIM, cpu);
        System.out.printf(Locale.ROOT, "{\"bench\":\"line\",\"ratio\":%.3f,\"least\":%.3f,\"most\":%.3f,"
                + "\"aim\":%.2f,\"cpuRatio\":%.3f,\"messages\":%d,\"pairs\":%d,\"barePerSecond\":%.0f,"
                + "\"linePerSecond\":%.0f}%n", ratio, least, most, AIM, cpu, messages, ratios.size(),
                median(bare.floods, Run::perSecond), median(line.floods, Run::perSecond));
        return ratio >= AIM;
    }

    private void repetition(int number) throws IOException, InterruptedException {
        try (Contender first = new Contender(BareClient.class, passes);
                Contender second = new Contender(LineClient.class, passes)) {
            for (int i = 0; i < passes.size(); i++) {
                // Who goes first changes, too.
                if ((number + i) % 2 == 0) {
                    first.run();
                    second.run();
                } else {
                    second.run();
                    first.run();
                }
            }
            first.awaitEnd();
            second.awaitEnd();
            bare.add(first.runs());
            line.add(second.runs());
        }
        for (int i = number * FLOODS; i < bare.floods.size(); i++) {
            double theirs = bare.floods.get(i).perSecond();
            double ours = line.floods.get(i).perSecond();
            ratios.add(ours / theirs);
            System.err.printf(Locale.ROOT, "%d of %d: bare %.0f/s, line %.0f/s, ratio %.2f%n", number + 1, repeat,
                    theirs, ours, ours / theirs);
        }
    }

    private static <T> double median(List<T> of, ToDoubleFunction<T> figure) {
        double[] sorted = of.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
