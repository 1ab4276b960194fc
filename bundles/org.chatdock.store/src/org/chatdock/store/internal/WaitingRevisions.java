// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.Revision;

/**
 * Revisions of messages that have not come: for each the newest. Which messages they are about is in memory, because
 * every message that comes is asked for. The writer's thread only.
 */
final class WaitingRevisions {
    static final String TABLE = "revision";
    private static final int VERSION = 1;
    private static final int USUAL_BYTES = 128;

    private final Statements statements;
    private final RowCodec rows;
    private final Set<Digest> waiting = new HashSet<>();
    // Of the transaction that runs:
    private final Set<Digest> added = new HashSet<>();
    private final Set<Digest> taken = new HashSet<>();

    WaitingRevisions(Statements statements, RowCodec rows) throws SQLException {
        this.statements = statements;
        this.rows = rows;
        try (PreparedStatement all = statements.once("SELECT message FROM revision");
                ResultSet row = all.executeQuery()) {
            while (row.next()) {
                waiting.add(new ByteReader(row.getBytes(1)).digest());
            }
        }
    }

    /** @return false if this one or a newer one waits already */
    boolean put(Digest message, Revision revision) throws SQLException {
        Revision known = waiting.contains(message) ? read(message) : null;
        if (known != null && known.version() >= revision.version()) {
            return false;
        }
        try (PreparedStatement put = statements
                .once("INSERT OR REPLACE INTO revision (message, body) VALUES (?, ?)")) {
            put.setBytes(1, message.toBytes());
            put.setBytes(2, rows.encode(format(revision), TABLE, message.high()));
            put.executeUpdate();
        }
        if (waiting.add(message)) {
            added.add(message);
        }
        return true;
    }

    /** The message has come. @return null if no revision waits for it */
    Revision take(Digest message) throws SQLException {
        if (!waiting.contains(message)) {
            return null;
        }
        Revision revision = read(message);
        try (PreparedStatement remove = statements.once("DELETE FROM revision WHERE message = ?")) {
            remove.setBytes(1, message.toBytes());
            remove.executeUpdate();
        }
        waiting.remove(message);
        taken.add(message);
        return revision;
    }

    private Revision read(Digest message) throws SQLException {
        try (PreparedStatement find = statements.once("SELECT body FROM revision WHERE message = ?")) {
            find.setBytes(1, message.toBytes());
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? parse(rows.decode(row.getBytes(1), TABLE, message.high())) : null;
            }
        }
    }

    /** After a key was exchanged. */
    void renew() throws SQLException {
        SealedRows.renew(statements, rows, TABLE, "message", "message");
    }

    void committed() {
        added.clear();
        taken.clear();
    }

    void rolledBack() {
        waiting.addAll(taken);
        waiting.removeAll(added);
        committed();
    }

    private static byte[] format(Revision revision) {
        ByteWriter bytes = new ByteWriter(USUAL_BYTES);
        bytes.octet(VERSION);
        bytes.text(revision.message().value());
        bytes.number(revision.version());
        bytes.octet(revision.recalled() ? 1 : 0);
        bytes.text(revision.content());
        return bytes.toBytes();
    }

    /** @throws org.chatdock.api.store.StoreException if it is none */
    static Revision parse(byte[] body) {
        ByteReader bytes = new ByteReader(body);
        if (bytes.octet() != VERSION) {
            throw StoreFailure.body();
        }
        return new Revision(new MessageId(bytes.text()), bytes.number(), bytes.octet() != 0, bytes.text());
    }
}
