// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.Appended;

/**
 * The one connection that writes, and what a transaction does on it. After the opening: the writer's thread only.
 * A transaction is {@link #append} and {@link #markRead} any number of times, then {@link #commit} or
 * {@link #rollback}.
 */
final class WriteSession implements AutoCloseable {
    /** What is known of a message that is stored already. */
    private record Known(long arrival, boolean understood, Position position, ConversationId conversation,
            String fromType) {
    }

    private final Connection connection;
    private final Statements statements;
    private final MessageColumns columns;
    private final ConversationRows conversations;
    private final PreparedStatement find;
    private final PreparedStatement insert;
    private final PreparedStatement replace;
    private long lastArrival;
    private StoreChanges changes = new StoreChanges();

    private WriteSession(Connection connection, MessageColumns columns) throws SQLException {
        this.connection = connection;
        this.columns = columns;
        statements = new Statements(connection);
        lastArrival = number("SELECT coalesce(max(arrival), 0) FROM message");
        conversations = new ConversationRows(statements, number("SELECT coalesce(max(key), 0) FROM conversation"));
        find = statements.prepare("SELECT m.arrival, m.understood, m.seconds, m.nanos, m.arrival, c.id, m.from_type "
                + "FROM message m JOIN conversation c ON c.key = m.conversation WHERE m.id = ?");
        insert = statements.prepare(MessageColumns.INSERT);
        replace = statements.prepare(MessageColumns.REPLACE);
    }

    /** Opens the file, and creates it if there is none. */
    static WriteSession open(Database database, MessageColumns columns) throws SQLException {
        Connection connection = database.openToWrite();
        try {
            Schema.create(connection);
            return new WriteSession(connection, columns);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    Connection connection() {
        return connection;
    }

    /** {@code extra}: the message's extra fields as {@link MessageColumns#extra} writes them. */
    Appended append(Message message, String extra, boolean understood) throws SQLException {
        Known known = find(message.id());
        if (known == null) {
            add(message, extra, understood);
            return Appended.ADDED;
        }
        if (known.understood || !understood) {
            return Appended.DUPLICATE;
        }
        understand(known, message, extra);
        return Appended.UNDERSTOOD;
    }

    private Known find(MessageId id) throws SQLException {
        ExactText.bind(find, 1, id.value());
        try (ResultSet row = find.executeQuery()) {
            return row.next() ? new Known(row.getLong(1), row.getInt(2) != 0, Position.read(row, 3),
                    new ConversationId(ExactText.read(row, 6)), ExactText.read(row, 7)) : null;
        }
    }

    private void add(Message message, String extra, boolean understood) throws SQLException {
        ConversationRow row = conversations.findOrCreate(message.conversation());
        // A rolled back transaction leaves a gap: that is cheaper than asking for the number.
        long arrival = ++lastArrival;
        columns.bind(insert, message, extra, arrival, understood, row.key);
        insert.executeUpdate();
        row.add(message, new Position(message.time(), arrival),
                agent -> conversations.firstOfCustomerAfter(row, agent));
        changes.added(message);
    }

    /** The new delivery's fields count from now on: who handled it saw those. Its place in the arrivals stays. */
    private void understand(Known known, Message message, String extra) throws SQLException {
        ConversationRow row = conversations.findOrCreate(message.conversation());
        columns.bind(replace, message, extra, known.arrival, true, row.key);
        replace.executeUpdate();
        boolean moved = !known.conversation.equals(message.conversation());
        if (moved) {
            conversations.recompute(conversations.find(known.conversation));
            changes.changed(known.conversation);
        }
        if (moved || !known.position.time().equals(message.time()) || !known.fromType.equals(message.fromType())) {
            conversations.recompute(row);
        }
        changes.changed(message.conversation());
    }

    void markRead(ConversationId conversation) throws SQLException {
        ConversationRow row = conversations.find(conversation);
        if (row != null && row.unread > 0) {
            row.markRead(lastArrival);
            changes.changed(conversation);
        }
    }

    /** @return what the transaction changed */
    StoreChanges commit() throws SQLException {
        conversations.flush();
        connection.commit();
        StoreChanges committed = changes;
        changes = new StoreChanges();
        return committed;
    }

    void rollback() throws SQLException {
        changes = new StoreChanges();
        conversations.forget();
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        statements.close();
    }
}
