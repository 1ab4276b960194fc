// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.ConversationState;
import org.chatdock.api.store.Revised;
import org.chatdock.api.store.Revision;
import org.chatdock.store.internal.search.IndexWriter;

/**
 * The one connection that writes, and what a transaction does on it. After the opening: the writer's thread only.
 * A transaction is {@link #append} and {@link #markRead} any number of times, then {@link #commit} or
 * {@link #rollback}; or {@link #move} or {@link #index} alone. Memory changes after the commit only.
 * <p>
 * Nearly every transaction adds to the inbox and does nothing else. The exception replaces a message that nobody
 * understood: it moves all that is pending and then works on the tables, so it cannot be mixed with the others; a write
 * that does not fit is postponed.
 */
final class WriteSession implements AutoCloseable {
    private static final String INBOX = "inbox";
    /** How long the log gets while another file is taken over. */
    private static final int TAKEN_LOG_BYTES = 16 << 20;
    /** A bigger row would only cost memory when it is read again. */
    private static final int INBOX_ROW_BYTES = 1 << 20;

    /** So many messages go in a transaction. */
    private static final int STEP_MESSAGES = 1000;
    /** While more than this is pending, trimming waits. */
    private static final long TRIM_BACKLOG_BYTES = 1 << 20;

    private final Connection connection;
    private final Formats formats;
    private final Statements statements;
    private final Backlog backlog;
    private final ConversationRows conversations;
    private final IdWriter idWriter;
    private final IdBlocks idBlocks;
    private final IndexWriter index;
    private final Indexer indexer;
    private final boolean indexing;
    private final Mover mover;
    private final Replacer replacer;
    private final UnreadCount unread;
    private final WaitingRevisions revisions;
    private final Asides asides;
    private final Deletion deletion;
    private final Trimmer trimmer;
    private final Cleaning cleaning;
    private final LogLength log;
    private final PreparedStatement insertInbox;
    /** Null before it is needed. */
    private Renewer renewer;
    private long lastArrival;
    private boolean usable = true;
    /** Counts commits that write something. */
    private long commits;
    /** The transaction that runs writes nothing. */
    private boolean quiet;
    /** The newest arrival that has been moved. */
    private long lastMoved;
    // Of the transaction that runs:
    private final Staging staged = new Staging();
    /** Where the messages are that the transaction replaces; not null: it is one of that sort. */
    private Map<Digest, Place> replaced;
    /** What such a transaction has moved at its begin, and the places of that. */
    private List<ConversationRow> movedFirst;
    private Map<Digest, Place> movedIds;
    /** How many messages such a transaction has removed. */
    private long gone;
    private boolean postponed;
    private StoreChanges changes = new StoreChanges();

    private WriteSession(Connection connection, Database database, Formats formats, Backlog backlog)
            throws SQLException {
        this.connection = connection;
        log = new LogLength(connection, database.logBytes());
        this.formats = formats;
        indexing = database.options().searchIndex();
        this.backlog = backlog;
        statements = new Statements(connection);
        conversations = new ConversationRows(statements, formats,
                Math.max(Deletion.lastKey(connection), number("SELECT coalesce(max(key), 0) FROM conversation")));
        idWriter = new IdWriter(statements);
        idBlocks = new IdBlocks(statements);
        index = new IndexWriter(connection, formats.tokens());
        indexer = new Indexer(statements, conversations, formats.bodies(), index);
        mover = new Mover(statements, formats, conversations, index);
        replacer = new Replacer(statements, formats, conversations, index);
        unread = new UnreadCount(statements);
        revisions = new WaitingRevisions(statements, formats.rows());
        asides = new Asides(statements, formats.rows(), log::addOutbox);
        deletion = new Deletion(connection, statements, index);
        cleaning = new Cleaning(connection, deletion, index, database.scrubber(), log);
        trimmer = new Trimmer(statements, formats, conversations, index, deletion, asides);
        insertInbox = statements.prepare("INSERT INTO inbox (key, events) VALUES (?, ?)");
        lastArrival = number("SELECT arrival FROM progress");
        lastMoved = number("SELECT coalesce(max(arrival), 0) FROM search_place");
        backlog.restart(number("SELECT generation FROM progress"), number("SELECT messages FROM progress"),
                lastArrival, idWriter.load(), recover(), conversations::firstOfCustomerAfter);
        connection.rollback();
    }

