// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.StoreException;
import org.chatdock.store.internal.Renewed.Phase;

/**
 * Seals anew what was sealed with an older key, a few rows in a transaction. What is written meanwhile is never behind:
 * whoever writes a body into a table writes it as {@link BodyCodec#renew} gives it. The writer's thread only.
 */
final class Renewer {
    private static final int ROWS = 200;

    private record Row(Place place, ConversationId conversation, byte[] body) {
    }

    private final Formats formats;
    private final Epochs epochs;
    private final Asides asides;
    private final WaitingRevisions revisions;
    private final PreparedStatement messages;
    private final PreparedStatement updateMessage;
    private final PreparedStatement standings;
    private final PreparedStatement updateStanding;
    private final PreparedStatement inbox;

    Renewer(Statements statements, Formats formats, Asides asides, WaitingRevisions revisions) throws SQLException {
        this.formats = formats;
        epochs = new Epochs(statements);
        this.asides = asides;
        this.revisions = revisions;
        messages = statements.prepare("SELECT m.conversation, m.seconds, m.nanos, m.arrival, c.id, m.body "
                + "FROM message m JOIN conversation c ON c.key = m.conversation "
                + "WHERE (m.epoch, m.conversation, m.seconds, m.nanos, m.arrival) > (?1, ?2, ?3, ?4, ?5) "
                + "ORDER BY m.epoch, m.conversation, m.seconds, m.nanos, m.arrival LIMIT " + ROWS);
        updateMessage = statements.prepare("UPDATE message SET body = ?6 "
                + "WHERE epoch = ?1 AND conversation = ?2 AND seconds = ?3 AND nanos = ?4 AND arrival = ?5");
        standings = statements.prepare("SELECT s.conversation, s.last_seconds, s.last_nanos, s.last_arrival, c.id, "
                + "s.last_body FROM standing s JOIN conversation c ON c.key = s.conversation "
                + "WHERE s.conversation > ?1 AND s.last_body IS NOT NULL ORDER BY s.conversation LIMIT " + ROWS);
        updateStanding = statements.prepare("UPDATE standing SET last_body = ?2 WHERE conversation = ?1");
        inbox = statements.prepare("SELECT 1 FROM inbox WHERE key <= ? LIMIT 1");
    }

    /** Goes a step on. @return how far it is then; null: all is done */
    Renewed step(Renewed from) throws SQLException {
        return switch (from.phase()) {
            case MESSAGES -> messages(from);
            case STANDINGS -> standings(from);
            case ASIDES -> asides(from);
            case INBOX -> inboxHas(from.fence()) ? from : null;
        };
    }

    private Renewed messages(Renewed from) throws SQLException {
        bind(messages, from.conversation(), from.position());
        List<Row> rows = read(messages);
        for (Row row : rows) {
            byte[] body = renewed(row);
            if (body != null) {
                bind(updateMessage, row.place.conversation(), row.place.position());
                updateMessage.setBytes(6, body);
                updateMessage.executeUpdate();
            }
        }
        return rows.isEmpty() ? from.begin(Phase.STANDINGS) : from.message(rows.get(rows.size() - 1).place);
    }

    private void bind(PreparedStatement statement, long conversation, Position position) throws SQLException {
        statement.setLong(1, epochs.of(position.arrival()));
        statement.setLong(2, conversation);
        Position.bind(statement, 3, position);
    }

    private Renewed standings(Renewed from) throws SQLException {
        standings.setLong(1, from.conversation());
        List<Row> rows = read(standings);
        for (Row row : rows) {
            byte[] body = renewed(row);
            if (body != null) {
                updateStanding.setLong(1, row.place.conversation());
                updateStanding.setBytes(2, body);
                updateStanding.executeUpdate();
            }
        }
        return rows.isEmpty() ? from.begin(Phase.ASIDES)
                : from.standing(rows.get(rows.size() - 1).place.conversation());
    }

    /** All at once: agents do not write that much. */
    private Renewed asides(Renewed from) throws SQLException {
        asides.renew();
        revisions.renew();
        return from.begin(Phase.INBOX);
    }

    private boolean inboxHas(long fence) throws SQLException {
        inbox.setLong(1, fence);
        try (ResultSet row = inbox.executeQuery()) {
            return row.next();
        }
    }

    private List<Row> read(PreparedStatement query) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                rows.add(new Row(new Place(row.getLong(1), Position.read(row, 2)), formats.names().read(row, 5),
                        row.getBytes(6)));
            }
        }
        return rows;
    }

    /** Null if it stays as it is: it is new, or broken; what is broken cannot be read with any key. */
    private byte[] renewed(Row row) {
        try {
            return formats.bodies().renew(row.body, row.conversation, row.place.position().time());
        } catch (StoreException e) {
            return null;
        }
    }
}
