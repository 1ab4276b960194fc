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
 * The tables {@code conversation} and {@code standing} for the writer: rows are read when first needed, kept as long as
 * there is room, and written when their messages are moved. The writer's thread only.
 */
final class ConversationRows {
    /** Some 700 bytes each. */
    private static final int CACHED = 24_000;

    private static final int ROWS_AT_ONCE = 8;

    private static final String COLUMNS = "size, unread, read_to, settled, last_seconds, last_nanos, last_arrival, "
            + "agent_seconds, agent_nanos, agent_arrival, waiting_seconds, waiting_nanos, waiting_arrival, "
            + "received_seconds, received_nanos, received_arrival, last_understood, last_body";
    private static final int COUNT = 18;
    private static final String POSITION = "SELECT seconds, nanos, arrival FROM message WHERE conversation = ?1 ";
    private static final String FORWARD = " ORDER BY seconds, nanos, arrival LIMIT 1";
    private static final String BACKWARD = " ORDER BY seconds DESC, nanos DESC, arrival DESC LIMIT 1";

    private final PreparedStatement findId;
    private final PreparedStatement find;
    private final PreparedStatement name;
    private final PreparedStatement newest;
    private final PreparedStatement newestOfAgent;
    private final PreparedStatement newestReceived;
    private final PreparedStatement oldestOfCustomer;
    private final PreparedStatement firstOfCustomerAfter;
    private final RowInsert write;
    private final Map<ConversationId, ConversationRow> cached = new HashMap<>();
    private long lastKey;

    ConversationRows(Statements statements, long lastKey) throws SQLException {
        this.lastKey = lastKey;
        findId = statements.prepare("SELECT id FROM conversation WHERE key = ?");
        find = statements.prepare("SELECT c.key, " + COLUMNS
                + " FROM conversation c JOIN standing s ON s.conversation = c.key WHERE c.id = ?");
        name = statements.prepare("INSERT INTO conversation (key, id) VALUES (?, ?)");
        newest = statements.prepare("SELECT seconds, nanos, arrival, understood, body FROM message "
                + "WHERE conversation = ?1" + BACKWARD);
        newestOfAgent = statements.prepare(POSITION + "AND kind = " + Kind.AGENT.code() + BACKWARD);
        newestReceived = statements.prepare(POSITION + "AND kind <> " + Kind.AGENT.code() + BACKWARD);
        oldestOfCustomer = statements.prepare(POSITION + "AND kind = " + Kind.CUSTOMER.code() + FORWARD);
        firstOfCustomerAfter = statements.prepare(POSITION + "AND (seconds, nanos, arrival) > (?2, ?3, ?4) AND kind = "
                + Kind.CUSTOMER.code() + FORWARD);
        write = new RowInsert(statements, "INSERT OR REPLACE INTO standing (conversation, " + COLUMNS + ") VALUES",
                COUNT + 1, ROWS_AT_ONCE);
    }

    /** The row of a conversation, null if there is none. */
    ConversationRow find(ConversationId id) throws SQLException {
        ConversationRow row = cached.get(id);
        if (row == null) {
            row = read(id);
            if (row != null) {
                cached.put(id, row);
            }
        }
        return row;
    }

    ConversationRow findOrCreate(ConversationId id) throws SQLException {
        ConversationRow row = find(id);
        if (row == null) {
            row = create(id);
            cached.put(id, row);
        }
        return row;
    }

    ConversationRow create(ConversationId id) {
        return new ConversationRow(id, ++lastKey);
    }

    ConversationId id(long key) throws SQLException {
        findId.setLong(1, key);
        try (ResultSet found = findId.executeQuery()) {
            return found.next() ? new ConversationId(ExactText.read(found, 1)) : null;
        }
    }

    /** Keeps only the rows with pending events if there are too many. Between two transactions. */
    void limit() {
        if (cached.size() > CACHED) {
            cached.values().removeIf(row -> row.pending.isEmpty());
        }
    }

    /** The row as the tables have it, apart from what is kept here; null if they have none. */
    ConversationRow read(ConversationId id) throws SQLException {
        ExactText.bind(find, 1, id.value());
        try (ResultSet found = find.executeQuery()) {
            if (!found.next()) {
                return null;
            }
            ConversationRow row = new ConversationRow(id, found.getLong(1));
            row.stored = true;
            row.size = found.getLong(2);
            row.unread = found.getInt(3);
            row.readTo = found.getLong(4);
            row.settled = found.getLong(5);
            row.last(Position.read(found, 6), found.getInt(18) != 0, found.getBytes(19));
            row.agent = Position.read(found, 9);
            row.waiting = Position.read(found, 12);
            row.received = Position.read(found, 15);
            return row;
        }
    }

    /** Among what has been moved and what is pending. For {@link ConversationRow#add}. */
    Position firstOfCustomerAfter(ConversationRow row, Position position) throws SQLException {
        Position.bind(firstOfCustomerAfter, 2, position);
        Position first = position(firstOfCustomerAfter, row);
        for (Pending pending : row.pending) {
            Position other = pending.event.position();
            if (pending.event.kind() == Kind.CUSTOMER && other.isAfter(position)
                    && (first == null || first.isAfter(other))) {
                first = other;
            }
        }
        return first;
    }

    /** Tells the positions of a row anew from the messages that have been moved. */
    void recompute(ConversationRow row) throws SQLException {
        newest.setLong(1, row.key);
        try (ResultSet found = newest.executeQuery()) {
            if (found.next()) {
                row.last(Position.read(found, 1), found.getInt(4) != 0, found.getBytes(5));
            } else {
                row.last(null, false, null);
            }
        }
        row.agent = position(newestOfAgent, row);
        row.received = position(newestReceived, row);
        if (row.agent == null) {
            row.waiting = position(oldestOfCustomer, row);
        } else {
            Position.bind(firstOfCustomerAfter, 2, row.agent);
            row.waiting = position(firstOfCustomerAfter, row);
        }
    }

    private static Position position(PreparedStatement query, ConversationRow row) throws SQLException {
        query.setLong(1, row.key);
        try (ResultSet found = query.executeQuery()) {
            return found.next() ? Position.read(found, 1) : null;
        }
    }

    /** Writes a row as it will be when its pending events have been moved. {@link #flush} comes later. */
    void write(ConversationRow row) throws SQLException {
        if (!row.stored) {
            name.setLong(1, row.key);
            ExactText.bind(name, 2, row.id.value());
            name.executeUpdate();
        }
        write.add(row.key);
        write.add(row.size);
        write.add(row.unread);
        write.add(row.readTo);
        write.add(row.settledAfterMove());
        write.add(row.last);
        write.add(row.agent);
        write.add(row.waiting);
        write.add(row.received);
        write.add(row.lastUnderstood ? 1 : 0);
        write.add(row.bodyToKeep());
    }

    void flush() throws SQLException {
        write.flush();
    }

    /** The transaction was rolled back. */
    void discard() {
        write.discard();
    }

    /** The tables have changed beside what is kept here; nothing is pending. */
    void forgetAll() {
        cached.clear();
    }
}
