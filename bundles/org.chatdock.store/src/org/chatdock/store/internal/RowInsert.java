// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;

/**
 * Inserts many rows by few statements: what a row costs is mostly the way to SQLite and back. {@link #flush} before
 * anything is read or committed.
 */
final class RowInsert {
    private final int columns;
    private final Object[] values;
    private final PreparedStatement many;
    private final PreparedStatement one;
    private int filled;

    /** @param insert up to and with the word VALUES */
    RowInsert(Statements statements, String insert, int columns, int rowsAtOnce) throws SQLException {
        this.columns = columns;
        values = new Object[columns * rowsAtOnce];
        String row = "(" + "?, ".repeat(columns - 1) + "?)";
        one = statements.prepare(insert + " " + row);
        many = statements.prepare(insert + " " + row + (", " + row).repeat(rowsAtOnce - 1));
    }

    /** The next value of the row: {@code Long}, {@code byte[]} or null. After the last one the row is complete. */
    void add(Object value) throws SQLException {
        values[filled++] = value;
        if (filled == values.length) {
            bind(many, 0, filled);
            filled = 0;
            many.executeUpdate();
        }
    }

    void add(long value) throws SQLException {
        add((Object) Long.valueOf(value));
    }

    /** Three values, as {@link Position#bind} binds them. */
    void add(Position position) throws SQLException {
        if (position == null) {
            for (int i = 0; i < Position.COLUMNS; i++) {
                add((Object) null);
            }
        } else {
            add(position.time().getEpochSecond());
            add(position.time().getNano());
            add(position.arrival());
        }
    }

    void flush() throws SQLException {
        int count = filled;
        filled = 0;
        for (int from = 0; from < count; from += columns) {
            bind(one, from, columns);
            one.executeUpdate();
        }
    }

    /** Forgets the rows that have not been inserted. */
    void discard() {
        filled = 0;
    }

    private void bind(PreparedStatement statement, int from, int count) throws SQLException {
        for (int i = 0; i < count; i++) {
            Object value = values[from + i];
            values[from + i] = null;
            if (value == null) {
                statement.setNull(i + 1, Types.NULL);
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }
}
