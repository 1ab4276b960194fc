// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Puts a text into a column so that it comes back char for char. JSON can bring half a surrogate pair, which UTF-8
 * cannot write: it would turn into a question mark, and two ids into one. Such a text is kept as a blob of UTF-16.
 */
final class ExactText {
    private ExactText() {
    }

    static void bind(PreparedStatement statement, int column, String text) throws SQLException {
        if (wellFormed(text)) {
            statement.setString(column, text);
        } else {
            statement.setBytes(column, units(text));
        }
    }

    static String read(ResultSet row, int column) throws SQLException {
        Object value = row.getObject(column);
        return value instanceof byte[] units ? fromUnits(units) : (String) value;
    }

    /** By hand: the charset UTF-16 of Java replaces half pairs as well. */
    static byte[] units(String text) {
        ByteBuffer units = ByteBuffer.allocate(2 * text.length());
        units.asCharBuffer().put(text);
        return units.array();
    }

    static String fromUnits(byte[] units) {
        return ByteBuffer.wrap(units).asCharBuffer().toString();
    }

    static boolean wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
