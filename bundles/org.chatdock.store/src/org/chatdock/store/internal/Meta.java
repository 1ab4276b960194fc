// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The table {@code meta}: what the file says about itself, by name. The connection's thread. */
final class Meta {
    private Meta() {
    }

    /** Null if there is nothing of that name. */
    static byte[] read(Connection connection, String name) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement("SELECT value FROM meta WHERE name = ?")) {
            find.setString(1, name);
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? row.getBytes(1) : null;
            }
        }
    }

    /** Part of the connection's transaction. */
    static void remove(Connection connection, String name) throws SQLException {
        try (PreparedStatement remove = connection.prepareStatement("DELETE FROM meta WHERE name = ?")) {
            remove.setString(1, name);
            remove.executeUpdate();
        }
    }

    /** Part of the connection's transaction. */
    static void write(Connection connection, String name, byte[] value) throws SQLException {
        try (PreparedStatement write = connection
                .prepareStatement("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)")) {
            write.setString(1, name);
            write.setBytes(2, value);
            write.executeUpdate();
        }
    }
}
