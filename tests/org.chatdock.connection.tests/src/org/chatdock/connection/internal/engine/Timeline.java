// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.engine;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Virtual time for many: what is planned runs in order of time, and in order of planning at the same time. */
final class Timeline {
    private record Planned(long time, long order, Runnable task) {
    }

    private final PriorityQueue<Planned> planned = new PriorityQueue<>(
            Comparator.comparingLong(Planned::time).thenComparingLong(Planned::order));
    private long now;
    private long order;

    /** In milliseconds from the beginning. */
    long now() {
        return now;
    }

    void in(long delayMillis, Runnable task) {
        planned.add(new Planned(now + delayMillis, order++, task));
    }

    void runUntil(long end) {
        while (!planned.isEmpty() && planned.peek().time() <= end) {
            Planned next = planned.remove();
            now = next.time();
            next.task().run();
        }
        now = end;
    }
}
