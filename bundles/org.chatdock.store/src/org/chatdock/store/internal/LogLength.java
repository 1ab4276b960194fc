// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * About how long SQLite's log is, and when it is taken into the file: by the writer, between two transactions. Not by
 * SQLite itself, because that would do it inside of a commit, while somebody waits for it.
 */
final class LogLength {
    private static final long PAGE_BYTES = 4096;
    /**
     * The log begins anew only if nobody reads what is in it. Where somebody always does, it would grow for ever: when
     * it is so many times as long as it should be, the writer waits for the readers of that moment.
     */
    private static final long LENGTHS = 4;
    /** What a row of the inbox adds beside its own bytes, and a moved conversation beside its messages. */
    private static final int INBOX_BYTES = 3 * 4096;
    private static final int MOVE_BYTES = 3 * 4096 / 2;
    /** What an indexed message adds, and one that is removed; measured, roughly. */
    private static final int INDEX_BYTES = 500;

    /** What a row of the outbox adds, or one that goes: a page of the table, and one of its index. */
    private static final int OUTBOX_BYTES = 2 * 4096;

    private final Connection connection;
    private long bytes;

    /** {@code left}: how long it is already, or a log that is opened again and again would grow for ever. */
    LogLength(Connection connection, long left) {
        this.connection = connection;
        bytes = left;
    }

    void addInbox(long rowBytes) {
        bytes += rowBytes + INBOX_BYTES;
    }

    void addMoved(ConversationRow row) {
        bytes += MOVE_BYTES;
        for (Pending pending : row.pending) {
            bytes += pending.bytes();
        }
    }

    void addIndexed(long messages) {
        bytes += messages * INDEX_BYTES;
    }

    void addOutbox(long rowBytes) {
        bytes += rowBytes + OUTBOX_BYTES;
    }

    /** Takes it into the file if it is long. If that fails, it is done again after a quarter of what makes it long. */
    void shorten(int longBytes) throws SQLException {
        if (bytes > longBytes) {
            bytes = longBytes - longBytes / 4;
            if (checkpoint("PASSIVE") * PAGE_BYTES > LENGTHS * longBytes) {
                checkpoint("RESTART");
            }
            bytes = 0;
        }
    }

    /** @return how many pages the log has */
    private long checkpoint(String mode) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
            return row.next() ? row.getLong(2) : 0;
        }
    }

    /** Takes it into the file, and leaves an empty one. @return false if a reader hinders that: nobody waits for it */
    boolean truncate() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 0");
            try (ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
                boolean done = row.next() && row.getInt(1) == 0;
                bytes = done ? 0 : bytes;
                return done;
            } finally {
                statement.execute("PRAGMA busy_timeout = " + Database.BUSY_TIMEOUT_MILLIS);
            }
        }
    }
}
