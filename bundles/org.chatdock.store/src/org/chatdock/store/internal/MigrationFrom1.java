// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.store.internal.search.IndexWriter;

/**
 * Brings what version 1 has written into the tables of today: there a message was a row of many columns in the order of
 * arrival. Part of the transaction that creates the tables: if the process is killed, the file is as it was, and the
 * next one begins anew. Memory stays small, however many messages there are.
 */
final class MigrationFrom1 {
    private static final int ROWS_AT_ONCE = 16;
    private static final int MESSAGE_COLUMNS = 8;
    private static final String ALL = "SELECT m.conversation, c.id, m.seconds, m.nanos, m.arrival, m.understood, m.id, "
            + "m.sender, m.receiver, m.from_type, m.type, m.picture_url, m.file_url, m.media_id, m.extra, m.content "
            + "FROM message_1 m CROSS JOIN conversation_1 c ON c.key = m.conversation "
            + "ORDER BY m.conversation, m.seconds, m.nanos, m.arrival";

    private final Connection connection;
    private final Formats formats;
    private final ExtraJson json = new ExtraJson();

    MigrationFrom1(Connection connection, Formats formats) {
        this.connection = connection;
        this.formats = formats;
    }

    /** Makes room for the new tables of the same names. */
    static void setAside(Statement statement) throws SQLException {
        // What is dropped below may be in the clear where what takes its place is not.
        statement.execute("PRAGMA secure_delete = ON");
        statement.execute("ALTER TABLE message RENAME TO message_1");
        statement.execute("ALTER TABLE conversation RENAME TO conversation_1");
        statement.execute("DROP INDEX IF EXISTS message_unknown");
    }

    void run() throws SQLException {
        Statements statements = new Statements(connection);
        try {
            long arrival = number(statements, "SELECT coalesce(max(arrival), 0) FROM message_1");
            conversations(statements);
            long count = messages(statements);
            places(statements);
            standings(statements, arrival);
            PreparedStatement progress = statements.prepare("UPDATE progress SET messages = ?, arrival = ?");
            progress.setLong(1, count);
            progress.setLong(2, arrival);
            progress.executeUpdate();
            statements.prepare("DROP TABLE message_1").executeUpdate();
            statements.prepare("DROP TABLE conversation_1").executeUpdate();
        } finally {
            statements.closeStatements();
        }
    }

    private static long number(Statements statements, String query) throws SQLException {
        try (ResultSet row = statements.prepare(query).executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private void conversations(Statements statements) throws SQLException {
        PreparedStatement insert = statements.prepare("INSERT INTO conversation (key, id) VALUES (?, ?)");
        try (ResultSet row = statements.prepare("SELECT key, id FROM conversation_1").executeQuery()) {
            while (row.next()) {
                insert.setLong(1, row.getLong(1));
                formats.names().bind(insert, 2, new ConversationId(ExactText.read(row, 2)));
                insert.executeUpdate();
            }
        }
    }

    private long messages(Statements statements) throws SQLException {
        RowInsert insert = new RowInsert(statements,
                "INSERT INTO message (epoch, conversation, seconds, nanos, arrival, understood, kind, body) VALUES",
                MESSAGE_COLUMNS, ROWS_AT_ONCE);
        Epochs epochs = new Epochs(statements);
        IdWriter writer = new IdWriter(statements);
        IdIndex ids = new IdIndex();
        Map<Digest, Place> some = new HashMap<>();
        long count = 0;
        PreparedStatement all = statements.prepare(ALL);
        try (ResultSet row = all.executeQuery()) {
            while (row.next()) {
                Place place = new Place(row.getLong(1), Position.read(row, 3));
                Message message = message(row, place.position());
                insert.add(epochs.of(place.position().arrival()));
                insert.add(place.conversation());
                insert.add(place.position());
                insert.add(row.getInt(6) == 0 ? 0 : 1);
                insert.add(Kind.of(message).code());
                insert.add(formats.bodies().encode(message));
                some.put(formats.ids().of(message.id()), place);
                if (some.size() == IdFilter.EPOCH_IDS) {
                    writer.write(ids, some).applyTo(ids);
                    some.clear();
                }
                count++;
            }
        }
        insert.flush();
        writer.write(ids, some);
        return count;
    }

    /** For the search; the words are indexed when the store is open. */
    private void places(Statements statements) throws SQLException {
        PreparedStatement all = statements.prepare(
                "SELECT conversation, seconds, nanos, arrival FROM message_1 ORDER BY arrival");
        try (IndexWriter index = new IndexWriter(connection, formats.tokens()); ResultSet row = all.executeQuery()) {
            while (row.next()) {
                Position position = Position.read(row, 2);
                index.addPlace(row.getLong(1), position.arrival(), position.time());
            }
            index.flush();
        }
    }

    private Message message(ResultSet row, Position position) throws SQLException {
        Attachment attachment = new Attachment(ExactText.read(row, 12), ExactText.read(row, 13),
                ExactText.read(row, 14));
        return new Message(new MessageId(ExactText.read(row, 7)), new ConversationId(ExactText.read(row, 2)),
                ExactText.read(row, 8), ExactText.read(row, 9), ExactText.read(row, 10), ExactText.read(row, 11),
                ExactText.read(row, 16), attachment, position.time(), json.read(ExactText.read(row, 15)));
    }

    /** What was counted is taken over, the rest is told from the messages. */
    private void standings(Statements statements, long arrival) throws SQLException {
        ConversationRows rows = new ConversationRows(statements, formats, 0);
        PreparedStatement old = statements.prepare("SELECT key, id, size, unread, read_to FROM conversation_1");
        try (ResultSet row = old.executeQuery()) {
            while (row.next()) {
                ConversationRow conversation = new ConversationRow(new ConversationId(ExactText.read(row, 2)),
                        row.getLong(1));
                conversation.stored = true;
                conversation.size = row.getLong(3);
                conversation.unread = row.getInt(4);
                conversation.readTo = row.getLong(5);
                conversation.settled = arrival;
                rows.recompute(conversation);
                rows.write(conversation);
            }
        }
        rows.flush();
    }
}
