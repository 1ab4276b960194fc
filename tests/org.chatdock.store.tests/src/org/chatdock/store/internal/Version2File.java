// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.store.internal.search.IndexWriter;

/** A store as version 2 wrote it, by the statements that it used; the formats of ids and bodies are those of today. */
final class Version2File implements AutoCloseable {
    private static final String[] TABLES = {
        "CREATE TABLE inbox (key INTEGER PRIMARY KEY, events BLOB NOT NULL)",
        """
        CREATE TABLE message (
            conversation INTEGER NOT NULL,
            seconds INTEGER NOT NULL,
            nanos INTEGER NOT NULL,
            arrival INTEGER NOT NULL,
            understood INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            body BLOB NOT NULL,
            PRIMARY KEY (conversation, seconds, nanos, arrival)) WITHOUT ROWID""",
        "CREATE INDEX message_unknown ON message (arrival) WHERE understood = 0",
        "CREATE TABLE conversation (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE)",
        """
        CREATE TABLE standing (
            conversation INTEGER PRIMARY KEY,
            size INTEGER NOT NULL,
            unread INTEGER NOT NULL,
            read_to INTEGER NOT NULL,
            settled INTEGER NOT NULL,
            last_seconds INTEGER, last_nanos INTEGER, last_arrival INTEGER,
            agent_seconds INTEGER, agent_nanos INTEGER, agent_arrival INTEGER,
            waiting_seconds INTEGER, waiting_nanos INTEGER, waiting_arrival INTEGER,
            received_seconds INTEGER, received_nanos INTEGER, received_arrival INTEGER,
            last_understood INTEGER NOT NULL,
            last_body BLOB)""",
        "CREATE TABLE id_run (run INTEGER PRIMARY KEY, ids BLOB NOT NULL)",
        "CREATE TABLE id_block (key INTEGER PRIMARY KEY, ids BLOB NOT NULL)",
        "CREATE TABLE id_filter (epoch INTEGER PRIMARY KEY, bits BLOB NOT NULL)",
        "CREATE TABLE progress (generation INTEGER NOT NULL, messages INTEGER NOT NULL, arrival INTEGER NOT NULL)",
        "INSERT INTO progress VALUES (0, 0, 0)",
        "CREATE TABLE draft (conversation BLOB PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID",
        "CREATE TABLE tags (conversation BLOB PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID",
        "CREATE TABLE note (id INTEGER PRIMARY KEY AUTOINCREMENT, conversation BLOB NOT NULL, body BLOB NOT NULL)",
        "CREATE INDEX note_of_conversation ON note (conversation, id)",
        """
        CREATE VIRTUAL TABLE search_term USING fts5(
            terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii')""",
        """
        CREATE TABLE search_place (
            arrival INTEGER PRIMARY KEY,
            conversation INTEGER NOT NULL,
            seconds INTEGER NOT NULL,
            nanos INTEGER NOT NULL)""",
        """
        CREATE TABLE search_block (
            block INTEGER PRIMARY KEY,
            first_seconds INTEGER NOT NULL, first_nanos INTEGER NOT NULL,
            last_seconds INTEGER NOT NULL, last_nanos INTEGER NOT NULL)""",
        "PRAGMA user_version = 2" };

    private final Formats formats = Formats.plain();
    private final Connection connection;
    private final Statements statements;
    private final IndexWriter index;
    private final Map<Digest, Place> ids = new HashMap<>();

    Version2File(Path file) throws SQLException {
        connection = new Database(file, StoreOptions.DEFAULT).openToWrite();
        statements = new Statements(connection);
        for (String table : TABLES) {
            execute(table);
        }
        // What writes the index today asks how far it is; in version 2 it was always as far as the messages.
        execute("CREATE TEMP TABLE search_progress AS SELECT " + Long.MAX_VALUE + " AS indexed");
        index = new IndexWriter(connection, formats.tokens());
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** One that has been moved. {@code conversation}: the key of one that {@link #conversation} adds. */
    void message(Message message, long arrival, long conversation, boolean understood) throws SQLException {
        Position position = new Position(message.time(), arrival);
        try (PreparedStatement row = statements.once("INSERT INTO message (seconds, nanos, arrival, conversation, "
                + "understood, kind, body) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            Position.bind(row, 1, position);
            row.setLong(4, conversation);
            row.setInt(5, understood ? 1 : 0);
            row.setInt(6, Kind.of(message).code());
            row.setBytes(7, formats.bodies().encode(message));
            row.executeUpdate();
        }
        index.addPlace(conversation, arrival, message.time());
        index.addTerms(conversation, arrival, message);
        ids.put(formats.ids().of(message.id()), new Place(conversation, position));
        execute("UPDATE progress SET messages = messages + 1, arrival = max(arrival, " + arrival + ")");
    }

    /** One that is still in the inbox, in a row of its own. */
    void pending(Message message, long arrival) throws SQLException {
        Event event = Event.message(message.conversation(), new Position(message.time(), arrival), Kind.of(message),
                true, formats.ids().of(message.id()), formats.bodies().encode(message));
        ByteWriter bytes = new ByteWriter(4096);
        EventFormat.begin(bytes);
        EventFormat.write(bytes, arrival, event);
        try (PreparedStatement row = statements.once("INSERT INTO inbox (key, events) VALUES (?, ?)")) {
            row.setLong(1, arrival);
            row.setBytes(2, bytes.toBytes());
            row.executeUpdate();
        }
    }

    /** What the messages do not tell of the newest one is left out: its body is read from them. */
    void conversation(long key, ConversationId id, int size, int unread, Message last, long arrival, long settled)
            throws SQLException {
        try (PreparedStatement row = statements.once("INSERT INTO conversation (key, id) VALUES (?, ?)")) {
            row.setLong(1, key);
            ExactText.bind(row, 2, id.value());
            row.executeUpdate();
        }
        try (PreparedStatement row = statements.once("INSERT INTO standing (last_seconds, last_nanos, last_arrival, "
                + "received_seconds, received_nanos, received_arrival, conversation, size, unread, read_to, settled, "
                + "last_understood) VALUES (?1, ?2, ?3, ?1, ?2, ?3, ?4, ?5, ?6, 0, ?7, 1)")) {
            Position.bind(row, 1, new Position(last.time(), arrival));
            row.setLong(4, key);
            row.setInt(5, size);
            row.setInt(6, unread);
            row.setLong(7, settled);
            row.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        new IdWriter(statements).write(new IdIndex(), ids);
        index.flush();
        index.close();
        connection.commit();
        statements.close();
    }
}
