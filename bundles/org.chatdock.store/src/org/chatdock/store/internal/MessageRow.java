// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.time.DateTimeException;
import java.time.Instant;

/**
 * A row of the table {@code message}, told from its columns: they stand in the order of the primary key, then as they
 * were declared. The one place that knows how they stood in which version.
 *
 * @param conversation the key
 */
record MessageRow(long conversation, Position position, boolean understood, Kind kind, byte[] body) {
    /** Of version 2: conversation, seconds, nanos, arrival, understood, kind, body. */
    private static final int COLUMNS = 7;
    /** Since version 3 an epoch stands before these; it follows from the arrival. */
    private static final int COLUMNS_WITH_EPOCH = 8;

    /** Null if the row is something else. */
    static MessageRow of(PageRow row) {
        int first = row.size() == COLUMNS_WITH_EPOCH ? 1 : 0;
        int last = row.size() - 1;
        if (row.isTable() || row.size() != COLUMNS && row.size() != COLUMNS_WITH_EPOCH || !row.areNumbers(0, last)
                || row.blob(last) == null) {
            return null;
        }
        try {
            Instant time = Instant.ofEpochSecond(row.number(first + 1), row.number(first + 2));
            long arrival = row.number(first + 3);
            return arrival < 1 ? null : new MessageRow(row.number(first), new Position(time, arrival),
                    row.number(first + 4) != 0, Kind.of((int) row.number(first + 5)), row.blob(last));
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }
}
