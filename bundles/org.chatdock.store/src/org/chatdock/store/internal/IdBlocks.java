// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Looks ids up in the table {@code id_block}. The thread of the connection. */
final class IdBlocks {
    /** So many rows an epoch has: each some hundred ids. */
    static final int IN_EPOCH = 128;

    private static final int BLOCK_SHIFT = Long.SIZE - 7;

    private final PreparedStatement find;

    IdBlocks(Statements statements) throws SQLException {
        find = statements.prepare("SELECT ids FROM id_block WHERE key = ?");
    }

    /** Which of an epoch's blocks an id belongs to. */
    static int block(Digest id) {
        return (int) (id.high() >>> BLOCK_SHIFT);
    }

    static long key(int epoch, int block) {
        return (long) epoch * IN_EPOCH + block;
    }

    /** The place of an id, null if no epoch has it. {@code epochs}: where to look, in this order. */
    Place find(Digest id, int[] epochs) throws SQLException {
        for (int epoch : epochs) {
            find.setLong(1, key(epoch, block(id)));
            try (ResultSet row = find.executeQuery()) {
                Place place = row.next() ? IdFormat.find(row.getBytes(1), id) : null;
                if (place != null) {
                    return place;
                }
            }
        }
        return null;
    }
}
