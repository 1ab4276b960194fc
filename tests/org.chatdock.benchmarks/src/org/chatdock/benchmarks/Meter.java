// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Locale;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;

/** What this process has used up between two moments. One thread. */
final class Meter {
    private final OperatingSystemMXBean system =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long cpuNanos;
    private long bytes;

    /** Begins to count. */
    void start() {
        cpuNanos = system.getProcessCpuTime();
        bytes = allocated();
    }

    /** Prints one line of JSON: what was used since {@link #start}. */
    void print() {
        long cpu = system.getProcessCpuTime() - cpuNanos;
        System.out.println(String.format(Locale.ROOT, "{\"cpuMicros\":%d,\"allocatedBytes\":%d}", cpu / 1_000,
                allocated() - bytes));
        System.out.flush();
    }

    /** By the threads that live; the pools of both clients keep theirs for longer than a pass. */
    private long allocated() {
        long sum = 0;
        for (long each : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(each, 0);
        }
        return sum;
    }
}
