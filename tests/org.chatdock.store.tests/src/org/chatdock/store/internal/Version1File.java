// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

import org.chatdock.api.message.Message;

/** A store as version 1 wrote it, by the statements that it used. */
final class Version1File implements AutoCloseable {
    private final Connection connection;
    private final ExtraJson json = new ExtraJson();
    private long arrival;

    Version1File(Path file) throws SQLException {
        connection = new Database(file, StoreOptions.DEFAULT).openToWrite();
        execute("""
                CREATE TABLE conversation (
                    key INTEGER PRIMARY KEY,
                    id TEXT NOT NULL UNIQUE,
                    size INTEGER NOT NULL,
                    unread INTEGER NOT NULL,
                    read_to INTEGER NOT NULL,
                    last_seconds INTEGER, last_nanos INTEGER, last_arrival INTEGER,
                    agent_seconds INTEGER, agent_nanos INTEGER, agent_arrival INTEGER,
                    waiting_seconds INTEGER, waiting_nanos INTEGER, waiting_arrival INTEGER)""");
        execute("""
                CREATE TABLE message (
                    arrival INTEGER PRIMARY KEY,
                    id TEXT NOT NULL UNIQUE,
                    conversation INTEGER NOT NULL REFERENCES conversation,
                    seconds INTEGER NOT NULL,
                    nanos INTEGER NOT NULL,
                    understood INTEGER NOT NULL,
                    sender TEXT NOT NULL,
                    receiver TEXT NOT NULL,
                    from_type TEXT NOT NULL,
                    type TEXT NOT NULL,
                    picture_url TEXT NOT NULL,
                    file_url TEXT NOT NULL,
                    media_id TEXT NOT NULL,
                    extra TEXT NOT NULL,
                    content TEXT NOT NULL)""");
        execute("CREATE INDEX message_in_order ON message (conversation, seconds, nanos, arrival)");
        execute("PRAGMA user_version = 1");
        execute("CREATE INDEX IF NOT EXISTS message_unknown ON message (arrival) WHERE understood = 0");
        connection.commit();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** {@code conversation}: the key of one that {@link #conversation} adds. */
    void message(Message message, long conversation, boolean understood) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement("INSERT INTO message (seconds, nanos, arrival, id, "
                + "understood, sender, receiver, from_type, type, picture_url, file_url, media_id, extra, content, "
                + "conversation) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            Position.bind(row, 1, new Position(message.time(), ++arrival));
            ExactText.bind(row, 4, message.id().value());
            row.setInt(5, understood ? 1 : 0);
            ExactText.bind(row, 6, message.from());
            ExactText.bind(row, 7, message.to());
            ExactText.bind(row, 8, message.fromType());
            ExactText.bind(row, 9, message.type());
            ExactText.bind(row, 10, message.attachment().pictureUrl());
            ExactText.bind(row, 11, message.attachment().fileUrl());
            ExactText.bind(row, 12, message.attachment().mediaId());
            ExactText.bind(row, 13, json.write(message.extra()));
            ExactText.bind(row, 14, message.content());
            row.setLong(15, conversation);
            row.executeUpdate();
        }
    }

    /** The positions in a row of version 1 can be told from the messages; they are left out. */
    void conversation(long key, String id, int size, int unread, long readTo) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement(
                "INSERT INTO conversation (key, id, size, unread, read_to) VALUES (?, ?, ?, ?, ?)")) {
            row.setLong(1, key);
            ExactText.bind(row, 2, id);
            row.setInt(3, size);
            row.setInt(4, unread);
            row.setLong(5, readTo);
            row.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.commit();
        connection.close();
    }
}
