// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.chatdock.store.internal.search.IndexWriter;
import org.chatdock.store.internal.search.SearchTables;

/**
 * Removes the oldest messages, some in a transaction in which nothing is pending. Of a conversation they go in its
 * order, whatever the order of arrival: so after every step the list shows what follows from the messages that are
 * left. Their ids stay remembered. The writer's thread only.
 */
final class Trimmer {
    /** What is too big is trimmed to so many percent, or else every message would have another one removed. */
    private static final int PERCENT = 90;

    private record Old(Position position, boolean fromCustomer) {
    }

    private final Formats formats;
    private final ConversationRows conversations;
    private final IndexWriter index;
    private final Deletion deletion;
    private final Asides asides;
    private final Epochs epochs;
    private final PreparedStatement newestReceived;
    private final PreparedStatement newest;
    private final PreparedStatement usedBytes;
    private final PreparedStatement blocks;
    private final PreparedStatement conversationsOf;
    private final PreparedStatement tighten;
    private final PreparedStatement oldestOf;
    private final PreparedStatement oldest;
    private final PreparedStatement delete;
    private boolean shrinking;
    /** Null: nothing is too much, as far as is known. */
    private Instant shrinkTo;

    Trimmer(Statements statements, Formats formats, ConversationRows conversations, IndexWriter index,
            Deletion deletion, Asides asides) throws SQLException {
        this.formats = formats;
        this.conversations = conversations;
        this.index = index;
        this.deletion = deletion;
        this.asides = asides;
        epochs = new Epochs(statements);
        newestReceived = statements.prepare("SELECT max(received_seconds) FROM standing");
        newest = statements.prepare("SELECT max(last_seconds) FROM standing");
        usedBytes = statements.prepare("SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, "
                + "pragma_freelist_count, pragma_page_size");
        String first = "(first_seconds, first_nanos)";
        blocks = statements.prepare("SELECT block FROM search_block WHERE " + first + " < (?1, ?2) ORDER BY "
                + "first_seconds, first_nanos");
        String places = " FROM search_place WHERE arrival BETWEEN ?1 * " + SearchTables.BLOCK + " AND ?1 * "
                + SearchTables.BLOCK + " + " + (SearchTables.BLOCK - 1) + " ";
        // What is being deleted has lost its name; it is not to be waited for here.
        String named = "AND EXISTS (SELECT 1 FROM conversation c WHERE c.key = conversation) ";
        conversationsOf = statements.prepare("SELECT DISTINCT conversation" + places + named
                + "AND (seconds, nanos) < (?2, ?3)");
        tighten = statements.prepare("UPDATE search_block SET " + first + " = (SELECT seconds, nanos" + places
                + "ORDER BY seconds, nanos LIMIT 1) WHERE block = ?1 AND EXISTS (SELECT 1" + places + ")");
        oldestOf = statements.prepare("SELECT seconds, nanos" + places + named
                + "ORDER BY seconds, nanos LIMIT 1 OFFSET ?2");
        oldest = statements.prepare("SELECT seconds, nanos, arrival, kind FROM message WHERE epoch = ?1 "
                + "AND conversation = ?2 AND (seconds, nanos) < (?3, ?4) ORDER BY seconds, nanos, arrival LIMIT ?5");
        delete = statements.prepare("DELETE FROM message WHERE epoch = ?1 AND conversation = ?2 AND seconds = ?3 "
                + "AND nanos = ?4 AND arrival = ?5");
    }

    /**
     * Removes some of what is too old or too much. {@code changed}: is told of conversations.
     *
     * @return how many messages those were; 0: nothing is too old or too much
     */
    int step(Retention retention, int wanted, Consumer<ConversationRow> changed) throws SQLException {
        Instant tooOld = tooOld(retention);
        int count = tooOld == null ? 0 : step(tooOld, wanted, changed);
        if (count > 0 || retention.maxBytes() == 0) {
            return count;
        }
        // All that is older goes before the size counts again: what is left is younger than all that went.
        count = shrinkTo == null ? 0 : step(shrinkTo, wanted, changed);
        if (count > 0) {
            return count;
        }
        long used = number(usedBytes);
        shrinking = used > (shrinking ? retention.maxBytes() / 100 * PERCENT : retention.maxBytes());
        shrinkTo = shrinking ? tooMuch(wanted) : null;
        return shrinkTo == null ? 0 : step(shrinkTo, wanted, changed);
    }

    /**
     * A clock that jumps ahead must not remove everything: nothing is older than the newest message that somebody
     * else's clock has dated.
     */
    private Instant tooOld(Retention retention) throws SQLException {
        if (retention.keep() == null) {
            return null;
        }
        Long received = numberOrNull(newestReceived);
        Long seconds = received != null ? received : numberOrNull(newest);
        if (seconds == null) {
            return null;
        }
        Instant now = retention.clock().instant();
        Instant last = Instant.ofEpochSecond(seconds);
        try {
            return (last.isBefore(now) ? last : now).minus(retention.keep());
        } catch (@SuppressWarnings("unused") DateTimeException beforeAllTime) {
            return null;
        }
    }

