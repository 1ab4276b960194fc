// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.search;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Adds rows to {@code search_place}, many by one statement. The connection's thread only. */
final class PlaceInsert implements AutoCloseable {
    private static final int COLUMNS = 4;
    private static final int ROWS_AT_ONCE = 32;
    private static final String ROW = "(?, ?, ?, ?)";
    private static final String INSERT = "INSERT INTO search_place (arrival, conversation, seconds, nanos) VALUES ";

    private final PreparedStatement one;
    private final PreparedStatement many;
    private final long[] values = new long[COLUMNS * ROWS_AT_ONCE];
    private int filled;

    PlaceInsert(Connection connection) throws SQLException {
        one = connection.prepareStatement(INSERT + ROW);
        many = connection.prepareStatement(INSERT + ROW + (", " + ROW).repeat(ROWS_AT_ONCE - 1));
    }

    void add(long arrival, long conversation, long seconds, int nanos) throws SQLException {
        values[filled++] = arrival;
        values[filled++] = conversation;
        values[filled++] = seconds;
        values[filled++] = nanos;
        if (filled == values.length) {
            filled = 0;
            execute(many, 0, values.length);
        }
    }

    void flush() throws SQLException {
        int count = filled;
        filled = 0;
        for (int from = 0; from < count; from += COLUMNS) {
            execute(one, from, COLUMNS);
        }
    }

    /** Forgets the rows that have not been inserted. */
    void discard() {
        filled = 0;
    }

    private void execute(PreparedStatement statement, int from, int count) throws SQLException {
        for (int i = 0; i < count; i++) {
            statement.setLong(i + 1, values[from + i]);
        }
        statement.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        one.close();
        many.close();
    }
}
