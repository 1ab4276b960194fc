// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Lets a test wait for what other threads do, without looking again and again. Any thread. */
final class Signal {
    private static final long PATIENCE_SECONDS = 60;

    /** Something may be other than before. */
    synchronized void changed() {
        notifyAll();
    }

    /** @param condition looked at under this signal's lock, now and after every {@link #changed} */
    synchronized void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (!condition.getAsBoolean()) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    fail("waited in vain for " + what);
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
