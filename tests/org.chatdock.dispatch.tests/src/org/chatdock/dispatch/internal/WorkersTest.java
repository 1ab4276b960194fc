// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private final Workers workers = new Workers(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        workers.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aThreadThatIsHeldUpIsReplacedWhetherWorkWaitsOrComesLater() {
        CountDownLatch before = new CountDownLatch(1);
        CountDownLatch later = new CountDownLatch(1);
        workers.execute(() -> await(release));
        workers.execute(before::countDown);

        assertTrue(workers.lend());
        await(before);
        workers.execute(later::countDown);

        await(later);
    }

    @Test
    void whenItIsBackThereIsOneLess() throws Exception {
        workers.lend();
        workers.giveBack();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(50);
        for (int i = 0; i < 50; i++) {
            workers.execute(() -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                Thread.yield();
                inside.decrementAndGet();
                done.countDown();
            });
        }

        await(done);

        assertEquals(1, most.get());
    }

    @Test
    void notMoreThanSixtyFourAreReplacedAtOnce() {
        for (int i = 0; i < 64; i++) {
            assertTrue(workers.lend());
        }
        assertFalse(workers.lend());

        workers.giveBack();

        assertTrue(workers.lend());
    }
}
