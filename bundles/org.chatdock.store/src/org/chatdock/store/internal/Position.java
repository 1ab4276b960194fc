// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;

/**
 * A message's place in its conversation.
 *
 * @param time when it was sent
 * @param arrival its number in the order of arrival
 */
record Position(Instant time, long arrival) implements Comparable<Position> {
    /** How many columns a position takes. */
    static final int COLUMNS = 3;
    /** Before and after every other. */
    static final Position LOWEST = new Position(Instant.MIN, Long.MIN_VALUE);
    static final Position HIGHEST = new Position(Instant.MAX, Long.MAX_VALUE);

    @Override
    public int compareTo(Position other) {
        int byTime = time.compareTo(other.time);
        return byTime != 0 ? byTime : Long.compare(arrival, other.arrival);
    }

    boolean isAfter(Position other) {
        return other == null || compareTo(other) > 0;
    }

    /** Binds three columns; null becomes three times NULL. */
    static void bind(PreparedStatement statement, int first, Position position) throws SQLException {
        if (position == null) {
            for (int column = first; column < first + COLUMNS; column++) {
                statement.setNull(column, Types.INTEGER);
            }
        } else {
            statement.setLong(first, position.time.getEpochSecond());
            statement.setInt(first + 1, position.time.getNano());
            statement.setLong(first + 2, position.arrival);
        }
    }

    /** Reads three columns; NULL becomes null. */
    static Position read(ResultSet row, int first) throws SQLException {
        Instant time = readTime(row, first);
        return time == null ? null : new Position(time, row.getLong(first + 2));
    }

    /** Reads two columns; NULL becomes null. */
    static Instant readTime(ResultSet row, int first) throws SQLException {
        long seconds = row.getLong(first);
        return row.wasNull() ? null : Instant.ofEpochSecond(seconds, row.getInt(first + 1));
    }
}
