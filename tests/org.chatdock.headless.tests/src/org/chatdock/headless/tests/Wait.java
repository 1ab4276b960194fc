// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.headless.tests;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits on a monitor until something is so, with a deadline. */
final class Wait {
    static final long SECONDS = 30;

    private Wait() {
    }

    static void until(Object monitor, BooleanSupplier condition, Supplier<String> otherwise)
            throws InterruptedException {
        long end = System.nanoTime() + SECONDS * 1_000_000_000;
        synchronized (monitor) {
            while (!condition.getAsBoolean()) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError(otherwise.get());
                }
                monitor.wait(left);
            }
        }
    }
}
