// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * The two clocks of the line.
 *
 * @param wall for the eyes of human beings and for the gateway; it may be set
 * @param millis for durations: nobody sets it, and it may stand still while the machine sleeps
 */
public record Clocks(Clock wall, LongSupplier millis) {
    public static Clocks system() {
        return new Clocks(Clock.systemUTC(), () -> System.nanoTime() / 1_000_000);
    }
}
