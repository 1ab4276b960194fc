// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.store.StoreException;
import org.chatdock.store.internal.search.IndexWriter;

/**
 * Writes the words of what has been moved to the search index, in the order of arrival and behind everything else. The
 * writer's thread only.
 */
final class Indexer {
    private final ConversationRows conversations;
    private final BodyCodec bodies;
    private final IndexWriter index;
    private final PreparedStatement oldestPending;
    private final PreparedStatement next;

    Indexer(Statements statements, ConversationRows conversations, BodyCodec bodies, IndexWriter index)
            throws SQLException {
        this.conversations = conversations;
        this.bodies = bodies;
        this.index = index;
        oldestPending = statements.prepare("SELECT min(key) FROM inbox");
        next = statements.prepare("SELECT p.arrival, p.conversation, p.seconds, p.nanos, m.body FROM search_place p "
                + "CROSS JOIN message m ON m.epoch = " + new Epochs(statements).of("p.arrival")
                + " AND m.conversation = p.conversation AND m.seconds = p.seconds AND m.nanos = p.nanos "
                + "AND m.arrival = p.arrival WHERE p.arrival > ?1 AND p.arrival < ?2 ORDER BY p.arrival LIMIT ?3");
    }

    /**
     * Goes on with the index as far as everything has been moved. In the transaction that runs, which changes nothing
     * else.
     *
     * @return how many messages that were
     */
    int index(int wantedMessages) throws SQLException {
        Map<Long, ConversationId> ids = new HashMap<>();
        next.setLong(1, index.indexed());
        next.setLong(2, oldestPending());
        next.setInt(3, wantedMessages);
        int count = 0;
        long last = 0;
        try (ResultSet row = next.executeQuery()) {
            while (row.next()) {
                Position position = new Position(Position.readTime(row, 3), row.getLong(1));
                long conversation = row.getLong(2);
                ConversationId id = ids.get(conversation);
                if (id == null) {
                    id = conversations.id(conversation);
                    ids.put(conversation, id);
                }
                if (id != null) {
                    add(conversation, id, position, row.getBytes(5));
                }
                last = position.arrival();
                count++;
            }
        }
        if (count > 0) {
            index.setIndexed(last);
        }
        return count;
    }

    /** Every event of an earlier arrival has been moved. */
    private long oldestPending() throws SQLException {
        try (ResultSet row = oldestPending.executeQuery()) {
            long oldest = row.next() ? row.getLong(1) : 0;
            return row.wasNull() ? Long.MAX_VALUE : oldest;
        }
    }

    private void add(long conversation, ConversationId id, Position position, byte[] body) throws SQLException {
        Message message;
        try {
            message = bodies.decode(body, id, position.time()).message();
        } catch (StoreException e) {
            // What cannot be read cannot be a hit; it must not keep the others out of the index.
            return;
        }
        index.addTerms(conversation, position.arrival(), message);
    }
}