    /** A time before which about so many messages are; exactly so in the part of the index that begins first. */
    private Instant tooMuch(int wanted) throws SQLException {
        for (long block : blocksBefore(Instant.MAX)) {
            for (int offset = wanted; offset >= 0; offset = offset == 0 ? -1 : offset / 2) {
                oldestOf.setLong(1, block);
                oldestOf.setInt(2, offset);
                try (ResultSet row = oldestOf.executeQuery()) {
                    if (row.next()) {
                        return Position.readTime(row, 1).plusNanos(1);
                    }
                }
            }
        }
        return null;
    }

    /** @return how many messages went; 0: none is older */
    int step(Instant before, int wanted, Consumer<ConversationRow> changed) throws SQLException {
        int left = wanted;
        for (long block : blocksBefore(before)) {
            SortedSet<Long> keys = keys(block, before);
            if (keys.isEmpty()) {
                tighten.setLong(1, block);
                tighten.executeUpdate();
            }
            for (long key : keys) {
                left -= left > 0 ? trim(key, before, left, changed) : 0;
            }
            if (left <= 0) {
                break;
            }
        }
        conversations.flush();
        return wanted - left;
    }

    private List<Long> blocksBefore(Instant before) throws SQLException {
        blocks.setLong(1, before.getEpochSecond());
        blocks.setInt(2, before.getNano());
        List<Long> found = new ArrayList<>();
        try (ResultSet row = blocks.executeQuery()) {
            while (row.next()) {
                found.add(row.getLong(1));
            }
        }
        return found;
    }

    /** In the order of the table. */
    private SortedSet<Long> keys(long block, Instant before) throws SQLException {
        conversationsOf.setLong(1, block);
        conversationsOf.setLong(2, before.getEpochSecond());
        conversationsOf.setInt(3, before.getNano());
        SortedSet<Long> keys = new TreeSet<>();
        try (ResultSet row = conversationsOf.executeQuery()) {
            while (row.next()) {
                keys.add(row.getLong(1));
            }
        }
        return keys;
    }

    private int trim(long key, Instant before, int limit, Consumer<ConversationRow> changed) throws SQLException {
        ConversationRow row = conversations.read(conversations.id(key));
        List<Old> old = row == null ? List.of() : oldest(key, before, limit);
        if (old.isEmpty()) {
            return 0;
        }
        for (Old each : old) {
            bind(key, each.position);
            delete.executeUpdate();
            index.remove(each.position.arrival());
            row.unread -= each.fromCustomer && each.position.arrival() > row.readTo ? 1 : 0;
        }
        row.size -= old.size();
        if (row.size == 0) {
            deletion.forget(key, conversations.lastKey());
            asides.removeBefore(formats.ids().of(row.id), before);
        } else {
            endBefore(row, old.get(old.size() - 1).position);
            conversations.write(row);
        }
        changed.accept(row);
        return old.size();
    }

    private void bind(long key, Position position) throws SQLException {
        delete.setLong(1, epochs.of(position.arrival()));
        delete.setLong(2, key);
        Position.bind(delete, 3, position);
    }

    private List<Old> oldest(long key, Instant before, int limit) throws SQLException {
        List<Old> old = new ArrayList<>();
        for (long epoch = epochs.newest(); epoch >= 0; epoch--) {
            oldest.setLong(1, epoch);
            oldest.setLong(2, key);
            oldest.setLong(3, before.getEpochSecond());
            oldest.setInt(4, before.getNano());
            oldest.setInt(5, limit);
            try (ResultSet row = oldest.executeQuery()) {
                while (row.next()) {
                    old.add(new Old(Position.read(row, 1), Kind.of(row.getInt(4)) == Kind.CUSTOMER));
                }
            }
        }
        old.sort(Comparator.comparing(Old::position));
        return old.subList(0, Math.min(limit, old.size()));
    }

    /** What came up to {@code end}, in the order of the list, is gone; the newest message is not. */
    private void endBefore(ConversationRow row, Position end) throws SQLException {
        row.agent = isGone(row.agent, end) ? null : row.agent;
        row.received = isGone(row.received, end) ? null : row.received;
        row.waiting = isGone(row.waiting, end) ? conversations.firstOfCustomerAfter(row, end) : row.waiting;
    }

    private static boolean isGone(Position position, Position end) {
        return position != null && !position.isAfter(end);
    }

    private static long number(PreparedStatement query) throws SQLException {
        Long number = numberOrNull(query);
        return number == null ? 0 : number;
    }

    private static Long numberOrNull(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            long number = row.next() ? row.getLong(1) : 0;
            return row.wasNull() ? null : Long.valueOf(number);
        }
    }
}
