// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import org.chatdock.api.store.StoreException;

/** Seals the rows of a table anew that an older key has sealed. */
final class SealedRows {
    private SealedRows() {
    }

    /**
     * In the transaction that runs. What is broken stays as it is: it cannot be read with any key.
     *
     * @param key the column by which a row is found
     * @param owner the column with the digest that its body was sealed for
     */
    static void renew(Statements statements, RowCodec rows, String table, String key, String owner)
            throws SQLException {
        try (PreparedStatement all = statements.once("SELECT " + key + ", " + owner + ", body FROM " + table);
                PreparedStatement update = statements
                        .once("UPDATE " + table + " SET body = ?2 WHERE " + key + " = ?1");
                ResultSet row = all.executeQuery()) {
            while (row.next()) {
                byte[] renewed = renewed(rows, row, table);
                if (renewed != null) {
                    update.setObject(1, row.getObject(1));
                    update.setBytes(2, renewed);
                    update.executeUpdate();
                }
            }
        }
    }

    private static byte[] renewed(RowCodec rows, ResultSet row, String table) throws SQLException {
        try {
            return rows.renew(row.getBytes(3), table, new ByteReader(row.getBytes(2)).fixed());
        } catch (StoreException e) {
            return null;
        }
    }
}
