// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.util.Locale;
import java.util.Objects;

/**
 * How the store writes.
 *
 * @param synchronous what an acknowledged message survives
 */
public record StoreOptions(Synchronous synchronous) {
    /**
     * The default. FULL, because a message is acknowledged to the gateway after the commit and is then nowhere else: a
     * commit that a power failure takes back would be a lost message.
     */
    public static final StoreOptions DEFAULT = new StoreOptions(Synchronous.FULL);

    /** What a commit survives. */
    public enum Synchronous {
        /** The end of the process and the end of power: the log is flushed with every commit. */
        FULL,
        /** The end of the process. A power failure may take back the last commits. */
        NORMAL
    }

    public StoreOptions {
        Objects.requireNonNull(synchronous, "synchronous");
    }

    /** @throws IllegalArgumentException with a sentence for whoever wrote the configuration */
    static StoreOptions of(StoreConfiguration configuration) {
        String wanted = configuration.synchronous();
        for (Synchronous known : Synchronous.values()) {
            if (known.name().equals(wanted.trim().toUpperCase(Locale.ROOT))) {
                return new StoreOptions(known);
            }
        }
        throw new IllegalArgumentException(
                "Configuration org.chatdock.store: synchronous is \"" + wanted + "\"; it must be FULL or NORMAL.");
    }
}
