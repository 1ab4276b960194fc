// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.io.IOException;
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

    private static final long PAGE_BYTES = 4096;
    /**
     * The log begins anew only if nobody reads what is in it. Where somebody always does, it would grow for ever: when
     * it is so many times as long as it should be, the writer waits for the readers of that moment.
     */
    private static final long LOG_LENGTHS = 4;
    /** What a row of the inbox adds to the log beside its own bytes, and a moved conversation beside its messages. */
    private static final int INBOX_LOG_BYTES = 3 * 4096;
    private static final int MOVE_LOG_BYTES = 3 * 4096 / 2;
    /** What an indexed message adds to the log; measured, roughly. */
    private static final int INDEX_LOG_BYTES = 500;

    /** So many messages go in a transaction. */
    private static final int STEP_MESSAGES = 1000;
    /** While more than this is pending, trimming waits. */
    private static final long TRIM_BACKLOG_BYTES = 1 << 20;

    /** An event that the transaction adds to the inbox. */
    private record Staged(Event event, ConversationRow row, Message message) {
    }

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
    private final Scrubber scrubber;
    private final PreparedStatement insertInbox;
    /** Null before it is needed. */
    private Renewer renewer;
    private long lastArrival;
    private boolean usable = true;
    /** Counts commits that write something. */
    private long commits;
    /** The transaction that runs writes nothing. */
    private boolean quiet;
    /** Whether the search index is being written anew. */
    private boolean compacting;
    /** The newest arrival that has been moved. */
    private long lastMoved;
    /** About how much the log has grown since it was last taken into the file. */
    private long logBytes;

    // Of the transaction that runs:
    private final List<Staged> staged = new ArrayList<>();
    private final Map<Digest, Staged> stagedIds = new HashMap<>();
    /** Where the messages are that the transaction replaces; not null: it is one of that sort. */
    private Map<Digest, Place> replaced;
    /** What such a transaction has moved at its begin, and the places of that. */
    private List<ConversationRow> movedFirst;
    private Map<Digest, Place> movedIds;
    /** How many messages such a transaction has removed. */
    private long gone;
    private boolean postponed;
    private StoreChanges changes = new StoreChanges();

    private WriteSession(Connection connection, boolean indexing, Formats formats, Backlog backlog, Scrubber scrubber)
            throws SQLException {
        this.connection = connection;
        this.scrubber = scrubber;
        scrubber.restart();
        this.formats = formats;
        this.indexing = indexing;
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
        asides = new Asides(statements, formats.rows());
        deletion = new Deletion(connection, statements, index);
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
            WriteSession session = new WriteSession(connection, database.options().searchIndex(),
                    Schema.create(connection, choice), backlog, database.scrubber());
            // What another one has left counts, or a log that is opened again and again would grow for ever.
            session.logBytes = database.logBytes();
            return session;
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
        if (stagedIds.containsKey(digest)) {
            return known(stagedIds.get(digest).event.understood(), understood);
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
        Staged event = new Staged(Event.message(message.conversation(), position, Kind.of(message), understood, digest,
                body), row, message);
        staged.add(event);
        stagedIds.put(digest, event);
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
        if (stagedIds.containsKey(digest)) {
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
        deletion.overwrite();
        scrubber.restart();
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
        mark(conversation, row -> unread(row) == 0 ? null : Mark.read(lastArrival + 1, 0));
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
            Position position = from == null ? newestOfCustomer(row) : position(row, from);
            return position == null ? null : readTo(row, Math.min(readTo(row), position.arrival() - 1));
        });
    }

    void setState(ConversationId conversation, ConversationState state) throws SQLException {
        mark(conversation, row -> state(row) == state ? null : Mark.state(state));
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
            staged.add(new Staged(Event.mark(conversation, ++lastArrival, mark), row, null));
            changes.changed(conversation);
        }
    }

    /** @return null if the same messages are unread as before */
    private Mark readTo(ConversationRow row, long arrival) throws SQLException {
        int count = unread.after(row, arrival);
        for (Staged each : staged) {
            count += each.row == row && each.event.kind() == Kind.CUSTOMER && each.event.arrival() > arrival ? 1 : 0;
        }
        return count == unread(row) ? null : Mark.read(arrival, count);
    }

    /** The arrival up to which a conversation is read, with what this transaction adds. */
    private long readTo(ConversationRow row) {
        long arrival = row.readTo;
        for (Staged each : staged) {
            if (each.row == row && !each.event.isMessage() && each.event.mark().marksRead()) {
                arrival = each.event.mark().readTo();
            }
        }
        return arrival;
    }

    /** How many are unread, with what this transaction adds. */
    private int unread(ConversationRow row) {
        int count = row.unread;
        for (Staged each : staged) {
            if (each.row == row) {
                count = each.event.isMessage() ? count + (each.event.kind() == Kind.CUSTOMER ? 1 : 0)
                        : each.event.mark().marksRead() ? each.event.mark().unread() : count;
            }
        }
        return count;
    }

    private ConversationState state(ConversationRow row) {
        ConversationState state = row.state;
        for (Staged each : staged) {
            if (each.row == row) {
                state = each.event.kind() == Kind.CUSTOMER ? ConversationState.OPEN
                        : each.event.isMessage() || each.event.mark().state() == null ? state
                                : each.event.mark().state();
            }
        }
        return state;
    }

    /** Where a message of a conversation is; null if it is not there, or not of that conversation. */
    private Position position(ConversationRow row, Digest id) throws SQLException {
        Staged here = stagedIds.get(id);
        if (here != null) {
            return here.row == row ? here.event.position() : null;
        }
        Pending pending = backlog.pending(id);
        Place place = pending == null ? moved(id) : pending.place();
        return place == null || place.conversation() != row.key ? null : place.position();
    }

    private Position newestOfCustomer(ConversationRow row) throws SQLException {
        Position newest = conversations.newestOfCustomer(row);
        for (Staged each : staged) {
            if (each.row == row && each.event.kind() == Kind.CUSTOMER && each.event.position().isAfter(newest)) {
                newest = each.event.position();
            }
        }
        return newest;
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
        deletion.compact();
        deletion.overwrite();
        scrubber.restart();
        compacting = false;
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
            deletion.overwrite();
            scrubber.restart();
        }
        logBytes += gone * INDEX_LOG_BYTES;
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

    /**
     * Goes on removing messages of conversations that are deleted, what the search index knows of them, and what is
     * left of them in pages of the file. In a transaction of its own.
     */
    Housekeeping.Progress clean() throws SQLException {
        if (deletion.step(STEP_MESSAGES)) {
            index.flush();
            logBytes += (long) STEP_MESSAGES * INDEX_LOG_BYTES;
            return Housekeeping.Progress.MORE;
        }
        if (Meta.read(connection, Deletion.COMPACT) != null) {
            boolean done = index.compactSome(!compacting);
            compacting = !done;
            if (done) {
                Meta.remove(connection, Deletion.COMPACT);
                scrubber.restart();
            }
            return Housekeeping.Progress.MORE;
        }
        return Meta.read(connection, Deletion.SCRUB) == null ? Housekeeping.Progress.DONE : scrub();
    }

    /** SQLite must not keep pages in memory as they were: it would write them again. */
    private Housekeeping.Progress scrub() throws SQLException {
        connection.rollback();
        List<Integer> roots = new ArrayList<>();
        roots.add(1);
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT rootpage FROM sqlite_schema WHERE rootpage > 0")) {
                while (row.next()) {
                    roots.add(row.getInt(1));
                }
            }
            connection.rollback();
            if (!truncateLog(statement)) {
                return Housekeeping.Progress.LATER;
            }
            statement.execute("PRAGMA shrink_memory");
            if (!scrubber.step(roots, commits)) {
                quiet = true;
                return Housekeeping.Progress.MORE;
            }
        } catch (IOException e) {
            throw StoreFailure.unusable(scrubber.file(), e);
        }
        Meta.remove(connection, Deletion.SCRUB);
        scrubber.restart();
        return Housekeeping.Progress.DONE;
    }

    /** Not if a reader hinders it: nobody waits for that. */
    private boolean truncateLog(Statement statement) throws SQLException {
        statement.execute("PRAGMA busy_timeout = 0");
        try (ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            boolean done = row.next() && row.getInt(1) == 0;
            logBytes = done ? 0 : logBytes;
            return done;
        } finally {
            statement.execute("PRAGMA busy_timeout = " + Database.BUSY_TIMEOUT_MILLIS);
        }
    }

    /** What agents write for themselves fits into any transaction: it has tables of its own. */
    Asides asides() {
        return asides;
    }

    WaitingRevisions revisions() {
        return revisions;
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
            insertInbox.setBytes(2, formats.rows().encode(bytes.toBytes(), INBOX, inbox.key()));
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
        logBytes += (long) count * INDEX_LOG_BYTES;
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
        shortenLog(TAKEN_LOG_BYTES);
    }

    private IdChange finishMove(List<ConversationRow> rows, Map<Digest, Place> ids) throws SQLException {
        long count = 0;
        for (ConversationRow row : rows) {
            logBytes += MOVE_LOG_BYTES;
            for (Pending pending : row.pending) {
                if (pending.event.isMessage()) {
                    count++;
                    lastMoved = Math.max(lastMoved, pending.event.arrival());
                }
                logBytes += pending.bytes();
            }
        }
        index.flush();
        mover.clearInbox(rows);
        mover.progress(backlog.generation() + 1, backlog.moved() + count - gone, lastArrival);
        return idWriter.write(backlog.ids(), ids);
    }

    /**
     * Takes the log into the file if it has become long. Not by SQLite itself, because that would do it inside of a
     * commit, while somebody waits for it. Between two transactions. If it fails, it is done again after a quarter of
     * what makes the log long.
     */
    void shortenLog(int longBytes) throws SQLException {
        if (logBytes > longBytes) {
            logBytes = longBytes - longBytes / 4;
            if (checkpoint("PASSIVE") * PAGE_BYTES > LOG_LENGTHS * longBytes) {
                checkpoint("RESTART");
            }
            logBytes = 0;
        }
    }

    /** @return how many pages the log has */
    private long checkpoint(String mode) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
            return row.next() ? row.getLong(2) : 0;
        }
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
        stagedIds.clear();
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
