// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The parts of the table {@code message}: so many arrivals, a power of two that the file itself names, make an epoch.
 * What comes goes to the newest one or two, whatever its time, so that it costs the same however many messages there
 * are. The thread of the connection.
 */
final class Epochs {
    private final int bits;
    private final PreparedStatement newest;

    Epochs(Statements statements) throws SQLException {
        newest = statements.prepare("SELECT max(epoch) FROM message");
        try (PreparedStatement query = statements.once("SELECT epoch_bits FROM progress");
                ResultSet row = query.executeQuery()) {
            row.next();
            bits = row.getInt(1);
        }
    }

    /** The epoch of an arrival. */
    long of(long arrival) {
        return arrival >> bits;
    }

    /** In SQL: the epoch of the arrival in a column. */
    String of(String column) {
        return "(" + column + " >> " + bits + ")";
    }

    /** The youngest that has messages, -1 if none has; the oldest is 0. */
    long newest() throws SQLException {
        try (ResultSet row = newest.executeQuery()) {
            long epoch = row.next() ? row.getLong(1) : 0;
            return row.wasNull() ? -1 : epoch;
        }
    }
}
