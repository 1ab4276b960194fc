// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.store.Appended;
import org.chatdock.store.internal.search.IndexWriter;

/**
 * The one connection that writes, and what a transaction does on it. After the opening: the writer's thread only.
 * A transaction is {@link #append} and {@link #markRead} any number of times, then {@link #commit} or
 * {@link #rollback}; or {@link #move} alone. Memory changes after the commit only.
 * <p>
 * Nearly every transaction adds to the inbox and does nothing else. The exception replaces a message that nobody
 * understood: it moves all that is pending and then works on the tables, so it cannot be mixed with the others; a write
 * that does not fit is postponed.
 */
final class WriteSession implements AutoCloseable {
    /** A bigger row would only cost memory when it is read again. */
    private static final int INBOX_ROW_BYTES = 1 << 20;

    /** When the log is taken into the file. */
    private static final int LOG_BYTES = 16 << 20;
    /** What a row of the inbox adds to the log beside its own bytes, and a moved conversation beside its messages. */
    private static final int INBOX_LOG_BYTES = 3 * 4096;
    private static final int MOVE_LOG_BYTES = 3 * 4096 / 2;

    /** An event that the transaction adds to the inbox. */
    private record Staged(Event event, ConversationRow row, Message message) {
    }

    private final Connection connection;
    private final Statements statements;
    private final Backlog backlog;
    private final ConversationRows conversations;
    private final IdWriter idWriter;
    private final IdBlocks idBlocks;
    private final IndexWriter index;
    private final Mover mover;
    private final Replacer replacer;
    private final Asides asides;
    private final PreparedStatement insertInbox;
    private long lastArrival;
    private boolean usable = true;
    /** About how much the log has grown since it was last taken into the file. */
    private long logBytes;

    // Of the transaction that runs:
    private final List<Staged> staged = new ArrayList<>();
    private final Map<Digest, Staged> stagedIds = new HashMap<>();
    private final Set<ConversationRow> stagedFromCustomer = new HashSet<>();
    private final Set<ConversationRow> stagedRead = new HashSet<>();
    /** Where the messages are that the transaction replaces; not null: it is one of that sort. */
    private Map<Digest, Place> replaced;
    /** What such a transaction has moved at its begin, and the places of that. */
    private List<ConversationRow> movedFirst;
    private Map<Digest, Place> movedIds;
    private boolean postponed;
    private StoreChanges changes = new StoreChanges();

    private WriteSession(Connection connection, Formats formats, Backlog backlog) throws SQLException {
        this.connection = connection;
        this.backlog = backlog;
        statements = new Statements(connection);
        conversations = new ConversationRows(statements, number("SELECT coalesce(max(key), 0) FROM conversation"));
        idWriter = new IdWriter(statements);
        idBlocks = new IdBlocks(statements);
        index = new IndexWriter(connection, formats.tokens());
        mover = new Mover(statements, conversations, formats.bodies(), index);
        replacer = new Replacer(statements, conversations, index);
        asides = new Asides(statements);
        insertInbox = statements.prepare("INSERT INTO inbox (key, events) VALUES (?, ?)");
        lastArrival = number("SELECT arrival FROM progress");
        backlog.restart(number("SELECT generation FROM progress"), number("SELECT messages FROM progress"),
                lastArrival, idWriter.load(), recover(), conversations::firstOfCustomerAfter);
        connection.rollback();
    }

