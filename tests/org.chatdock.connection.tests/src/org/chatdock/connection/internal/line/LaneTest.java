// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

class LaneTest {
    private final List<String> ran = new CopyOnWriteArrayList<>();

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void tasksRunOneAfterTheOtherAndATaskThatThrowsHurtsNoOther() throws Exception {
        CountDownLatch all = new CountDownLatch(1);
        try (Lane lane = new Lane("test-lane")) {
            lane.execute(() -> {
                lane.execute(() -> ran.add("3"));
                lane.execute(all::countDown);
                ran.add("1");
                throw new IllegalStateException("expected");
            });
            assertTrue(all.await(30, TimeUnit.SECONDS));
        }

        assertEquals(List.of("1", "3"), ran);
    }

    @Test
    void aTimerRunsOnTheLaneUnlessItIsCancelled() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        try (Lane lane = new Lane("test-lane")) {
            CountDownLatch busy = new CountDownLatch(1);
            lane.execute(() -> awaitQuietly(busy));
            lane.schedule(1, () -> ran.add("cancelled")).cancel();
            busy.countDown();
            lane.schedule(2, () -> {
                ran.add(Thread.currentThread().getName());
                second.countDown();
            });
            assertTrue(second.await(30, TimeUnit.SECONDS));
        }

        assertEquals(List.of("test-lane"), ran);
    }

    @Test
    void closeRunsWhatWasGivenDropsTimersAndRefusesTheRestQuietly() {
        Lane lane = new Lane("test-lane");
        lane.schedule(100_000, () -> ran.add("timer"));
        lane.execute(() -> ran.add("given"));

        lane.close();
        lane.execute(() -> ran.add("late"));
        lane.schedule(0, () -> ran.add("late timer")).cancel();

        assertEquals(List.of("given"), ran);
    }
}
