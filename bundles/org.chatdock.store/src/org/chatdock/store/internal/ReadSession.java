// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.StoredMessage;

/** A connection that reads, and its queries. One thread at a time. */
final class ReadSession implements AutoCloseable {
    private static final String PAGE = "SELECT " + MessageColumns.READ + " FROM message m "
            + "WHERE m.conversation = (SELECT key FROM conversation WHERE id = ?1) ";
    private static final String NEWEST_FIRST = "ORDER BY m.seconds DESC, m.nanos DESC, m.arrival DESC LIMIT ?2";
    private static final Comparator<ConversationSummary> BY_NEWEST = Comparator
            .comparing((ConversationSummary summary) -> position(summary.last())).reversed();

    private final MessageColumns columns;
    private final Statements statements;
    private final PreparedStatement conversations;
    private final PreparedStatement lastReceived;
    private final PreparedStatement newest;
    private final PreparedStatement before;
    private final PreparedStatement place;
    private final PreparedStatement find;
    private final PreparedStatement unknown;
    private final PreparedStatement size;

    ReadSession(Database database, MessageColumns columns) throws SQLException {
        this.columns = columns;
        statements = new Statements(database.openToRead());
        try {
            conversations = statements.prepare("SELECT c.id, c.unread, c.waiting_seconds, c.waiting_nanos, "
                    + MessageColumns.READ + " FROM conversation c JOIN message m ON m.arrival = c.last_arrival");
            lastReceived = statements.prepare("SELECT c.id, (SELECT m.id FROM message m WHERE m.conversation = c.key "
                    + "AND m.from_type <> '" + SenderType.AGENT
                    + "' ORDER BY m.seconds DESC, m.nanos DESC, m.arrival DESC LIMIT 1) FROM conversation c");
            newest = statements.prepare(PAGE + NEWEST_FIRST);
            before = statements.prepare(PAGE + "AND (m.seconds, m.nanos, m.arrival) < (?3, ?4, ?5) " + NEWEST_FIRST);
            place = statements.prepare("SELECT seconds, nanos, arrival FROM message WHERE id = ?1 "
                    + "AND conversation = (SELECT key FROM conversation WHERE id = ?2)");
            find = statements.prepare("SELECT c.id, " + MessageColumns.READ
                    + " FROM message m JOIN conversation c ON c.key = m.conversation WHERE m.id = ?");
            unknown = statements.prepare("SELECT c.id, " + MessageColumns.READ
                    + " FROM message m JOIN conversation c ON c.key = m.conversation "
                    + "WHERE m.understood = 0 AND m.arrival > ?1 ORDER BY m.arrival LIMIT ?2");
            size = statements.prepare("SELECT coalesce(sum(size), 0) FROM conversation");
        } catch (SQLException e) {
            statements.close();
            throw e;
        }
    }

    /** Sorted here: SQLite would drag the texts through its sorter. */
    List<ConversationSummary> conversations() throws SQLException {
        List<ConversationSummary> list = new ArrayList<>();
        try (ResultSet row = conversations.executeQuery()) {
            while (row.next()) {
                ConversationId id = new ConversationId(ExactText.read(row, 1));
                list.add(new ConversationSummary(id, columns.read(row, 5, id), row.getInt(2),
                        Position.readTime(row, 3)));
            }
        }
        list.sort(BY_NEWEST);
        return Collections.unmodifiableList(list);
    }

    Map<ConversationId, MessageId> lastReceived() throws SQLException {
        Map<ConversationId, MessageId> ids = new HashMap<>();
        try (ResultSet row = lastReceived.executeQuery()) {
            while (row.next()) {
                String id = ExactText.read(row, 2);
                if (id != null) {
                    ids.put(new ConversationId(ExactText.read(row, 1)), new MessageId(id));
                }
            }
        }
        return Collections.unmodifiableMap(ids);
    }

    private static Position position(StoredMessage message) {
        return new Position(message.message().time(), message.arrival());
    }

    List<StoredMessage> page(ConversationId conversation, MessageId end, int limit) throws SQLException {
        Position position = end == null ? null : place(conversation, end);
        PreparedStatement query = position == null ? newest : before;
        ExactText.bind(query, 1, conversation.value());
        query.setInt(2, limit);
        if (position != null) {
            Position.bind(query, 3, position);
        }
        List<StoredMessage> page = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                page.add(columns.read(row, 1, conversation));
            }
        }
        Collections.reverse(page);
        return Collections.unmodifiableList(page);
    }

    private Position place(ConversationId conversation, MessageId id) throws SQLException {
        ExactText.bind(place, 1, id.value());
        ExactText.bind(place, 2, conversation.value());
        try (ResultSet row = place.executeQuery()) {
            return row.next() ? Position.read(row, 1) : null;
        }
    }

    Optional<StoredMessage> find(MessageId id) throws SQLException {
        ExactText.bind(find, 1, id.value());
        try (ResultSet row = find.executeQuery()) {
            return row.next()
                    ? Optional.of(columns.read(row, 2, new ConversationId(ExactText.read(row, 1))))
                    : Optional.empty();
        }
    }

    List<StoredMessage> unknown(long afterArrival, int limit) throws SQLException {
        unknown.setLong(1, afterArrival);
        unknown.setInt(2, limit);
        List<StoredMessage> page = new ArrayList<>();
        try (ResultSet row = unknown.executeQuery()) {
            while (row.next()) {
                page.add(columns.read(row, 2, new ConversationId(ExactText.read(row, 1))));
            }
        }
        return Collections.unmodifiableList(page);
    }

    long size() throws SQLException {
        try (ResultSet row = size.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    @Override
    public void close() throws SQLException {
        statements.close();
    }
}
