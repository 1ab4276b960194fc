// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;

/**
 * A store as version 3 wrote it. What is in it is written as today, where nothing has changed since: what came later is
 * taken out, and then the file has the tables of then, statement for statement, or a test would not know what it tests.
 */
final class Version3File {
    private static final Set<String> TABLES = Set.of(
            "CREATE TABLE inbox (key INTEGER PRIMARY KEY, events BLOB NOT NULL)",
            "CREATE TABLE conversation (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE)",
            """
            CREATE TABLE standing (
                conversation INTEGER PRIMARY KEY,
                size INTEGER NOT NULL,
                unread INTEGER NOT NULL,
                read_to INTEGER NOT NULL,
                settled INTEGER NOT NULL,
                last_seconds INTEGER, last_nanos INTEGER, last_arrival INTEGER,
                agent_seconds INTEGER, agent_nanos INTEGER, agent_arrival INTEGER,
                waiting_seconds INTEGER, waiting_nanos INTEGER, waiting_arrival INTEGER,
                received_seconds INTEGER, received_nanos INTEGER, received_arrival INTEGER,
                last_understood INTEGER NOT NULL,
                last_body BLOB,
                state INTEGER NOT NULL)""",
            "CREATE TABLE id_run (run INTEGER PRIMARY KEY, ids BLOB NOT NULL)",
            "CREATE TABLE id_block (key INTEGER PRIMARY KEY, ids BLOB NOT NULL)",
            "CREATE TABLE id_filter (epoch INTEGER PRIMARY KEY, bits BLOB NOT NULL)",
            """
            CREATE TABLE progress (
                generation INTEGER NOT NULL,
                messages INTEGER NOT NULL,
                arrival INTEGER NOT NULL,
                epoch_bits INTEGER NOT NULL,
                keys BLOB)""",
            "CREATE TABLE draft (conversation BLOB PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID",
            "CREATE TABLE tags (conversation BLOB PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID",
            """
            CREATE TABLE note (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                conversation BLOB NOT NULL,
                body BLOB NOT NULL)""",
            "CREATE INDEX note_of_conversation ON note (conversation, id)",
            """
            CREATE TABLE message (
                epoch INTEGER NOT NULL,
                conversation INTEGER NOT NULL,
                seconds INTEGER NOT NULL,
                nanos INTEGER NOT NULL,
                arrival INTEGER NOT NULL,
                understood INTEGER NOT NULL,
                kind INTEGER NOT NULL,
                body BLOB NOT NULL,
                PRIMARY KEY (epoch, conversation, seconds, nanos, arrival)) WITHOUT ROWID""",
            "CREATE INDEX message_unknown ON message (arrival) WHERE understood = 0",
            "CREATE TABLE customer (conversation BLOB PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID",
            "CREATE TABLE revision (message BLOB PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID",
            "CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",
            """
            CREATE VIRTUAL TABLE search_term USING fts5(
                terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii')""",
            """
            CREATE TABLE search_place (
                arrival INTEGER PRIMARY KEY,
                conversation INTEGER NOT NULL,
                seconds INTEGER NOT NULL,
                nanos INTEGER NOT NULL)""",
            """
            CREATE TABLE search_block (
                block INTEGER PRIMARY KEY,
                first_seconds INTEGER NOT NULL, first_nanos INTEGER NOT NULL,
                last_seconds INTEGER NOT NULL, last_nanos INTEGER NOT NULL)""",
            "CREATE TABLE search_progress (indexed INTEGER NOT NULL)");

    private Version3File() {
    }

    /** {@code file}: of today, and closed. */
    static void make(Path file) throws SQLException {
        try (Connection connection = new Database(file, StoreOptions.DEFAULT).openToWrite();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE outbox");
            statement.execute("PRAGMA user_version = 3");
            connection.commit();
            Set<String> tables = new TreeSet<>();
            // SQLite's own and those that belong to the search index are theirs to make.
            try (ResultSet row = statement.executeQuery("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND NOT "
                    + "(name GLOB 'sqlite_*' OR name GLOB 'search_term_*')")) {
                while (row.next()) {
                    tables.add(row.getString(1));
                }
            }
            if (!tables.equals(TABLES)) {
                throw new AssertionError("Not the tables of version 3: " + tables);
            }
        }
    }
}
