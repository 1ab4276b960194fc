// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.store.internal.search.SearchSession;

/** The connection that searches, and how it finds messages. One thread at a time. */
final class StoreSearchSession implements SearchSession {
    private final Formats formats;
    private final Connection connection;
    private final Statements statements;
    private final Epochs epochs;
    private final PreparedStatement key;
    private final PreparedStatement message;

    StoreSearchSession(Database database, Formats formats) throws SQLException {
        this.formats = formats;
        connection = database.openToRead();
        statements = new Statements(connection);
        try {
            epochs = new Epochs(statements);
            key = statements.prepare("SELECT key FROM conversation WHERE id = ?");
            message = statements.prepare("SELECT m.understood, m.body, c.id FROM message m JOIN conversation c "
                    + "ON c.key = m.conversation WHERE m.epoch = ?1 AND m.conversation = ?2 AND m.seconds = ?3 "
                    + "AND m.nanos = ?4 AND m.arrival = ?5");
        } catch (SQLException e) {
            statements.close();
            throw e;
        }
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public long key(ConversationId conversation) throws SQLException {
        formats.names().bind(key, 1, conversation);
        try (ResultSet row = key.executeQuery()) {
            return row.next() ? row.getLong(1) : -1;
        }
    }

    @Override
    public StoredMessage message(long conversation, Instant time, long arrival) throws SQLException {
        message.setLong(1, epochs.of(arrival));
        message.setLong(2, conversation);
        Position.bind(message, 3, new Position(time, arrival));
        try (ResultSet row = message.executeQuery()) {
            return !row.next() ? null : formats.bodies().decode(row.getBytes(2), formats.names().read(row, 3), time)
                    .stored(arrival, row.getInt(1) != 0);
        }
    }

    @Override
    public void close() throws SQLException {
        statements.close();
    }
}
