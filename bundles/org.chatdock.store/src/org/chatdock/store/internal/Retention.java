// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/**
 * How much the store keeps.
 *
 * @param keep messages that are older than this go; null: none
 * @param maxBytes the oldest messages go when what the file uses is more than this; 0: there is no limit
 * @param clock this machine's
 */
public record Retention(Duration keep, long maxBytes, Clock clock) {
    /** Everything, for ever. */
    public static final Retention ALL = new Retention(null, 0, Clock.systemUTC());

    private static final long MEGABYTE = 1 << 20;

    public Retention {
        Objects.requireNonNull(clock, "clock");
    }

    boolean isLimited() {
        return keep != null || maxBytes > 0;
    }

    /** @throws IllegalArgumentException with a sentence for whoever wrote the configuration */
    static Retention of(int days, int megabytes) {
        return new Retention(days == 0 ? null : Duration.ofDays(positive("keepDays", days)),
                megabytes == 0 ? 0 : positive("maxMegabytes", megabytes) * MEGABYTE, Clock.systemUTC());
    }

    private static long positive(String key, int value) {
        if (value < 0) {
            throw new IllegalArgumentException("Configuration org.chatdock.store: " + key + " is " + value
                    + "; it must be 0 (no limit) or more.");
        }
        return value;
    }
}
