// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.store.internal.search.IndexWriter;

/**
 * Replaces a message that has been moved by the delivery that was understood. That one's fields count from now on: who
 * handled it saw those. Its place in the arrivals stays. The writer's thread only.
 */
final class Replacer {
    private final ConversationRows conversations;
    private final IndexWriter index;
    private final PreparedStatement find;
    private final PreparedStatement delete;
    private final PreparedStatement insert;

    Replacer(Statements statements, ConversationRows conversations, IndexWriter index) throws SQLException {
        this.conversations = conversations;
        this.index = index;
        String place = "WHERE conversation = ?1 AND seconds = ?2 AND nanos = ?3 AND arrival = ?4";
        find = statements.prepare("SELECT understood, kind FROM message " + place);
        delete = statements.prepare("DELETE FROM message " + place);
        insert = statements.prepare("INSERT INTO message (conversation, seconds, nanos, arrival, understood, kind, "
                + "body) VALUES (?, ?, ?, ?, 1, ?, ?)");
    }

    private static void bind(PreparedStatement statement, Place place) throws SQLException {
        statement.setLong(1, place.conversation());
        Position.bind(statement, 2, place.position());
    }

    /** Of a message that is not kept any more: yes, for there is nothing to replace. */
    boolean isUnderstood(Place place) throws SQLException {
        bind(find, place);
        try (ResultSet row = find.executeQuery()) {
            return !row.next() || row.getInt(1) != 0;
        }
    }

    /** {@code id}: of the conversation it is in until now. @return where it is from now on */
    Place replace(Place place, ConversationId id, Message message, byte[] body) throws SQLException {
        Kind kind = Kind.of(message);
        Kind before = kind(place);
        Position position = new Position(message.time(), place.position().arrival());
        ConversationRow to = row(message.conversation());
        Place after = new Place(to.key, position);
        bind(delete, place);
        delete.executeUpdate();
        bind(insert, after);
        insert.setInt(5, kind.code());
        insert.setBytes(6, body);
        insert.executeUpdate();
        index.remove(position.arrival());
        index.add(to.key, position.arrival(), message);
        if (to.key != place.conversation()) {
            ConversationRow from = row(id);
            count(from, before, position.arrival(), -1);
            count(to, kind, position.arrival(), 1);
            recompute(from);
        } else {
            count(to, before, position.arrival(), -1);
            count(to, kind, position.arrival(), 1);
        }
        recompute(to);
        return after;
    }

    private Kind kind(Place place) throws SQLException {
        bind(find, place);
        try (ResultSet row = find.executeQuery()) {
            return row.next() ? Kind.of(row.getInt(2)) : Kind.OTHER;
        }
    }

    /** A fresh one: what is in memory shall not change before the commit. */
    private ConversationRow row(ConversationId id) throws SQLException {
        ConversationRow row = conversations.read(id);
        return row != null ? row : conversations.create(id);
    }

    private static void count(ConversationRow row, Kind kind, long arrival, int sign) {
        row.size += sign;
        if (kind == Kind.CUSTOMER && arrival > row.readTo) {
            row.unread += sign;
        }
    }

    private void recompute(ConversationRow row) throws SQLException {
        conversations.recompute(row);
        conversations.write(row);
        conversations.flush();
    }
}
