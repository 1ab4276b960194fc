// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

import org.chatdock.api.sending.OutboxEntry;

/**
 * The table {@code outbox} on one connection, of a writer or a reader: a row for each entry, found by the digest of its
 * client id, for which its body is sealed. The row ids are in the order in which entries were put. The connection's
 * thread only.
 */
final class OutboxRows {
    static final String TABLE = "outbox";

    private final Statements statements;
    private final RowCodec rows;
    private final LongConsumer written;

    /** {@code written}: is told how many bytes each row has that is written, 0 if it is removed. */
    OutboxRows(Statements statements, RowCodec rows, LongConsumer written) {
        this.statements = statements;
        this.rows = rows;
        this.written = written;
    }

    /** Behind all others; in place of one of the same client. {@code body}: in the clear. */
    void put(Digest client, Digest conversation, byte[] body) throws SQLException {
        try (PreparedStatement put = statements
                .once("INSERT OR REPLACE INTO outbox (client, conversation, body) VALUES (?1, ?2, ?3)")) {
            execute(put, client, conversation, body);
        }
    }

    /** In place of the one of that client, where that is; does nothing if there is none. */
    void update(Digest client, Digest conversation, byte[] body) throws SQLException {
        try (PreparedStatement update = statements
                .once("UPDATE outbox SET conversation = ?2, body = ?3 WHERE client = ?1")) {
            execute(update, client, conversation, body);
        }
    }

    private void execute(PreparedStatement statement, Digest client, Digest conversation, byte[] body)
            throws SQLException {
        statement.setBytes(1, client.toBytes());
        statement.setBytes(2, conversation.toBytes());
        statement.setBytes(3, rows.encode(body, TABLE, client.high()));
        statement.executeUpdate();
        written.accept(body.length);
    }

    void remove(Digest client) throws SQLException {
        try (PreparedStatement remove = statements.once("DELETE FROM outbox WHERE client = ?")) {
            remove.setBytes(1, client.toBytes());
            remove.executeUpdate();
        }
        written.accept(0);
    }

    /** Of a conversation. */
    void removeAll(Digest conversation) throws SQLException {
        try (PreparedStatement remove = statements.once("DELETE FROM outbox WHERE conversation = ?")) {
            remove.setBytes(1, conversation.toBytes());
            remove.executeUpdate();
        }
        written.accept(0);
    }

    boolean has(Digest conversation) throws SQLException {
        try (PreparedStatement find = statements.once("SELECT 1 FROM outbox WHERE conversation = ?")) {
            find.setBytes(1, conversation.toBytes());
            try (ResultSet row = find.executeQuery()) {
                return row.next();
            }
        }
    }

    /** In the order in which they were put. */
    List<OutboxEntry> all() throws SQLException {
        List<OutboxEntry> entries = new ArrayList<>();
        try (PreparedStatement all = statements.once("SELECT client, body FROM outbox ORDER BY id");
                ResultSet row = all.executeQuery()) {
            while (row.next()) {
                long client = new ByteReader(row.getBytes(1)).fixed();
                entries.add(OutboxFormat.read(rows.decode(row.getBytes(2), TABLE, client)));
            }
        }
        return entries;
    }

    /** After a key was exchanged. */
    void renew() throws SQLException {
        SealedRows.renew(statements, rows, TABLE, "id", "client");
    }
}
