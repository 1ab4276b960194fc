// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.util.concurrent.TimeUnit;

import org.osgi.service.log.Logger;

/** Logs a failure that lasts, or comes and goes, once, and its end. One thread. */
final class Trouble {
    /** On a disk that is nearly full, now and then something small succeeds: that is not the end. */
    private static final long OVER_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Logger logger;
    private final String begins;
    private final String ends;
    private boolean lasts;
    private long lastFailure;

    /** {@code begins}: with a place for the reason. */
    Trouble(Logger logger, String begins, String ends) {
        this.logger = logger;
        this.begins = begins;
        this.ends = ends;
    }

    void failed(String reason, Throwable cause) {
        lastFailure = System.nanoTime();
        if (!lasts) {
            lasts = true;
            logger.error(begins, reason, cause);
        }
    }

    void worked() {
        if (lasts && System.nanoTime() - lastFailure > OVER_NANOS) {
            lasts = false;
            logger.info(ends);
        }
    }
}
