// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.Note;

/**
 * Brings a file that is in the clear into an encrypted one. It reads by SQL, and strictly: whatever cannot be read ends
 * it, for the file in the clear is overwritten afterwards. One thread, once.
 */
final class Encrypting {
    private static final String MESSAGES = "SELECT m.seconds, m.nanos, m.arrival, m.understood, m.kind, c.id, m.body "
            + "FROM message m LEFT JOIN conversation c ON c.key = m.conversation";

    private final Connection plain;
    private final NewFile file;
    private final Formats from = Formats.plain();
    private final Formats to;
    private long rows;

    /** {@code plain}: a connection to the file, which nobody writes. */
    Encrypting(Connection plain, NewFile file) {
        this.plain = plain;
        this.file = file;
        to = file.formats();
    }

    /** What reads a row. */
    private interface Step {
        void on(ResultSet row) throws SQLException;
    }

    private void each(String query, Step step) throws SQLException {
        try (PreparedStatement all = plain.prepareStatement(query); ResultSet row = all.executeQuery()) {
            while (row.next()) {
                step.on(row);
            }
        }
    }

    /** @throws org.chatdock.api.store.StoreException if something cannot be read */
    void run() throws SQLException {
        List<Event> pending = new ArrayList<>();
        each("SELECT key, events FROM inbox ORDER BY key",
                row -> EventFormat.read(row.getBytes(2), row.getLong(1), pending::add));
        Map<ConversationId, Long> settled = new HashMap<>();
        each("SELECT c.id, s.read_to, s.state, s.settled FROM standing s JOIN conversation c ON c.key = s.conversation",
                row -> {
                    ConversationId conversation = from.names().read(row, 1);
                    settled.put(conversation, row.getLong(4));
                    file.mark(conversation, new Mark(row.getLong(2), 0, StateCode.state(row.getInt(3))));
                });
        pending.removeIf(event -> event.arrival() <= settled.getOrDefault(event.conversation(), 0L));
        pending.forEach(event -> file.mark(event.conversation(), event.effect()));
        each(MESSAGES, this::message);
        file.flush();
        if (file.messages() != rows) {
            // What is there twice would be there once only, and which of the two is nobody's guess.
            throw StoreFailure.body();
        }
        for (Event event : pending) {
            if (event.isMessage()) {
                add(event.body(), event.conversation(), event.position(), event.kind(), event.understood());
            }
        }
        file.flush();
        each("SELECT body FROM draft", row -> aside(Asides.Kind.DRAFT, row.getBytes(1)));
        each("SELECT body FROM tags", row -> aside(Asides.Kind.TAGS, row.getBytes(1)));
        each("SELECT body FROM customer", row -> aside(Asides.Kind.CUSTOMER, row.getBytes(1)));
        each("SELECT body FROM revision", row -> file.revision(WaitingRevisions.parse(row.getBytes(1))));
        each("SELECT id, body FROM note ORDER BY id", row -> {
            Note note = AsideFormat.note(row.getLong(1), row.getBytes(2));
            file.note(note.conversation(), row.getBytes(2));
        });
        each("SELECT body FROM outbox ORDER BY id", row -> file.entry(OutboxFormat.read(row.getBytes(1))));
    }

    private void message(ResultSet row) throws SQLException {
        rows++;
        if (row.getObject(6) == null) {
            throw StoreFailure.brokenName(null);
        }
        add(row.getBytes(7), from.names().read(row, 6), Position.read(row, 1), Kind.of(row.getInt(5)),
                row.getInt(4) != 0);
    }

    private void add(byte[] body, ConversationId conversation, Position position, Kind kind, boolean understood)
            throws SQLException {
        Body read = from.bodies().decode(body, conversation, position.time());
        file.message(conversation, position, kind, understood, to.ids().of(read.message().id()),
                to.bodies().encode(read));
    }

    private void aside(Asides.Kind kind, byte[] body) throws SQLException {
        ConversationId conversation = AsideFormat.owner(kind, body);
        if (conversation == null) {
            throw StoreFailure.body();
        }
        file.aside(kind, conversation, body);
    }
}
