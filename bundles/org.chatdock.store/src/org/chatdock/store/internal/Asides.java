// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;

import org.chatdock.api.customer.Customer;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.Note;
import org.chatdock.api.store.StoredDraft;

/** What agents write for themselves, on one connection, of a writer or a reader. Its thread only. */
final class Asides {
    /** One body for each conversation. */
    enum Kind {
        DRAFT("draft"), TAGS("tags"), CUSTOMER("customer");

        private final String table;

        Kind(String table) {
            this.table = table;
        }

        String table() {
            return table;
        }
    }

    static final String NOTE = "note";

    private final Statements statements;
    private final RowCodec rows;
    private final OutboxRows outbox;

    /** {@code outboxWritten}: as {@link OutboxRows} tells it. */
    Asides(Statements statements, RowCodec rows, LongConsumer outboxWritten) {
        this.statements = statements;
        this.rows = rows;
        outbox = new OutboxRows(statements, rows, outboxWritten);
    }

    /** What waits to be sent. */
    OutboxRows outbox() {
        return outbox;
    }

    void put(Kind kind, Digest conversation, byte[] body) throws SQLException {
        try (PreparedStatement put = statements
                .once("INSERT OR REPLACE INTO " + kind.table + " (conversation, body) VALUES (?, ?)")) {
            put.setBytes(1, conversation.toBytes());
            put.setBytes(2, rows.encode(body, kind.table, conversation.high()));
            put.executeUpdate();
        }
    }

    void remove(Kind kind, Digest conversation) throws SQLException {
        try (PreparedStatement remove = statements.once("DELETE FROM " + kind.table + " WHERE conversation = ?")) {
            remove.setBytes(1, conversation.toBytes());
            remove.executeUpdate();
        }
    }

    /** @return the note's id */
    long addNote(Digest conversation, byte[] body) throws SQLException {
        String sql = "INSERT INTO note (conversation, body) VALUES (?, ?) RETURNING id";
        try (PreparedStatement add = statements.once(sql)) {
            add.setBytes(1, conversation.toBytes());
            add.setBytes(2, rows.encode(body, NOTE, conversation.high()));
            try (ResultSet row = add.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** @return whose it was; null if there is none */
    ConversationId removeNote(long id) throws SQLException {
        try (PreparedStatement remove = statements.once("DELETE FROM note WHERE id = ? RETURNING conversation, body")) {
            remove.setLong(1, id);
            try (ResultSet row = remove.executeQuery()) {
                return row.next() ? AsideFormat.note(id, body(row, 1, NOTE)).conversation() : null;
            }
        }
    }

    Map<ConversationId, StoredDraft> drafts() throws SQLException {
        return all(Kind.DRAFT, AsideFormat::draft);
    }

    Map<ConversationId, Customer> customers() throws SQLException {
        return all(Kind.CUSTOMER, AsideFormat::customer);
    }

    /** Of all conversations that have tags. */
    Map<ConversationId, Set<String>> tags() throws SQLException {
        return all(Kind.TAGS, AsideFormat::tags);
    }

    private <T> Map<ConversationId, T> all(Kind kind, Function<byte[], AsideFormat.Of<T>> format) throws SQLException {
        Map<ConversationId, T> found = new LinkedHashMap<>();
        try (PreparedStatement all = statements.once("SELECT conversation, body FROM " + kind.table);
                ResultSet row = all.executeQuery()) {
            while (row.next()) {
                AsideFormat.Of<T> of = format.apply(body(row, 1, kind.table));
                found.put(of.conversation(), of.kept());
            }
        }
        return found;
    }

    List<Note> notes(Digest conversation) throws SQLException {
        List<Note> notes = new ArrayList<>();
        String sql = "SELECT conversation, body, id FROM note WHERE conversation = ? ORDER BY id";
        try (PreparedStatement of = statements.once(sql)) {
            of.setBytes(1, conversation.toBytes());
            try (ResultSet row = of.executeQuery()) {
                while (row.next()) {
                    notes.add(AsideFormat.note(row.getLong(3), body(row, 1, NOTE)));
                }
            }
        }
        return notes;
    }

    Set<String> tags(Digest conversation) throws SQLException {
        try (PreparedStatement of = statements.once("SELECT conversation, body FROM tags WHERE conversation = ?")) {
            of.setBytes(1, conversation.toBytes());
            try (ResultSet row = of.executeQuery()) {
                return row.next() ? AsideFormat.tags(body(row, 1, Kind.TAGS.table)).kept() : Set.of();
            }
        }
    }

    /** Removes all that is kept beside a conversation's messages. */
    void removeAll(Digest conversation) throws SQLException {
        for (Kind kind : Kind.values()) {
            remove(kind, conversation);
        }
        try (PreparedStatement remove = statements.once("DELETE FROM note WHERE conversation = ?")) {
            remove.setBytes(1, conversation.toBytes());
            remove.executeUpdate();
        }
        outbox.removeAll(conversation);
    }

    /**
     * Removes what is kept beside messages that were all too old: notes that are, too; and if neither a note nor a
     * draft nor something to be sent is left, tags and name. A draft has no date, and what is to be sent stays until
     * it is.
     */
    void removeBefore(Digest conversation, Instant before) throws SQLException {
        List<Note> notes = notes(conversation);
        for (Note note : notes) {
            if (note.time().isBefore(before)) {
                removeNote(note.id());
            }
        }
        if (notes.stream().allMatch(note -> note.time().isBefore(before)) && !has(Kind.DRAFT, conversation)
                && !outbox.has(conversation)) {
            remove(Kind.TAGS, conversation);
            remove(Kind.CUSTOMER, conversation);
        }
    }

    private boolean has(Kind kind, Digest conversation) throws SQLException {
        try (PreparedStatement find = statements.once("SELECT 1 FROM " + kind.table + " WHERE conversation = ?")) {
            find.setBytes(1, conversation.toBytes());
            try (ResultSet row = find.executeQuery()) {
                return row.next();
            }
        }
    }

    /** After a key was exchanged. */
    void renew() throws SQLException {
        for (Kind kind : Kind.values()) {
            SealedRows.renew(statements, rows, kind.table, "conversation", "conversation");
        }
        SealedRows.renew(statements, rows, NOTE, "id", "conversation");
        outbox.renew();
    }

    /** Of two columns: whose it is, and what is kept. */
    private byte[] body(ResultSet row, int first, String table) throws SQLException {
        return rows.decode(row.getBytes(first + 1), table, new ByteReader(row.getBytes(first)).fixed());
    }
}
