// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.engine;

/**
 * Which of several addresses to try: in order of preference; after a failure the next one, round and round; one that
 * works is kept for a while, so that nobody leaves a working fallback to look whether the first is back.
 */
final class Endpoints {
    private final int count;
    private final long stickyMillis;
    private int present;
    private long stickyUntil = Moment.NEVER;

    Endpoints(int count, long stickyMillis) {
        this.count = count;
        this.stickyMillis = stickyMillis;
    }

    int present() {
        return present;
    }

    /** The present one has come up. */
    void opened(long millis) {
        if (present > 0 && millis >= stickyUntil) {
            stickyUntil = millis + stickyMillis;
        }
    }

    /** The present one was up and stable, and is lost. */
    void lost(long millis) {
        if (millis >= stickyUntil) {
            present = 0;
        }
    }

    /** The present one could not be reached, or did not last. */
    void failed() {
        present = (present + 1) % count;
    }

    /** How many times all of them have failed. */
    int rounds(int failures) {
        return failures / count;
    }
}
