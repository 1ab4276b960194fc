// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.search;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import org.chatdock.api.message.Message;

/**
 * Writes the index, in the transaction that runs on its connection: any number of {@link #add} and {@link #remove},
 * then {@link #flush} before the commit, or {@link #discard} after a rollback. The connection's thread only.
 */
public final class IndexWriter implements AutoCloseable {
    /** What a message has beside its text: conversation, type, kind of sender. */
    private static final int ALWAYS = 3;

    private final TokenCode code;
    private final PreparedStatement addTerms;
    private final PreparedStatement addPlace;
    private final PreparedStatement addBlock;
    private final PreparedStatement removeTerms;
    private final PreparedStatement removePlace;
    private final PreparedStatement removeBlocks;
    /** Those that the transaction adds to. */
    private final Map<Long, Block> blocks = new TreeMap<>();
    private boolean removed;

    public IndexWriter(Connection connection, TokenCode code) throws SQLException {
        this.code = code;
        addTerms = connection.prepareStatement("INSERT INTO search_term (rowid, terms) VALUES (?, ?)");
        addPlace = connection.prepareStatement(
                "INSERT INTO search_place (arrival, conversation, seconds, nanos) VALUES (?, ?, ?, ?)");
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
    }

    /**
     * Adds a message that the index does not know. Best in the order of arrival: what goes back costs a sorting of its
     * own.
     *
     * @param conversation the key that {@link SearchSession#message} wants
     */
    public void add(long conversation, long arrival, Message message) throws SQLException {
        Instant time = message.time();
        String text = Folded.of(message.content()).text();
        Grams grams = new Grams(2 * text.length() + ALWAYS);
        grams.addText(text);
        grams.add(Gram.conversation(conversation));
        grams.add(Gram.type(message.type()));
        grams.add(Gram.senderType(message.fromType()));
        addTerms.setLong(1, arrival);
        addTerms.setString(2, grams.terms(code));
        addTerms.executeUpdate();
        addPlace.setLong(1, arrival);
        addPlace.setLong(2, conversation);
        addPlace.setLong(3, time.getEpochSecond());
        addPlace.setInt(4, time.getNano());
        addPlace.executeUpdate();
        blocks.merge(Block.of(arrival), new Block(Block.of(arrival), time, time), (old, added) -> old.with(time));
    }

    /** Removes a message; does nothing if the index does not know it. */
    public void remove(long arrival) throws SQLException {
        removePlace.setLong(1, arrival);
        if (removePlace.executeUpdate() > 0) {
            removeTerms.setLong(1, arrival);
            removeTerms.executeUpdate();
            removed = true;
        }
    }

    /** The end of every transaction, before its commit. */
    public void flush() throws SQLException {
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
        discard();
    }

    private void bind(int column, Instant time) throws SQLException {
        addBlock.setLong(column, time.getEpochSecond());
        addBlock.setInt(column + 1, time.getNano());
    }

    /** The transaction was rolled back. */
    public void discard() {
        blocks.clear();
        removed = false;
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

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : new PreparedStatement[] { addTerms, addPlace, addBlock, removeTerms,
                removePlace, removeBlocks }) {
            statement.close();
        }
    }
}
