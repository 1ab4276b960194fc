// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.chatdock.store.internal.search.IndexWriter;

/**
 * Writes what is pending of some conversations to the tables, sorted as the tables are, so that every page of them is
 * touched once. It changes nothing in memory: that is for after the commit. The writer's thread only.
 */
final class Mover {
    private static final int ROWS_AT_ONCE = 16;
    private static final int MESSAGE_COLUMNS = 8;
    private static final Comparator<Pending> ORDER = Comparator.comparing(pending -> pending.event);

    private final Formats formats;
    private final ConversationRows conversations;
    private final Epochs epochs;
    private final RowInsert messages;
    private final IndexWriter index;
    private final PreparedStatement deleteInbox;
    private final PreparedStatement progress;
    /** How many events leave which row of the inbox with the transaction that runs. */
    private final Map<InboxRow, Integer> leaving = new HashMap<>();

    Mover(Statements statements, Formats formats, ConversationRows conversations, IndexWriter index)
            throws SQLException {
        this.formats = formats;
        this.conversations = conversations;
        epochs = new Epochs(statements);
        this.index = index;
        messages = new RowInsert(statements,
                "INSERT INTO message (epoch, conversation, seconds, nanos, arrival, understood, kind, body) VALUES",
                MESSAGE_COLUMNS, ROWS_AT_ONCE);
        deleteInbox = statements.prepare("DELETE FROM inbox WHERE key = ?");
        progress = statements.prepare("UPDATE progress SET generation = ?, messages = ?, arrival = ?");
    }

    /** Writes the messages, and the rows of their conversations. @return the ids with their places */
    Map<Digest, Place> write(List<ConversationRow> rows) throws SQLException {
        Map<Digest, Place> ids = new HashMap<>();
        List<Pending> written = new ArrayList<>();
        for (ConversationRow row : rows) {
            List<Pending> sorted = new ArrayList<>(row.pending);
            sorted.sort(ORDER);
            for (Pending pending : sorted) {
                if (pending.event.isMessage()) {
                    insert(row.key, pending.event);
                    ids.put(pending.event.digest(), pending.place());
                    written.add(pending);
                }
            }
            conversations.write(row);
        }
        messages.flush();
        conversations.flush();
        addPlaces(written);
        return ids;
    }

    /** For the search; the words come later. */
    private void addPlaces(List<Pending> written) throws SQLException {
        written.sort(Comparator.comparingLong(pending -> pending.event.arrival()));
        for (Pending pending : written) {
            Event event = pending.event;
            index.addPlace(pending.row.key, event.arrival(), event.position().time());
        }
    }

    private void insert(long conversation, Event message) throws SQLException {
        messages.add(epochs.of(message.arrival()));
        messages.add(conversation);
        messages.add(message.seconds());
        messages.add(message.nanos());
        messages.add(message.arrival());
        messages.add(message.understood() ? 1 : 0);
        messages.add(message.kind().code());
        messages.add(formats.bodies().current(message.body(), message.conversation(), message.position().time()));
    }

    /** Removes the rows of the inbox of which nothing is pending but what is moved now. */
    void clearInbox(List<ConversationRow> rows) throws SQLException {
        leaving.clear();
        for (ConversationRow row : rows) {
            row.pending.forEach(pending -> leaving.merge(pending.inbox, 1, Integer::sum));
        }
        for (Map.Entry<InboxRow, Integer> row : leaving.entrySet()) {
            if (row.getKey().pending() == row.getValue()) {
                deleteInbox.setLong(1, row.getKey().key());
                deleteInbox.executeUpdate();
            }
        }
    }

    void progress(long generation, long count, long arrival) throws SQLException {
        progress.setLong(1, generation);
        progress.setLong(2, count);
        progress.setLong(3, arrival);
        progress.executeUpdate();
    }

    void committed() {
        leaving.forEach(InboxRow::remove);
        leaving.clear();
    }

    void rolledBack() {
        leaving.clear();
        messages.discard();
        conversations.discard();
    }
}
