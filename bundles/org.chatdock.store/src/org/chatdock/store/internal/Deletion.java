// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.chatdock.store.internal.search.IndexWriter;

/**
 * Removes conversations for good. When it begins, a conversation loses its name and its place in the list, and so it
 * is invisible; a row of {@code meta} says that its messages are to go, which a killed process leaves to the next
 * one. They go in steps. The number of a conversation never comes again, so that whoever writes anew is somebody
 * else. The writer's thread only; all in the transaction that runs.
 */
final class Deletion {
    /** Rows of {@code meta}: the number of a conversation follows. */
    private static final String DELETING = "deleting ";
    /** The row of {@code meta} with the highest number that a conversation had. */
    private static final String LAST_KEY = "last conversation";
    /** The rows of {@code meta} that say what is to be done once all are gone. */
    static final String COMPACT = "compact";
    static final String SCRUB = "scrub";

    private final Connection connection;
    private final IndexWriter index;
    private final Epochs epochs;
    private final PreparedStatement deleteStanding;
    private final PreparedStatement deleteName;
    private final PreparedStatement some;
    private final PreparedStatement delete;

    Deletion(Connection connection, Statements statements, IndexWriter index) throws SQLException {
        this.connection = connection;
        this.index = index;
        epochs = new Epochs(statements);
        deleteStanding = statements.prepare("DELETE FROM standing WHERE conversation = ?");
        deleteName = statements.prepare("DELETE FROM conversation WHERE key = ?");
        some = statements.prepare("SELECT seconds, nanos, arrival FROM message WHERE epoch = ?1 AND conversation = ?2 "
                + "ORDER BY seconds, nanos, arrival LIMIT ?3");
        delete = statements.prepare("DELETE FROM message WHERE epoch = ?1 AND conversation = ?2 "
                + "AND (seconds, nanos, arrival) <= (?3, ?4, ?5)");
    }

    /** Of a row of {@code meta}: the number of a conversation that is being deleted; null if it says something else. */
    static Long deleting(String name) {
        try {
            return name.startsWith(DELETING) ? Long.valueOf(name.substring(DELETING.length())) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The highest number that a conversation ever had, as far as it is gone. */
    static long lastKey(Connection connection) throws SQLException {
        byte[] kept = Meta.read(connection, LAST_KEY);
        return kept == null ? 0 : ByteBuffer.wrap(kept).getLong();
    }

    /** The conversation has no messages any more, or is to have none. {@code lastKey}: the highest there is. */
    void forget(long key, long lastKey) throws SQLException {
        Meta.write(connection, LAST_KEY, ByteBuffer.allocate(Long.BYTES).putLong(lastKey).array());
        deleteStanding.setLong(1, key);
        deleteStanding.executeUpdate();
        deleteName.setLong(1, key);
        deleteName.executeUpdate();
    }

    /** From the commit on nobody sees the conversation. */
    void begin(long key, long lastKey) throws SQLException {
        Meta.write(connection, DELETING + key, new byte[0]);
        forget(key, lastKey);
    }

    /** What has been removed is to be overwritten, wherever it stood. */
    void overwrite() throws SQLException {
        Meta.write(connection, SCRUB, new byte[0]);
    }

    /** What the search index knows of what has been removed is to go. */
    void compact() throws SQLException {
        Meta.write(connection, COMPACT, new byte[0]);
    }

    /** @return false if there was nothing to remove */
    boolean step(int wantedMessages) throws SQLException {
        Long key = next();
        if (key == null) {
            return false;
        }
        int left = wantedMessages;
        for (long epoch = epochs.newest(); epoch >= 0 && left > 0; epoch--) {
            left -= remove(epoch, key, left);
        }
        if (left > 0) {
            Meta.remove(connection, DELETING + key);
        }
        return true;
    }

    private Long next() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT name FROM meta WHERE name > '" + DELETING
                        + "' AND name < '" + DELETING + "~' LIMIT 1")) {
            return row.next() ? deleting(row.getString(1)) : null;
        }
    }

    private int remove(long epoch, long key, int limit) throws SQLException {
        List<Position> found = new ArrayList<>();
        some.setLong(1, epoch);
        some.setLong(2, key);
        some.setInt(3, limit);
        try (ResultSet row = some.executeQuery()) {
            while (row.next()) {
                found.add(Position.read(row, 1));
            }
        }
        for (Position position : found) {
            index.remove(position.arrival());
        }
        if (!found.isEmpty()) {
            delete.setLong(1, epoch);
            delete.setLong(2, key);
            Position.bind(delete, 3, found.get(found.size() - 1));
            delete.executeUpdate();
        }
        return found.size();
    }
}
