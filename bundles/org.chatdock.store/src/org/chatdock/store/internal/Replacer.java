// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.store.ConversationState;
import org.chatdock.store.internal.search.IndexWriter;

/**
 * Replaces a message that has been moved: by the delivery that was understood, whose fields count from now on because
 * who handled it saw those, or by a revision. Its place in the arrivals stays. The writer's thread only.
 */
final class Replacer {
    private final Formats formats;
    private final ConversationRows conversations;
    private final IndexWriter index;
    private final Epochs epochs;
    private final PreparedStatement find;
    private final PreparedStatement delete;
    private final PreparedStatement insert;

    Replacer(Statements statements, Formats formats, ConversationRows conversations, IndexWriter index)
            throws SQLException {
        this.formats = formats;
        this.conversations = conversations;
        this.index = index;
        epochs = new Epochs(statements);
        String place = "WHERE epoch = ?1 AND conversation = ?2 AND seconds = ?3 AND nanos = ?4 AND arrival = ?5";
        // A conversation that is being deleted has lost its name already.
        find = statements.prepare("SELECT understood, kind, body FROM message " + place
                + " AND EXISTS (SELECT 1 FROM conversation WHERE key = ?2)");
        delete = statements.prepare("DELETE FROM message " + place);
        insert = statements.prepare("INSERT INTO message (epoch, conversation, seconds, nanos, arrival, understood, "
                + "kind, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    }

    private void bind(PreparedStatement statement, Place place) throws SQLException {
        statement.setLong(1, epochs.of(place.position().arrival()));
        statement.setLong(2, place.conversation());
        Position.bind(statement, 3, place.position());
    }

    /** Of a message that is not kept any more: yes, for there is nothing to replace. */
    boolean isUnderstood(Place place) throws SQLException {
        bind(find, place);
        try (ResultSet row = find.executeQuery()) {
            return !row.next() || row.getInt(1) != 0;
        }
    }

    /** {@code id}: of the conversation it is in. @return null if it is not kept any more */
    Body body(Place place, ConversationId id) throws SQLException {
        bind(find, place);
        try (ResultSet row = find.executeQuery()) {
            return row.next() ? formats.bodies().decode(row.getBytes(3), id, place.position().time()) : null;
        }
    }

    /** {@code id}: of the conversation it is in until now. @return where it is from now on */
    Place replace(Place place, ConversationId id, Body body, boolean understood) throws SQLException {
        Message message = body.message();
        Kind kind = Kind.of(message);
        Kind before = kind(place);
        Position position = new Position(message.time(), place.position().arrival());
        ConversationRow to = row(message.conversation());
        Place after = new Place(to.key, position);
        bind(delete, place);
        delete.executeUpdate();
        bind(insert, after);
        insert.setInt(6, understood ? 1 : 0);
        insert.setInt(7, kind.code());
        insert.setBytes(8, formats.bodies().encode(body));
        insert.executeUpdate();
        index.replace(to.key, position.arrival(), message);
        if (to.key != place.conversation()) {
            ConversationRow from = row(id);
            count(from, before, position.arrival(), -1);
            count(to, kind, position.arrival(), 1);
            if (kind == Kind.CUSTOMER) {
                to.state = ConversationState.OPEN;
            }
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
