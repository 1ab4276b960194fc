// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.SQLException;
import java.sql.Statement;

import org.chatdock.store.internal.search.SearchTables;

/**
 * Brings the messages of version 2, which had them in one part, into the table of today; the other tables stay as they
 * are, the search index too. Part of the transaction that creates the table: if the process is killed, the file is as
 * it was, and the next one begins anew.
 */
final class MigrationFrom2 {
    private MigrationFrom2() {
    }

    /** Makes room for the new table of the same name. */
    static void setAside(Statement statement, int epochBits) throws SQLException {
        statement.execute("ALTER TABLE message RENAME TO message_2");
        statement.execute("DROP INDEX message_unknown");
        statement.execute("ALTER TABLE progress ADD COLUMN epoch_bits INTEGER NOT NULL DEFAULT " + epochBits);
        statement.execute("ALTER TABLE progress ADD COLUMN keys BLOB");
        statement.execute("ALTER TABLE standing ADD COLUMN state INTEGER NOT NULL DEFAULT 0");
    }

    /** In the old order, which is that of each epoch too: all grow side by side, and nothing has to be sorted. */
    static void run(Statement statement) throws SQLException {
        statement.execute("INSERT INTO message (epoch, conversation, seconds, nanos, arrival, understood, kind, body) "
                + "SELECT m.arrival >> p.epoch_bits, conversation, seconds, nanos, m.arrival, understood, kind, body "
                + "FROM progress p CROSS JOIN message_2 m");
        statement.execute("DROP TABLE message_2");
        SearchTables.createProgress(statement);
        // Terms went with the conversations; now they count up to an arrival before which nothing is in the inbox.
        statement.execute("UPDATE search_progress SET indexed = (SELECT min(arrival, coalesce((SELECT min(key) - 1 "
                + "FROM inbox), arrival)) FROM progress)");
        statement.execute("DELETE FROM search_term WHERE rowid IN (SELECT p.arrival FROM search_progress CROSS JOIN "
                + "search_place p ON p.arrival > indexed)");
    }
}