    /** Opens the file, creates it if there is none, and brings to memory what is in the inbox. */
    static WriteSession open(Database database, Formats formats, Backlog backlog) throws SQLException {
        Connection connection = database.openToWrite();
        try {
            Schema.create(connection, formats);
            return new WriteSession(connection, formats, backlog);
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

    /** What was moved already is skipped: of a conversation everything is moved at once. */
    private List<Pending> recover() throws SQLException {
        List<Pending> events = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT key, events FROM inbox ORDER BY key")) {
            while (row.next()) {
                InboxRow inbox = new InboxRow(row.getLong(1));
                List<Event> read = new ArrayList<>();
                EventFormat.read(row.getBytes(2), inbox.key(), read::add);
                for (Event event : read) {
                    ConversationRow conversation = conversations.findOrCreate(event.conversation());
                    lastArrival = Math.max(lastArrival, event.arrival());
                    if (event.arrival() > conversation.settled) {
                        events.add(new Pending(event, conversation, inbox));
                    }
                }
            }
        }
        return events;
    }

    Connection connection() {
        return connection;
    }

    /** False: what is in memory may not be what is in the file; to be closed and opened anew. */
    boolean isUsable() {
        return usable;
    }

    /** Whether the last call did nothing because it does not fit into this transaction. To be asked after each. */
    boolean takePostponed() {
        boolean answer = postponed;
        postponed = false;
        return answer;
    }

    /** {@code digest}, {@code body}: of the message. @return null if postponed */
    Appended append(Message message, Digest digest, byte[] body, boolean understood) throws SQLException {
        if (stagedIds.containsKey(digest)) {
            return known(stagedIds.get(digest).event.understood(), understood);
        }
        if (replaced != null && replaced.containsKey(digest)) {
            return Appended.DUPLICATE;
        }
        Pending pending = backlog.pending(digest);
        Place place = pending == null ? moved(digest) : pending.place();
        if (place == null) {
            return add(message, digest, body, understood);
        }
        boolean was = pending == null ? replacer.isUnderstood(place) : pending.event.understood();
        return was || !understood ? Appended.DUPLICATE : understand(message, digest, body, place);
    }

    /** Of a message that came in this transaction; to understand it now takes a transaction that replaces. */
    private Appended known(boolean was, boolean understood) {
        postponed = !was && understood;
        return postponed ? null : Appended.DUPLICATE;
    }

    private Place moved(Digest digest) throws SQLException {
        Place place = backlog.ids().recent(digest);
        return place != null ? place : idBlocks.find(digest, backlog.ids().candidates(digest));
    }

    private Appended add(Message message, Digest digest, byte[] body, boolean understood) throws SQLException {
        if (replaced != null) {
            postponed = true;
            return null;
        }
        ConversationRow row = conversations.findOrCreate(message.conversation());
        // A rolled back transaction leaves a gap: that is cheaper than asking for the number.
        Position position = new Position(message.time(), ++lastArrival);
        Kind kind = Kind.of(message);
        Staged event = new Staged(Event.message(message.conversation(), position, kind, understood, digest, body), row,
                message);
        staged.add(event);
        stagedIds.put(digest, event);
        if (kind == Kind.CUSTOMER) {
            stagedFromCustomer.add(row);
        }
        return Appended.ADDED;
    }

    private Appended understand(Message message, Digest digest, byte[] body, Place place) throws SQLException {
        if (!staged.isEmpty()) {
            postponed = true;
            return null;
        }
        if (replaced == null) {
            movedFirst = List.copyOf(backlog.rows());
            movedIds = mover.write(movedFirst);
            replaced = new HashMap<>();
        }
        ConversationId before = conversations.id(place.conversation());
        Place after = replacer.replace(place, before, message, body);
        replaced.put(digest, after);
        changes.changed(before);
        changes.changed(message.conversation());
        return Appended.UNDERSTOOD;
    }

    void markRead(ConversationId conversation) throws SQLException {
        if (replaced != null) {
            postponed = true;
            return;
        }
        ConversationRow row = conversations.find(conversation);
        if (row != null && (row.unread > 0 && !stagedRead.contains(row) || stagedFromCustomer.remove(row))) {
            stagedFromCustomer.remove(row);
            stagedRead.add(row);
            staged.add(new Staged(Event.read(conversation, ++lastArrival), row, null));
            changes.changed(conversation);
        }
    }

    /** What agents write for themselves fits into any transaction: it has tables of its own. */
    Asides asides() {
        return asides;
    }

    /** Something that is kept beside a conversation's messages has changed. */
    void touched(ConversationId conversation) {
        changes.changed(conversation);
    }

    /** @return what the transaction changed */
    StoreChanges commit() throws SQLException {
        if (replaced != null) {
            commitReplaced();
        } else {
            commitStaged();
        }
        StoreChanges committed = changes;
        forget();
        return committed;
    }

    private void commitReplaced() throws SQLException {
        movedIds.putAll(replaced);
        IdChange ids = finishMove(movedFirst, movedIds);
        connection.commit();
        mover.committed();
        backlog.settled(movedFirst, ids);
        conversations.forgetAll();
    }

    private void commitStaged() throws SQLException {
        List<Pending> events = writeInbox();
        connection.commit();
        for (Staged event : staged) {
            if (event.message != null) {
                changes.added(event.message);
            }
        }
        try {
            backlog.publish(events, conversations::firstOfCustomerAfter);
        } catch (SQLException e) {
            // It is committed, so it is not a failure; but whoever reads needs it, too.
            usable = false;
        }
    }

    private List<Pending> writeInbox() throws SQLException {
        List<Pending> events = new ArrayList<>(staged.size());
        for (int from = 0; from < staged.size(); from = events.size()) {
            InboxRow inbox = new InboxRow(staged.get(from).event.arrival());
            ByteWriter bytes = new ByteWriter(4096);
            EventFormat.begin(bytes);
            for (int i = from; i < staged.size() && bytes.length() < INBOX_ROW_BYTES; i++) {
                EventFormat.write(bytes, inbox.key(), staged.get(i).event);
                events.add(new Pending(staged.get(i).event, staged.get(i).row, inbox));
            }
            insertInbox.setLong(1, inbox.key());
            insertInbox.setBytes(2, bytes.toBytes());
            insertInbox.executeUpdate();
            logBytes += bytes.length() + INBOX_LOG_BYTES;
        }
        return events;
    }

    /** Moves a slice of what is pending, in a transaction of its own. */
    void move(int wantedMessages) throws SQLException {
        List<ConversationRow> rows = backlog.slice(wantedMessages);
        IdChange ids = finishMove(rows, mover.write(rows));
        connection.commit();
        mover.committed();
        backlog.settled(rows, ids);
        conversations.limit();
    }

    private IdChange finishMove(List<ConversationRow> rows, Map<Digest, Place> ids) throws SQLException {
        long count = 0;
        for (ConversationRow row : rows) {
            logBytes += MOVE_LOG_BYTES;
            for (Pending pending : row.pending) {
                count += pending.event.isMessage() ? 1 : 0;
                logBytes += pending.bytes();
            }
        }
        index.flush();
        mover.clearInbox(rows);
        mover.progress(backlog.generation() + 1, backlog.moved() + count, lastArrival);
        return idWriter.write(backlog.ids(), ids);
    }

    /**
     * Takes the log into the file if it has become long. Not by SQLite itself, because that would do it inside of a
     * commit, while somebody waits for it. Between two transactions.
     */
    void shortenLog() throws SQLException {
        if (logBytes > LOG_BYTES) {
            logBytes = 0;
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
            }
        }
    }

    void rollback() throws SQLException {
        forget();
        mover.rolledBack();
        index.discard();
        connection.rollback();
    }

    private void forget() {
        staged.clear();
        stagedIds.clear();
        stagedFromCustomer.clear();
        stagedRead.clear();
        replaced = null;
        movedFirst = null;
        movedIds = null;
        changes = new StoreChanges();
    }

    @Override
    public void close() throws SQLException {
        index.close();
        statements.close();
    }
}
