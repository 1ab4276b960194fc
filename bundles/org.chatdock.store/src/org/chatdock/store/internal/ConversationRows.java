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
            + "received_seconds, received_nanos, received_arrival, last_understood, last_body, state";
    private static final int COUNT = 19;
    /** In one epoch. */
    private static final String POSITION = "SELECT seconds, nanos, arrival, understood, body FROM message "
            + "WHERE epoch = ?1 AND conversation = ?2 AND (seconds, nanos, arrival) > (?3, ?4, ?5) "
            + "AND (seconds, nanos, arrival) < (?6, ?7, ?8) ";
    private static final String FORWARD = " ORDER BY seconds, nanos, arrival LIMIT 1";
    private static final String BACKWARD = " ORDER BY seconds DESC, nanos DESC, arrival DESC LIMIT 1";

    /** What a search among the messages finds. */
    private interface Found {
        void read(ResultSet row) throws SQLException;
    }

    private final Formats formats;
    private final PreparedStatement findId;
    private final PreparedStatement find;
    private final PreparedStatement name;
    private final PreparedStatement newest;
    private final PreparedStatement newestOfAgent;
    private final PreparedStatement newestOfCustomer;
    private final PreparedStatement newestReceived;
    private final PreparedStatement oldestOfCustomer;
    private final Epochs epochs;
    private final RowInsert write;
    private final Map<ConversationId, ConversationRow> cached = new HashMap<>();
    private long lastKey;

    ConversationRows(Statements statements, Formats formats, long lastKey) throws SQLException {
        this.formats = formats;
        this.lastKey = lastKey;
        findId = statements.prepare("SELECT id FROM conversation WHERE key = ?");
        find = statements.prepare("SELECT c.key, " + COLUMNS
                + " FROM conversation c JOIN standing s ON s.conversation = c.key WHERE c.id = ?");
        name = statements.prepare("INSERT INTO conversation (key, id) VALUES (?, ?)");
        epochs = new Epochs(statements);
        newest = statements.prepare(POSITION + BACKWARD);
        newestOfAgent = statements.prepare(POSITION + "AND kind = " + Kind.AGENT.code() + BACKWARD);
        newestOfCustomer = statements.prepare(POSITION + "AND kind = " + Kind.CUSTOMER.code() + BACKWARD);
        newestReceived = statements.prepare(POSITION + "AND kind <> " + Kind.AGENT.code() + BACKWARD);
        oldestOfCustomer = statements.prepare(POSITION + "AND kind = " + Kind.CUSTOMER.code() + FORWARD);
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

    /** The highest number that a conversation has had. */
    long lastKey() {
        return lastKey;
    }

    ConversationRow create(ConversationId id) {
        return new ConversationRow(id, ++lastKey);
    }

    ConversationId id(long key) throws SQLException {
        findId.setLong(1, key);
        try (ResultSet found = findId.executeQuery()) {
            return found.next() ? formats.names().read(found, 1) : null;
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
        formats.names().bind(find, 1, id);
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
            row.state = StateCode.state(found.getInt(20));
            return row;
        }
    }

    /** Among what has been moved and what is pending. For {@link ConversationRow#add}. */
    Position firstOfCustomerAfter(ConversationRow row, Position position) throws SQLException {
        Position first = firstOfCustomer(row, position);
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
        row.last(null, false, null);
        newest(newest, row, found -> row.last(Position.read(found, 1), found.getInt(4) != 0, found.getBytes(5)));
        row.agent = newest(newestOfAgent, row, found -> { });
        row.received = newest(newestReceived, row, found -> { });
        row.waiting = firstOfCustomer(row, row.agent == null ? Position.LOWEST : row.agent);
    }

    /** The customer's newest message in the order of the list, moved or pending; null if there is none. */
    Position newestOfCustomer(ConversationRow row) throws SQLException {
        Position position = newest(newestOfCustomer, row, found -> { });
        for (Pending pending : row.pending) {
            if (pending.event.kind() == Kind.CUSTOMER && pending.event.position().isAfter(position)) {
                position = pending.event.position();
            }
        }
        return position;
    }

    /** What an epoch has is only looked for where it is newer than what the epochs before it have. */
    private Position newest(PreparedStatement query, ConversationRow row, Found reader) throws SQLException {
        Position best = null;
        for (long epoch = epochs.newest(); epoch >= 0; epoch--) {
            Position position = position(query, epoch, row, best == null ? Position.LOWEST : best, Position.HIGHEST,
                    reader);
            best = position == null ? best : position;
        }
        return best;
    }

    /** The customer's oldest message after a position among what has been moved, null if there is none. */
    private Position firstOfCustomer(ConversationRow row, Position after) throws SQLException {
        Position best = null;
        for (long epoch = epochs.newest(); epoch >= 0; epoch--) {
            Position position = position(oldestOfCustomer, epoch, row, after, best == null ? Position.HIGHEST : best,
                    found -> { });
            best = position == null ? best : position;
        }
        return best;
    }

    private static Position position(PreparedStatement query, long epoch, ConversationRow row, Position after,
            Position before, Found reader) throws SQLException {
        query.setLong(1, epoch);
        query.setLong(2, row.key);
        Position.bind(query, 3, after);
        Position.bind(query, 6, before);
        try (ResultSet found = query.executeQuery()) {
            if (!found.next()) {
                return null;
            }
            reader.read(found);
            return Position.read(found, 1);
        }
    }

    /** Writes a row as it will be when its pending events have been moved. {@link #flush} comes later. */
    void write(ConversationRow row) throws SQLException {
        if (!row.stored) {
            name.setLong(1, row.key);
            formats.names().bind(name, 2, row.id);
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
        byte[] body = row.bodyToKeep();
        write.add(body == null ? null : formats.bodies().current(body, row.id, row.last.time()));
        write.add(StateCode.of(row.state));
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
