// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.search;

import java.time.Instant;

/**
 * Some arrivals, next to each other.
 *
 * @param number they begin with this, times {@link SearchTables#BLOCK}
 * @param first no message of these is older
 * @param last none is newer
 */
record Block(long number, Instant first, Instant last) {
    static long of(long arrival) {
        return Math.floorDiv(arrival, SearchTables.BLOCK);
    }

    long firstArrival() {
        return number * SearchTables.BLOCK;
    }

    long lastArrival() {
        return firstArrival() + SearchTables.BLOCK - 1;
    }

    Block with(Instant time) {
        return new Block(number, time.isBefore(first) ? time : first, time.isAfter(last) ? time : last);
    }
}
