// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import java.time.Duration;
import java.util.Arrays;

/** What a handler's calls amount to. Any thread. */
final class Tally {
    private static final int SAMPLES = 256;

    /** All fields are guarded by this. */
    private final long[] nanos = new long[SAMPLES];
    private long calls;
    private long sumNanos;
    private long failures;
    private long acknowledgements;
    private String lastError = "";

    synchronized void called(long tookNanos) {
        nanos[(int) (calls++ % SAMPLES)] = tookNanos;
        sumNanos += tookNanos;
    }

    synchronized void failed(String error) {
        failures++;
        lastError = error;
    }

    synchronized void acknowledged() {
        acknowledgements++;
    }

    synchronized long calls() {
        return calls;
    }

    synchronized long failures() {
        return failures;
    }

    synchronized long acknowledgements() {
        return acknowledgements;
    }

    synchronized String lastError() {
        return lastError;
    }

    synchronized Duration mean() {
        return Duration.ofNanos(calls == 0 ? 0 : sumNanos / calls);
    }

    synchronized Duration p95() {
        int count = (int) Math.min(calls, SAMPLES);
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return Duration.ofNanos(count == 0 ? 0 : sorted[(count * 95 + 99) / 100 - 1]);
    }
}
