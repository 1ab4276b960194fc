// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the agent should know and has not seen yet, in the row {@code notices} of {@code meta}. */
final class Notices {
    private static final String NAME = "notices";
    private static final int USUAL_BYTES = 256;

    private Notices() {
    }

    /** The oldest first. */
    static List<String> read(Connection connection) throws SQLException {
        List<String> notices = new ArrayList<>();
        byte[] kept = Meta.read(connection, NAME);
        if (kept != null) {
            ByteReader bytes = new ByteReader(kept);
            while (!bytes.isAtEnd()) {
                notices.add(bytes.text());
            }
        }
        return notices;
    }

    /** In place of those that were there. Part of the connection's transaction. */
    static void write(Connection connection, List<String> notices) throws SQLException {
        ByteWriter bytes = new ByteWriter(USUAL_BYTES);
        notices.forEach(bytes::text);
        Meta.write(connection, NAME, bytes.toBytes());
    }
}
