// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.benchmarks;

import java.io.IOException;

import org.chatdock.dispatch.internal.DispatchBenchmark;
import org.chatdock.store.internal.SearchBenchmark;
import org.chatdock.store.internal.StoreBenchmark;

/** Runs a benchmark by name; {@code releng/bench.sh} starts it. Ends with 1 if the benchmark misses its aim. */
public final class Main {
    private Main() {
    }

    public static void main(String[] args) throws InterruptedException {
        int messages = 200_000;
        int repeat = 5;
        int stored = 1_000_000;
        for (int i = 1; i < args.length; i += 2) {
            int value = i + 1 < args.length && args[i + 1].matches("[1-9]\\d{0,7}") ? Integer.parseInt(args[i + 1]) : 0;
            if (value == 0) {
                wrong("the option " + args[i] + " needs a number above 0.");
            }
            switch (args[i]) {
                case "--messages" -> messages = value;
                case "--repeat" -> repeat = value;
                case "--stored" -> stored = value;
                default -> wrong("there is no option '" + args[i] + "'; see --help.");
            }
        }
        boolean reached = false;
        try {
            switch (args.length == 0 ? "" : args[0]) {
                case "dispatch" -> reached = new DispatchBenchmark(messages, repeat).run();
                case "line" -> reached = new LineBenchmark(messages, repeat).run();
                case "search" -> reached = new SearchBenchmark(stored, repeat).run();
                case "store" -> reached = new StoreBenchmark(messages, repeat, stored).run();
                default -> wrong("name a benchmark; see --help.");
            }
        } catch (IOException e) {
            System.err.println("bench.sh: a run failed; see above. " + e.getMessage());
        }
        System.exit(reached ? 0 : 1);
    }

    private static void wrong(String what) {
        System.err.println("bench.sh: " + what);
        System.exit(2);
    }
}
