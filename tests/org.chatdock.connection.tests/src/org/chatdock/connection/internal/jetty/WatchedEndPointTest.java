// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.junit.jupiter.api.Test;

class WatchedEndPointTest {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final WatchedEndPoint endPoint = new WatchedEndPoint(new ByteArrayEndPoint(), () -> told.add("dry"),
            () -> told.add("stuck"), null, 1_000);

    /** Else Jetty forgets a demand now and then, and the line stands still. */
    @Test
    void aReaderBeginsWhenTheOneBeforeHasLeft() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Thread first = new Thread(() -> endPoint.read(() -> {
            inside.countDown();
            try {
                leave.await();
            } catch (InterruptedException e) {
                told.add("interrupted");
            }
            told.add("first");
        }));
        Thread second = new Thread(() -> endPoint.read(() -> told.add("second")));
        first.start();
        assertTrue(inside.await(60, TimeUnit.SECONDS));
        second.start();
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (second.getState() != Thread.State.WAITING && second.isAlive()) {
            assertTrue(System.nanoTime() < end);
            Thread.onSpinWait();
        }
        leave.countDown();
        first.join();
        second.join();
        assertEquals(List.of("first", "second"), told);
    }
}
