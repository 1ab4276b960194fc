// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

class WatchTest {
    private final Signal signal = new Signal();
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger();

    private boolean look() {
        looks.incrementAndGet();
        boolean again = left.decrementAndGet() > 0;
        signal.changed();
        return again;
    }

    @Test
    void itLooksUntilThereIsNothingLeftAndAgainWhenItIsWoken() {
        try (Watch watch = new Watch(this::look)) {
            left.set(3);
            watch.wake();
            watch.wake();
            signal.await("three looks", () -> left.get() == 0);
            assertEquals(3, looks.get());

            watch.wake();
            signal.await("a fourth look", () -> looks.get() == 4);
        }
    }

    @Test
    void afterItsEndItIsNotWoken() {
        Watch watch = new Watch(this::look);
        watch.close();

        watch.wake();

        assertEquals(0, looks.get());
    }
}
