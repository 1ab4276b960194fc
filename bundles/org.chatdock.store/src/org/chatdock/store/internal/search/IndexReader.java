// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.search;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Asks the index. It keeps its connection from one search to the next. The thread that searches only. */
final class IndexReader implements AutoCloseable {
    private static final String PLACE = "SELECT p.arrival, p.conversation, p.seconds, p.nanos FROM ";

    private static final String ALL = "search_place p WHERE p.arrival BETWEEN ?1 AND ?2 "
            + "AND (?3 < 0 OR p.conversation = ?3)";
    private static final String INDEXED = "(SELECT indexed FROM search_progress)";

    private final SearchSession session;
    private final PreparedStatement blocks;
    private final PreparedStatement matching;
    private final PreparedStatement all;

    /** Takes the session over, but not if this fails. */
    IndexReader(SearchSession session) throws SQLException {
        this.session = session;
        blocks = session.connection().prepareStatement(
                "SELECT block, first_seconds, first_nanos, last_seconds, last_nanos FROM search_block");
        // CROSS JOIN says in which order: the terms first. One statement, so that both halves see the same progress.
        matching = session.connection().prepareStatement(PLACE + "search_term t CROSS JOIN search_place p "
                + "ON p.arrival = t.rowid WHERE t.search_term MATCH ?4 AND t.rowid BETWEEN ?1 AND min(?2, " + INDEXED
                + ") UNION ALL " + PLACE + ALL + " AND p.arrival > " + INDEXED);
        all = session.connection().prepareStatement(PLACE + ALL);
    }

    SearchSession session() {
        return session;
    }

    List<Block> blocks() throws SQLException {
        List<Block> list = new ArrayList<>();
        try (ResultSet row = blocks.executeQuery()) {
            while (row.next()) {
                list.add(new Block(row.getLong(1), time(row, 2), time(row, 4)));
            }
        }
        return list;
    }

    /**
     * Those of the arrivals from {@code first} to {@code last} that match or are not indexed; all of them if
     * {@code match} is null.
     *
     * @param only the key of the conversation that {@code match} asks for; negative: any
     */
    void candidates(String match, long only, long first, long last, Consumer<Candidate> candidates)
            throws SQLException {
        PreparedStatement query = match == null ? all : matching;
        query.setLong(1, first);
        query.setLong(2, last);
        query.setLong(3, only);
        if (match != null) {
            query.setString(4, match);
        }
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                long arrival = row.getLong(1);
                long conversation = row.getLong(2);
                Instant time = time(row, 3);
                candidates.accept(new Candidate(time, arrival, () -> session.message(conversation, time, arrival)));
            }
        }
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        return Instant.ofEpochSecond(row.getLong(column), row.getInt(column + 1));
    }

    /** The connection takes its statements with it. */
    @Override
    public void close() throws SQLException {
        session.close();
    }
}
