// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.store.Revision;

/**
 * A file in the making beside the one in use: it takes over what another one holds. Counts, marks and the search index
 * are told anew. Until {@link #finish} it is worth nothing, and the next one takes its place. One thread.
 */
final class NewFile implements AutoCloseable {
    static final String NAME = "messages-building.db";
    private static final int BATCH_MESSAGES = 8192;
    private static final int BATCH_BYTES = 16 << 20;
    private static final int ARRIVAL_BITS = 16;
    /** No store has ever come that far. */
    private static final long LAST_ARRIVAL = 1L << 40;

    private final Path file;
    private final FormatChoice choice;
    private final WriteSession session;
    private final Map<ConversationId, Mark> marks = new HashMap<>();
    private final List<Event> batch = new ArrayList<>();
    private final Set<Digest> batchIds = new HashSet<>();
    /** A bit for each arrival that is taken, by the arrival's upper bits. */
    private final Map<Long, BitSet> arrivals = new HashMap<>();
    private long lastArrival;
    /** Those whose arrival is another's, or nonsense: they get another one in the end. */
    private final List<Event> without = new ArrayList<>();
    private int batchBytes;
    private long messages;
    private boolean finished;

    /** @throws org.chatdock.api.store.StoreException if a key is missing */
    NewFile(Path directory, StoreOptions options, FormatChoice choice) throws SQLException, IOException {
        file = directory.resolve(NAME);
        this.choice = choice;
        clear(directory);
        try {
            session = WriteSession.open(new Database(file, options), choice, new Backlog());
        } catch (SQLException | RuntimeException e) {
            choice.closeKeys();
            delete(file);
            throw e;
        }
    }

    /** A database and what SQLite has put beside it. */
    private static void delete(Path database) throws IOException {
        for (String end : FileExchange.ENDS) {
            Files.deleteIfExists(database.resolveSibling(database.getFileName() + end));
        }
        // There before it has a write-ahead log.
        Files.deleteIfExists(database.resolveSibling(database.getFileName() + "-journal"));
    }

    /** Removes what a process has left that was killed. */
    static void clear(Path directory) throws IOException {
        delete(directory.resolve(NAME));
    }

    Formats formats() {
        return session.formats();
    }

    /** What the agent has done with a conversation, one after the other; before that conversation's messages. */
    void mark(ConversationId conversation, Mark mark) {
        marks.merge(conversation, mark, Mark::then);
    }

    /** In any order; the first of several with one id counts. {@code body}, {@code digest}: in {@link #formats}. */
    void message(ConversationId conversation, Position position, Kind kind, boolean understood, Digest digest,
            byte[] body) throws SQLException {
        Event message = Event.message(conversation, position, kind, understood, digest, body);
        if (batchIds.contains(digest) || session.knows(digest)) {
            return;
        }
        if (position.arrival() < LAST_ARRIVAL && take(position.arrival())) {
            add(message);
        } else {
            without.add(message);
        }
    }

    private boolean take(long arrival) {
        BitSet some = arrivals.computeIfAbsent(arrival >> ARRIVAL_BITS, upper -> new BitSet());
        int bit = (int) (arrival & (1 << ARRIVAL_BITS) - 1);
        if (some.get(bit)) {
            return false;
        }
        some.set(bit);
        lastArrival = Math.max(lastArrival, arrival);
        return true;
    }

    private void add(Event message) throws SQLException {
        batch.add(message);
        batchIds.add(message.digest());
        batchBytes += message.body().length;
        if (batch.size() >= BATCH_MESSAGES || batchBytes >= BATCH_BYTES) {
            flush();
        }
    }

    private void addThoseWithout() throws SQLException {
        for (Event message : without) {
            if (!batchIds.contains(message.digest()) && !session.knows(message.digest())) {
                Position position = new Position(message.position().time(), ++lastArrival);
                add(Event.message(message.conversation(), position, message.kind(), message.understood(),
                        message.digest(), message.body()));
            }
        }
        flush();
    }

    /** Writes what came so far. */
    void flush() throws SQLException {
        batch.sort(Comparator.comparingLong(Event::arrival));
        session.takeOver(batch, marks);
        messages += batch.size();
        batch.clear();
        batchIds.clear();
        batchBytes = 0;
    }

    /** How many messages it has after a {@link #flush}. */
    long messages() {
        return messages;
    }

    void aside(Asides.Kind kind, ConversationId conversation, byte[] body) throws SQLException {
        session.asides().put(kind, formats().ids().of(conversation), body);
    }

    void note(ConversationId conversation, byte[] body) throws SQLException {
        session.asides().addNote(formats().ids().of(conversation), body);
    }

    /** Behind those that came before. */
    void entry(OutboxEntry entry) throws SQLException {
        IdDigest ids = formats().ids();
        session.asides().outbox().put(ids.of(entry.id().value()), ids.of(entry.message().to()),
                OutboxFormat.write(entry));
    }

    /** What was changed of a message that has not come. */
    void revision(Revision revision) throws SQLException {
        Digest digest = formats().ids().of(revision.message());
        if (!session.knows(digest)) {
            session.revisions().put(digest, revision);
        }
    }

    /** It is complete, and closed. {@code notice}: told with how many messages it has. @return where it is */
    Path finish(LongFunction<String> notice) throws SQLException {
        addThoseWithout();
        Notices.write(session.connection(), List.of(notice.apply(messages)));
        session.connection().commit();
        finished = true;
        session.close();
        choice.closeKeys();
        return file;
    }

    /** After a failure: nothing stays. Without effect on one that is finished. */
    @Override
    public void close() throws SQLException, IOException {
        if (!finished) {
            session.close();
            choice.closeKeys();
            delete(file);
        }
    }
}
