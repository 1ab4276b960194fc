// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.search;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.store.SearchQuery;
import org.chatdock.api.store.StoreException;
import org.chatdock.api.store.StoredMessage;
import org.sqlite.JDBC;

/** Messages in memory with an index over some of them. One thread at a time. */
final class Shelf implements Source, AutoCloseable {
    private final Connection connection;
    private final IndexWriter writer;
    private final TokenCode code;
    private final Map<Long, StoredMessage> messages = new TreeMap<>();
    private final Set<Long> unindexed = new HashSet<>();
    private final Map<ConversationId, Long> keys = new HashMap<>();
    private long lastArrival;
    private boolean behind;
    /** How many messages a search had to look at. */
    int verified;
    /** What looking at an indexed message throws; null: nothing. */
    volatile SQLException failing;
    /** How many searches have begun. */
    int begun;
    /** Runs when a search has asked for what is not indexed. */
    Runnable afterUnindexed = () -> { };

    Shelf(TokenCode code) throws SQLException {
        this.code = code;
        connection = JDBC.createConnection("jdbc:sqlite::memory:", new Properties());
        try (Statement statement = connection.createStatement()) {
            SearchTables.create(statement);
        }
        connection.setAutoCommit(false);
        writer = new IndexWriter(connection, code);
        writer.setIndexed(Long.MAX_VALUE);
        commit();
    }

    /** From now on, {@link #index} gives messages their places only, and {@link #catchUp} the terms. */
    void fallBehind() throws SQLException {
        behind = true;
        writer.setIndexed(lastArrival);
        commit();
    }

    /** Goes on with the terms, as far as all messages have a place. */
    void catchUp(int count) throws SQLException {
        long end = unindexed.stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
        List<StoredMessage> next = messages.values().stream()
                .filter(stored -> stored.arrival() > writer.indexed() && stored.arrival() < end).limit(count).toList();
        for (StoredMessage stored : next) {
            writer.addTerms(keys.get(stored.message().conversation()), stored.arrival(), stored.message());
            writer.setIndexed(stored.arrival());
        }
        commit();
    }

    Connection index() {
        return connection;
    }

    /** Stores a message without indexing it. @return its arrival */
    long add(Message message) {
        messages.put(++lastArrival, new StoredMessage(message, lastArrival, true));
        unindexed.add(lastArrival);
        keys.putIfAbsent(message.conversation(), keys.size() + 1L);
        return lastArrival;
    }

    /** Leaves a gap in the arrivals. */
    void skip(long arrivals) {
        lastArrival += arrivals;
    }

    void index(List<Long> arrivals) throws SQLException {
        for (Long arrival : arrivals) {
            Message message = messages.get(arrival).message();
            add(keys.get(message.conversation()), arrival, message);
            unindexed.remove(arrival);
        }
        commit();
    }

    private void add(long key, long arrival, Message message) throws SQLException {
        writer.addPlace(key, arrival, message.time());
        if (!behind) {
            writer.addTerms(key, arrival, message);
        }
    }

    void indexAll() throws SQLException {
        index(unindexed.stream().sorted().toList());
    }

    void remove(long arrival) throws SQLException {
        messages.remove(arrival);
        if (!unindexed.remove(arrival)) {
            writer.remove(arrival);
        }
        commit();
    }

    /** Another message in place of one that is indexed. */
    void replace(long arrival, Message message) throws SQLException {
        messages.put(arrival, new StoredMessage(message, arrival, true));
        writer.replace(keys.get(message.conversation()), arrival, message);
        commit();
    }

    void compact() throws SQLException {
        writer.compact();
        commit();
    }

    /** Goes on with the terms, which is rolled back then. @return how far the index says it is after that */
    long failToCatchUp(long arrival) throws SQLException {
        writer.addTerms(1, arrival, messages.get(arrival).message());
        writer.setIndexed(arrival);
        connection.rollback();
        writer.discard();
        return writer.indexed();
    }

    /** Adds to the index what is rolled back then. */
    void failToIndex(long arrival) throws SQLException {
        add(1, arrival, messages.get(arrival).message());
        connection.rollback();
        writer.discard();
    }

    private void commit() throws SQLException {
        writer.flush();
        connection.commit();
    }

    /** Whether SQLite finds nothing wrong with the index. */
    boolean isSound() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO search_term (search_term) VALUES ('integrity-check')");
            try (ResultSet row = statement.executeQuery("PRAGMA integrity_check")) {
                return row.getString(1).equals("ok");
            }
        }
    }

    List<StoredMessage> messages() {
        return List.copyOf(messages.values());
    }

    /** The arrivals found, in the order in which they are told. */
    List<Long> search(SearchQuery query) throws SQLException {
        return search(query, SearchRun.CANDIDATES);
    }

    List<Long> search(SearchQuery query, int limit) throws SQLException {
        List<Long> found = new ArrayList<>();
        boolean all = new SearchRun(query, code, limit, hit -> found.add(hit.message().arrival()), () -> false)
                .run(this, new IndexReader(open()));
        if (!all) {
            throw new IllegalStateException("Nobody ended it.");
        }
        return found;
    }

    private StoredMessage look(long arrival) {
        verified++;
        return messages.get(arrival);
    }

    @Override
    public Unindexed unindexed(ConversationId only) {
        List<Candidate> candidates = unindexed.stream().map(messages::get)
                .filter(stored -> only == null || only.equals(stored.message().conversation()))
                .map(stored -> new Candidate(stored.message().time(), stored.arrival(), () -> look(stored.arrival())))
                .toList();
        begun++;
        long last = lastArrival;
        afterUnindexed.run();
        return new Unindexed(last, candidates);
    }

    @Override
    public SearchSession open() {
        return new SearchSession() {
            @Override
            public Connection connection() {
                return connection;
            }

            @Override
            public long key(ConversationId conversation) {
                return keys.getOrDefault(conversation, -1L);
            }

            @Override
            public StoredMessage message(long conversation, Instant time, long arrival) throws SQLException {
                if (failing != null) {
                    throw failing;
                }
                StoredMessage stored = look(arrival);
                boolean there = stored != null && stored.message().time().equals(time)
                        && keys.get(stored.message().conversation()) == conversation;
                return there ? stored : null;
            }

            @Override
            public void close() {
                // The shelf's own connection.
            }
        };
    }

    @Override
    public StoreException failure(Throwable cause) {
        return new StoreException("failed", cause);
    }

    @Override
    public StoreException closed() {
        return new StoreException("closed", null);
    }

    @Override
    public void close() throws SQLException {
        writer.close();
        connection.close();
    }
}
