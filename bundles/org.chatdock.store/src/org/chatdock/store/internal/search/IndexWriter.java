// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.search;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import org.chatdock.api.message.Message;

/**
 * Writes the index, in the transaction that runs on its connection: where messages are as soon as they have a place,
 * their terms behind that, in the order of arrival. {@link #flush} before the commit, {@link #discard} after a
 * rollback. The connection's thread only.
 */
public final class IndexWriter implements AutoCloseable {
    /** What a message has beside its text: conversation, type, kind of sender. */
    private static final int ALWAYS = 3;
    /** So much of the index is merged in a step. */
    private static final int MERGED_PAGES = 500;

    private final TokenCode code;
    private final PlaceInsert places;
    private final PreparedStatement addTerms;
    private final PreparedStatement addBlock;
    private final PreparedStatement removeTerms;
    private final PreparedStatement removePlace;
    private final PreparedStatement removeBlocks;
    private final PreparedStatement getIndexed;
    private final PreparedStatement setIndexed;
    /** Those that the transaction adds to. */
    private final Map<Long, Block> blocks = new TreeMap<>();
    private boolean removed;
    private long indexed;

    public IndexWriter(Connection connection, TokenCode code) throws SQLException {
        this.code = code;
        places = new PlaceInsert(connection);
        addTerms = connection.prepareStatement("INSERT INTO search_term (rowid, terms) VALUES (?, ?)");
        addBlock = connection.prepareStatement("""
                INSERT INTO search_block (block, first_seconds, first_nanos, last_seconds, last_nanos)
                VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO UPDATE SET
                (first_seconds, first_nanos) = (SELECT min(first_seconds, ?2), iif(first_seconds = ?2,
                        min(first_nanos, ?3), iif(first_seconds < ?2, first_nanos, ?3))),
                (last_seconds, last_nanos) = (SELECT max(last_seconds, ?4), iif(last_seconds = ?4,
                        max(last_nanos, ?5), iif(last_seconds > ?4, last_nanos, ?5)))""");
        removeTerms = connection.prepareStatement("DELETE FROM search_term WHERE rowid = ?");
        removePlace = connection.prepareStatement("DELETE FROM search_place WHERE arrival = ?");
        removeBlocks = connection.prepareStatement("DELETE FROM search_block WHERE NOT EXISTS (SELECT 1 FROM "
                + "search_place WHERE arrival BETWEEN block * ?1 AND block * ?1 + ?1 - 1)");
        setIndexed = connection.prepareStatement("UPDATE search_progress SET indexed = ?");
        getIndexed = connection.prepareStatement("SELECT indexed FROM search_progress");
        readIndexed();
    }

    private void readIndexed() throws SQLException {
        try (ResultSet row = getIndexed.executeQuery()) {
            indexed = row.next() ? row.getLong(1) : 0;
        }
    }

    /** Every message up to this arrival has its terms in the index, none after it has. */
    public long indexed() {
        return indexed;
    }

    /** All that {@link #addTerms} was told up to this arrival is all there is. */
    public void setIndexed(long arrival) throws SQLException {
        setIndexed.setLong(1, arrival);
        setIndexed.executeUpdate();
        indexed = arrival;
    }

    /**
     * Adds the place of a message that the index does not know; best in the order of arrival. A search looks at the
     * message itself until it has its terms.
     *
     * @param conversation the key that {@link SearchSession#message} wants
     */
    public void addPlace(long conversation, long arrival, Instant time) throws SQLException {
        places.add(arrival, conversation, time.getEpochSecond(), time.getNano());
        blocks.merge(Block.of(arrival), new Block(Block.of(arrival), time, time), (old, added) -> old.with(time));
    }

    /**
     * Adds the terms of a message that has a place. Best in the order of arrival: what goes back costs a sorting of its
     * own.
     */
    public void addTerms(long conversation, long arrival, Message message) throws SQLException {
        String text = Folded.of(message.content()).text();
        Grams grams = new Grams(2 * text.length() + ALWAYS);
        grams.addText(text);
        grams.add(Gram.conversation(conversation));
        grams.add(Gram.type(message.type()));
        grams.add(Gram.senderType(message.fromType()));
        addTerms.setLong(1, arrival);
        addTerms.setString(2, grams.terms(code));
        addTerms.executeUpdate();
    }

    /** Puts a message in place of one that may have another place and other terms. */
    public void replace(long conversation, long arrival, Message message) throws SQLException {
        remove(arrival);
        addPlace(conversation, arrival, message.time());
        if (arrival <= indexed) {
            addTerms(conversation, arrival, message);
        }
    }

    /** Removes a message; does nothing if the index does not know it. */
    public void remove(long arrival) throws SQLException {
        places.flush();
        removePlace.setLong(1, arrival);
        if (removePlace.executeUpdate() > 0) {
            if (arrival <= indexed) {
                removeTerms.setLong(1, arrival);
                removeTerms.executeUpdate();
            }
            removed = true;
        }
    }

    /** The end of every transaction, before its commit. */
    public void flush() throws SQLException {
        places.flush();
        for (Block block : blocks.values()) {
            addBlock.setLong(1, block.number());
            bind(2, block.first());
            bind(4, block.last());
            addBlock.executeUpdate();
        }
        if (removed) {
            removeBlocks.setInt(1, SearchTables.BLOCK);
            removeBlocks.executeUpdate();
        }
        clear();
    }

    private void clear() {
        places.discard();
        blocks.clear();
        removed = false;
    }

    private void bind(int column, Instant time) throws SQLException {
        addBlock.setLong(column, time.getEpochSecond());
        addBlock.setInt(column + 1, time.getNano());
    }

    /** The transaction was rolled back. */
    public void discard() throws SQLException {
        clear();
        readIndexed();
    }

    /**
     * Writes the index anew as one piece, without what was removed: until then the file may still hold the codes of
     * removed messages. Takes some ten seconds for five million messages; in a transaction of its own.
     */
    public void compact() throws SQLException {
        try (Statement statement = addTerms.getConnection().createStatement()) {
            statement.executeUpdate("INSERT INTO search_term (search_term) VALUES ('optimize')");
        }
    }

    /**
     * As {@link #compact}, in small steps, each in a transaction of its own.
     *
     * @param begin of the first step
     * @return whether that was the last
     */
    public boolean compactSome(boolean begin) throws SQLException {
        try (Statement statement = addTerms.getConnection().createStatement()) {
            long before = changes(statement);
            statement.executeUpdate("INSERT INTO search_term (search_term, rank) VALUES ('merge', "
                    + (begin ? -MERGED_PAGES : MERGED_PAGES) + ")");
            // As FTS5 says it: less than two changes mean that nothing was merged.
            return !begin && changes(statement) - before < 2;
        }
    }

    private static long changes(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT total_changes()")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    @Override
    public void close() throws SQLException {
        places.close();
        for (PreparedStatement statement : new PreparedStatement[] { addTerms, addBlock, removeTerms, removePlace,
                removeBlocks, getIndexed, setIndexed }) {
            statement.close();
        }
    }
}