    /** Opens the file, creates it if there is none, and brings to memory what is in the inbox. */
    static WriteSession open(Database database, FormatChoice choice, Backlog backlog) throws SQLException {
        Connection connection = database.openToWrite();
        try {
            return new WriteSession(connection, database, Schema.create(connection, choice), backlog);
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
                EventFormat.read(formats.rows().decode(row.getBytes(2), INBOX, inbox.key()), inbox.key(), read::add);
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

    Formats formats() {
        return formats;
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

    /** {@code digest}, {@code given}: of the message, the latter as the codec wrote it. @return null if postponed */
    Appended append(Message message, Digest digest, byte[] given, boolean understood) throws SQLException {
        // The key may have been exchanged since whoever appends has encrypted it.
        byte[] body = formats.bodies().current(given, message.conversation(), message.time());
        if (staged.get(digest) != null) {
            return known(staged.get(digest).event().understood(), understood);
        }
        Pending pending = pending(digest);
        Place place = pending == null ? place(digest) : pending.place();
        if (place == null) {
            return add(message, digest, body, understood);
        }
        boolean was = pending == null ? replacer.isUnderstood(place) : pending.event.understood();
        return was || !understood ? Appended.DUPLICATE : understand(message, digest, place);
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

    private Appended add(Message given, Digest digest, byte[] givenBody, boolean understood) throws SQLException {
        if (replaced != null) {
            postponed = true;
            return null;
        }
        Revision revision = revisions.take(digest);
        Body revised = revision == null ? null : Body.sent(given).revised(revision);
        Message message = revised == null ? given : revised.message();
        byte[] body = revised == null ? givenBody : formats.bodies().encode(revised);
        ConversationRow row = conversations.findOrCreate(message.conversation());
        // A rolled back transaction leaves a gap: that is cheaper than asking for the number.
        Position position = new Position(message.time(), ++lastArrival);
        staged.addMessage(Event.message(message.conversation(), position, Kind.of(message), understood, digest, body),
                row, message);
        return Appended.ADDED;
    }

    private Appended understand(Message message, Digest digest, Place place) throws SQLException {
        if (!staged.isEmpty()) {
            postponed = true;
            return null;
        }
        beginReplacing();
        ConversationId before = conversations.id(place.conversation());
        Body old = replacer.body(place, before);
        replace(digest, place, before, old == null ? Body.sent(message) : old.delivered(message), true);
        changes.changed(message.conversation());
        return Appended.UNDERSTOOD;
    }

    private void beginReplacing() throws SQLException {
        if (replaced == null) {
            movedFirst = List.copyOf(backlog.rows());
            movedIds = mover.write(movedFirst);
            replaced = new HashMap<>();
        }
    }

    private void replace(Digest digest, Place place, ConversationId before, Body body, boolean understood)
            throws SQLException {
        replaced.put(digest, replacer.replace(place, before, body, understood));
        changes.changed(before);
    }

    /** {@code digest}: of the message's id. @return null if postponed */
    Revised revise(Revision revision, Digest digest) throws SQLException {
        if (staged.get(digest) != null) {
            postponed = true;
            return null;
        }
        Pending pending = pending(digest);
        Place place = pending == null ? place(digest) : pending.place();
        if (place == null) {
            return revisions.put(digest, revision) ? Revised.WAITING : Revised.OUTDATED;
        }
        ConversationId conversation = pending == null ? conversations.id(place.conversation()) : pending.row.id;
        Body old = pending == null ? replacer.body(place, conversation)
                : formats.bodies().decode(pending.event.body(), conversation, place.position().time());
        if (old == null || old.version() >= revision.version()) {
            return Revised.OUTDATED;
        }
        if (!staged.isEmpty()) {
            postponed = true;
            return null;
        }
        beginReplacing();
        replace(digest, place, conversation, old.revised(revision), replacer.isUnderstood(place));
        cleaning.overwrite();
        return Revised.CHANGED;
    }

    /** A transaction that replaces has moved them all. */
    private Pending pending(Digest digest) {
        return replaced == null ? backlog.pending(digest) : null;
    }

    /** Where a message is that is not pending, as this transaction has it. Null if it has never come. */
    private Place place(Digest digest) throws SQLException {
        if (replaced != null) {
            Place here = replaced.containsKey(digest) ? replaced.get(digest) : movedIds.get(digest);
            if (here != null) {
                return here;
            }
        }
        return moved(digest);
    }

    /** Goes on sealing anew. {@code from}: null at the beginning. @return how far it is then; null: all is done */
    Renewed renew(Renewed from) throws SQLException {
        if (renewer == null) {
            renewer = new Renewer(statements, formats, asides, revisions);
        }
        return renewer.step(from == null ? Renewed.nothing(lastArrival) : from);
    }

    void markRead(ConversationId conversation) throws SQLException {
        mark(conversation, row -> staged.unread(row) == 0 ? null : Mark.read(lastArrival + 1, 0));
    }

    /** What came up to a message, and that, is read; what came later is not. {@code upTo}: of its id. */
    void markRead(ConversationId conversation, Digest upTo) throws SQLException {
        mark(conversation, row -> {
            Position position = position(row, upTo);
            return position == null ? null : readTo(row, position.arrival());
        });
    }

    /**
     * A message and what came later is not read, nor what was not read before. {@code from}: of its id; null: the
     * customer's newest.
     */
    void markUnread(ConversationId conversation, Digest from) throws SQLException {
        mark(conversation, row -> {
            Position position = from == null ? staged.newestOfCustomer(row, conversations.newestOfCustomer(row))
                    : position(row, from);
            return position == null ? null : readTo(row, Math.min(staged.readTo(row), position.arrival() - 1));
        });
    }

    void setState(ConversationId conversation, ConversationState state) throws SQLException {
        mark(conversation, row -> staged.state(row) == state ? null : Mark.state(state));
    }

    /** What to do with a conversation that is stored; null: nothing. */
    private interface Decision {
        Mark on(ConversationRow row) throws SQLException;
    }

    private void mark(ConversationId conversation, Decision decision) throws SQLException {
        if (replaced != null) {
            postponed = true;
            return;
        }
        ConversationRow row = conversations.find(conversation);
        Mark mark = row == null ? null : decision.on(row);
        if (mark != null) {
            staged.addMark(Event.mark(conversation, ++lastArrival, mark), row);
            changes.changed(conversation);
        }
    }

    /** @return null if the same messages are unread as before */
    private Mark readTo(ConversationRow row, long arrival) throws SQLException {
        int count = unread.after(row, arrival) + staged.customersAfter(row, arrival);
        return count == staged.unread(row) ? null : Mark.read(arrival, count);
    }

    /** Where a message of a conversation is; null if it is not there, or not of that conversation. */
    private Position position(ConversationRow row, Digest id) throws SQLException {
        Staging.Staged here = staged.get(id);
        if (here != null) {
            return here.row() == row ? here.event().position() : null;
        }
        Pending pending = backlog.pending(id);
        Place place = pending == null ? moved(id) : pending.place();
        return place == null || place.conversation() != row.key ? null : place.position();
    }

    /**
     * Begins to delete a conversation, and removes what is kept beside its messages; {@link #clean} does the rest. In a
     * transaction of its own. {@code digest}: of its id.
     */
    void delete(ConversationId conversation, Digest digest) throws SQLException {
        beginReplacing();
        ConversationRow row = conversations.read(conversation);
        if (row != null) {
            gone += row.size;
            deletion.begin(row.key, conversations.lastKey());
        }
        asides.removeAll(digest);
        cleaning.begin();
        changes.changed(conversation);
    }

    /**
     * Removes some of what is too old or too much, in a transaction of its own, if that need not move much that is
     * pending first.
     */
    Housekeeping.Progress trim(Retention retention) throws SQLException {
        if (backlog.bytes() > TRIM_BACKLOG_BYTES) {
            return Housekeeping.Progress.LATER;
        }
        beginTrimming();
        gone = trimmer.step(retention, STEP_MESSAGES, row -> changes.changed(row.id));
        if (gone > 0) {
            cleaning.overwrite();
        }
        log.addIndexed(gone);
        return gone > 0 ? Housekeeping.Progress.MORE : Housekeeping.Progress.DONE;
    }

    /** The index says where what is old is to be looked for. */
    private void beginTrimming() throws SQLException {
        beginReplacing();
        index.flush();
    }

    /** As the other one: what is older than a time. @return how many messages went */
    int trim(Instant before, int wantedMessages) throws SQLException {
        beginTrimming();
        int count = trimmer.step(before, wantedMessages, row -> changes.changed(row.id));
        gone = count;
        return count;
    }

    /** As {@link Cleaning#step}. In a transaction of its own. */
    Housekeeping.Progress clean() throws SQLException {
        Housekeeping.Progress progress = cleaning.step(commits);
        quiet = cleaning.wroteNothing();
        return progress;
    }

    /** What agents write for themselves fits into any transaction: it has tables of its own. */
    Asides asides() {
        return asides;
    }

    WaitingRevisions revisions() {
        return revisions;
    }

    /**
     * A message has been sent: it is appended, as {@link #append} does it, and its entry goes from the outbox.
     *
     * @param entry digest of the client id
     * @param claim stays in place of the entry; null: nothing
     * @return null if both are postponed
     */
    Appended settle(Digest entry, OutboxEntry claim, Message message, Digest digest, byte[] body)
            throws SQLException {
        Appended appended = append(message, digest, body, true);
        if (appended != null && claim == null) {
            asides.outbox().remove(entry);
        } else if (appended != null) {
            asides.outbox().update(entry, formats.ids().of(claim.message().to()), OutboxFormat.write(claim));
        }
        return appended;
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
        commits += quiet ? 0 : 1;
        quiet = false;
        revisions.committed();
        StoreChanges committed = changes;
        forget();
        return committed;
    }

    private void commitReplaced() throws SQLException {
        movedIds.putAll(replaced);
        IdChange ids = finishMove(movedFirst, movedIds);
        connection.commit();
        mover.committed();
        backlog.settled(movedFirst, ids, gone);
        conversations.forgetAll();
    }

    private void commitStaged() throws SQLException {
        List<Pending> events = writeInbox();
        connection.commit();
        for (Staging.Staged each : staged.events()) {
            if (each.message() != null) {
                changes.added(each.message());
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
        List<Staging.Staged> events = staged.events();
        List<Pending> written = new ArrayList<>(events.size());
        for (int from = 0; from < events.size(); from = written.size()) {
            InboxRow inbox = new InboxRow(events.get(from).event().arrival());
            ByteWriter bytes = new ByteWriter(4096);
            EventFormat.begin(bytes);
            for (int i = from; i < events.size() && bytes.length() < INBOX_ROW_BYTES; i++) {
                Staging.Staged each = events.get(i);
                EventFormat.write(bytes, inbox.key(), each.event());
                written.add(new Pending(each.event(), each.row(), inbox));
            }
            insertInbox.setLong(1, inbox.key());
            insertInbox.setBytes(2, formats.rows().encode(bytes.toBytes(), INBOX, inbox.key()));
            insertInbox.executeUpdate();
            log.addInbox(bytes.length());
        }
        return written;
    }

    /** Moves a slice of what is pending, in a transaction of its own. */
    void move(int wantedMessages) throws SQLException {
        List<ConversationRow> rows = backlog.slice(wantedMessages);
        IdChange ids = finishMove(rows, mover.write(rows));
        connection.commit();
        commits++;
        mover.committed();
        backlog.settled(rows, ids, 0);
        conversations.limit();
    }

    /** How many messages have been moved but not indexed, at most; 0 if none is to be indexed. */
    long unindexed() {
        return indexing ? Math.max(0, lastMoved - index.indexed()) : 0;
    }

    /** Indexes some of what has been moved, in a transaction of its own. */
    void index(int wantedMessages) throws SQLException {
        int count = indexer.index(wantedMessages);
        index.flush();
        connection.commit();
        commits++;
        log.addIndexed(count);
        if (count == 0 && backlog.isEmpty()) {
            // A move that was rolled back may have raised it.
            lastMoved = index.indexed();
        }
    }

    /** Whether a message has been moved here that has this id. */
    boolean knows(Digest id) throws SQLException {
        return moved(id) != null;
    }

    /**
     * Takes over messages of another file with the arrivals that they had there, in a transaction of its own. Only
     * while nothing is pending.
     *
     * @param messages not known here, in the order of arrival
     * @param marks what the agent has done with their conversations, all in all
     */
    void takeOver(List<Event> messages, Map<ConversationId, Mark> marks) throws SQLException {
        InboxRow nowhere = new InboxRow(0);
        List<Pending> taken = new ArrayList<>();
        for (Event message : messages) {
            lastArrival = Math.max(lastArrival, message.arrival());
            taken.add(new Pending(message, conversations.findOrCreate(message.conversation()), nowhere));
        }
        backlog.publish(taken, conversations::firstOfCustomerAfter);
        for (Pending pending : taken) {
            ConversationRow row = pending.row;
            Mark mark = marks.getOrDefault(row.id, Mark.NONE);
            row.mark(mark.ofAll(row.unread));
            if (pending.event.kind() == Kind.CUSTOMER && pending.event.arrival() <= row.readTo) {
                row.unread--;
            }
        }
        move(Integer.MAX_VALUE);
        log.shorten(TAKEN_LOG_BYTES);
    }

    private IdChange finishMove(List<ConversationRow> rows, Map<Digest, Place> ids) throws SQLException {
        long count = 0;
        for (ConversationRow row : rows) {
            log.addMoved(row);
            for (Pending pending : row.pending) {
                if (pending.event.isMessage()) {
                    count++;
                    lastMoved = Math.max(lastMoved, pending.event.arrival());
                }
            }
        }
        index.flush();
        mover.clearInbox(rows);
        mover.progress(backlog.generation() + 1, backlog.moved() + count - gone, lastArrival);
        return idWriter.write(backlog.ids(), ids);
    }

    LogLength log() {
        return log;
    }

    void rollback() throws SQLException {
        quiet = false;
        forget();
        mover.rolledBack();
        revisions.rolledBack();
        connection.rollback();
        index.discard();
    }

    private void forget() {
        staged.clear();
        replaced = null;
        movedFirst = null;
        movedIds = null;
        gone = 0;
        changes = new StoreChanges();
    }

    @Override
    public void close() throws SQLException {
        index.close();
        statements.close();
    }
}
