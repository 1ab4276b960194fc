// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.Note;
import org.chatdock.api.store.StoredDraft;

/** What agents write for themselves, on one connection, of a writer or a reader. Its thread only. */
final class Asides {
    /** One body for each conversation. */
    enum Kind {
        DRAFT("draft"), TAGS("tags");

        private final String table;

        Kind(String table) {
            this.table = table;
        }
    }

    private final Statements statements;

    Asides(Statements statements) {
        this.statements = statements;
    }

    void put(Kind kind, Digest conversation, byte[] body) throws SQLException {
        try (PreparedStatement put = statements
                .once("INSERT OR REPLACE INTO " + kind.table + " (conversation, body) VALUES (?, ?)")) {
            put.setBytes(1, bytes(conversation));
            put.setBytes(2, body);
            put.executeUpdate();
        }
    }

    void remove(Kind kind, Digest conversation) throws SQLException {
        try (PreparedStatement remove = statements.once("DELETE FROM " + kind.table + " WHERE conversation = ?")) {
            remove.setBytes(1, bytes(conversation));
            remove.executeUpdate();
        }
    }

    /** @return the note's id */
    long addNote(Digest conversation, byte[] body) throws SQLException {
        String sql = "INSERT INTO note (conversation, body) VALUES (?, ?) RETURNING id";
        try (PreparedStatement add = statements.once(sql)) {
            add.setBytes(1, bytes(conversation));
            add.setBytes(2, body);
            try (ResultSet row = add.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** @return whose it was; null if there is none */
    ConversationId removeNote(long id) throws SQLException {
        try (PreparedStatement remove = statements.once("DELETE FROM note WHERE id = ? RETURNING body")) {
            remove.setLong(1, id);
            try (ResultSet row = remove.executeQuery()) {
                return row.next() ? AsideFormat.note(id, row.getBytes(1)).conversation() : null;
            }
        }
    }

    Map<ConversationId, StoredDraft> drafts() throws SQLException {
        Map<ConversationId, StoredDraft> drafts = new LinkedHashMap<>();
        try (PreparedStatement all = statements.once("SELECT body FROM draft"); ResultSet row = all.executeQuery()) {
            while (row.next()) {
                AsideFormat.Drafted drafted = AsideFormat.draft(row.getBytes(1));
                drafts.put(drafted.conversation(), drafted.draft());
            }
        }
        return drafts;
    }

    List<Note> notes(Digest conversation) throws SQLException {
        List<Note> notes = new ArrayList<>();
        try (PreparedStatement of = statements.once("SELECT id, body FROM note WHERE conversation = ? ORDER BY id")) {
            of.setBytes(1, bytes(conversation));
            try (ResultSet row = of.executeQuery()) {
                while (row.next()) {
                    notes.add(AsideFormat.note(row.getLong(1), row.getBytes(2)));
                }
            }
        }
        return notes;
    }

    Set<String> tags(Digest conversation) throws SQLException {
        try (PreparedStatement of = statements.once("SELECT body FROM tags WHERE conversation = ?")) {
            of.setBytes(1, bytes(conversation));
            try (ResultSet row = of.executeQuery()) {
                return row.next() ? AsideFormat.tags(row.getBytes(1)) : Set.of();
            }
        }
    }

    private static byte[] bytes(Digest digest) {
        ByteWriter bytes = new ByteWriter(Digest.BYTES);
        bytes.digest(digest);
        return bytes.toBytes();
    }
}
