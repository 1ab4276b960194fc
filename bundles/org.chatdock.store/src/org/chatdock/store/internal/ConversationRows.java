// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

import org.chatdock.api.message.ConversationId;

/**
 * The table {@code conversation} during a transaction: rows are read when first needed and written once, at its end,
 * however many messages they got. The writer's thread only.
 */
final class ConversationRows {
    private static final String COLUMNS = "key, size, unread, read_to, last_seconds, last_nanos, last_arrival, "
            + "agent_seconds, agent_nanos, agent_arrival, waiting_seconds, waiting_nanos, waiting_arrival";
    private static final String POSITION = "SELECT seconds, nanos, arrival FROM message WHERE conversation = ?1 ";
    private static final String FORWARD = " ORDER BY seconds, nanos, arrival LIMIT 1";
    private static final String BACKWARD = " ORDER BY seconds DESC, nanos DESC, arrival DESC LIMIT 1";

    private final PreparedStatement find;
    private final PreparedStatement insert;
    private final PreparedStatement update;
    private final PreparedStatement newest;
    private final PreparedStatement newestOfAgent;
    private final PreparedStatement oldestOfCustomer;
    private final PreparedStatement firstOfCustomerAfter;
    private final PreparedStatement count;
    private final Map<ConversationId, ConversationRow> touched = new HashMap<>();
    private long lastKey;

    ConversationRows(Statements statements, long lastKey) throws SQLException {
        this.lastKey = lastKey;
        find = statements.prepare("SELECT " + COLUMNS + " FROM conversation WHERE id = ?");
        insert = statements.prepare("INSERT INTO conversation (key, id, size, unread, read_to) VALUES (?, ?, 0, 0, 0)");
        update = statements.prepare("UPDATE conversation SET (" + COLUMNS
                + ") = (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) WHERE key = ?1");
        newest = statements.prepare(POSITION + BACKWARD);
        newestOfAgent = statements.prepare(POSITION + "AND from_type = 'agent'" + BACKWARD);
        oldestOfCustomer = statements.prepare(POSITION + "AND from_type = 'user'" + FORWARD);
        firstOfCustomerAfter = statements.prepare(POSITION
                + "AND (seconds, nanos, arrival) > (?2, ?3, ?4) AND from_type = 'user'" + FORWARD);
        count = statements.prepare("SELECT count(*), count(*) FILTER (WHERE from_type = 'user' AND arrival > ?2) "
                + "FROM message WHERE conversation = ?1");
    }

    /** The row of a conversation, null if there is none. */
    ConversationRow find(ConversationId id) throws SQLException {
        ConversationRow row = touched.get(id);
        if (row == null) {
            row = read(id);
            if (row != null) {
                touched.put(id, row);
            }
        }
        return row;
    }

    ConversationRow findOrCreate(ConversationId id) throws SQLException {
        ConversationRow row = find(id);
        if (row == null) {
            row = new ConversationRow(++lastKey);
            insert.setLong(1, row.key);
            ExactText.bind(insert, 2, id.value());
            insert.executeUpdate();
            touched.put(id, row);
        }
        return row;
    }

    private ConversationRow read(ConversationId id) throws SQLException {
        ExactText.bind(find, 1, id.value());
        try (ResultSet found = find.executeQuery()) {
            if (!found.next()) {
                return null;
            }
            ConversationRow row = new ConversationRow(found.getLong(1));
            row.size = found.getLong(2);
            row.unread = found.getInt(3);
            row.readTo = found.getLong(4);
            row.last = Position.read(found, 5);
            row.agent = Position.read(found, 8);
            row.waiting = Position.read(found, 11);
            return row;
        }
    }

    /** For {@link ConversationRow#add}. */
    Position firstOfCustomerAfter(ConversationRow row, Position position) throws SQLException {
        Position.bind(firstOfCustomerAfter, 2, position);
        return position(firstOfCustomerAfter, row);
    }

    /** Tells a row anew from the messages, after one of them was replaced by something else. */
    void recompute(ConversationRow row) throws SQLException {
        row.changed = true;
        row.last = position(newest, row);
        row.agent = position(newestOfAgent, row);
        row.waiting = row.agent == null ? position(oldestOfCustomer, row) : firstOfCustomerAfter(row, row.agent);
        count.setLong(1, row.key);
        count.setLong(2, row.readTo);
        try (ResultSet counted = count.executeQuery()) {
            counted.next();
            row.size = counted.getLong(1);
            row.unread = counted.getInt(2);
        }
    }

    private static Position position(PreparedStatement query, ConversationRow row) throws SQLException {
        query.setLong(1, row.key);
        try (ResultSet found = query.executeQuery()) {
            return found.next() ? Position.read(found, 1) : null;
        }
    }

    /** Writes what has changed. The end of every transaction, before its commit. */
    void flush() throws SQLException {
        for (ConversationRow row : touched.values()) {
            if (row.changed) {
                write(row);
            }
        }
        touched.clear();
    }

    private void write(ConversationRow row) throws SQLException {
        update.setLong(1, row.key);
        update.setLong(2, row.size);
        update.setInt(3, row.unread);
        update.setLong(4, row.readTo);
        Position.bind(update, 5, row.last);
        Position.bind(update, 8, row.agent);
        Position.bind(update, 11, row.waiting);
        update.executeUpdate();
    }

    /** The transaction was rolled back: nothing that is known holds. */
    void forget() {
        touched.clear();
    }
}
