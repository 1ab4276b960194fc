// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.search;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The tables of the index; the schema of the store creates them with its own, and its version counts for them.
 * <p>
 * {@code search_term} is a table of FTS5 that keeps no text, only which terms a message has (see {@link Grams} and
 * {@link TokenCode}); its rowid is the arrival. It has the arrivals up to the one in {@code search_progress}; what came
 * later is looked through. {@code search_place} says of every arrival where its message is.
 * {@code search_block} says for every {@value #BLOCK} arrivals between which times their messages are: it may be too
 * wide after a removal, never too narrow.
 */
public final class SearchTables {
    /** How many arrivals a block is. A power of two. */
    public static final int BLOCK = 4096;

    /** So many bytes of postings are gathered before they are sorted and written: enough for a batch. */
    private static final int GATHERED_BYTES = 8 << 20;

    /** New in version 3 of the schema. */
    private static final List<String> PROGRESS = List.of("CREATE TABLE search_progress (indexed INTEGER NOT NULL)",
            "INSERT INTO search_progress VALUES (0)");

    private static final List<String> TABLES = List.of(
            """
            CREATE VIRTUAL TABLE search_term USING fts5(
                terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii')""",
            "INSERT INTO search_term (search_term, rank) VALUES ('hashsize', " + GATHERED_BYTES + ")",
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
                last_seconds INTEGER NOT NULL, last_nanos INTEGER NOT NULL)""");

    private SearchTables() {
    }

    /** In the caller's transaction. */
    public static void create(Statement statement) throws SQLException {
        execute(statement, TABLES);
        createProgress(statement);
    }

    /** In the caller's transaction: the table that says that nothing is indexed. */
    public static void createProgress(Statement statement) throws SQLException {
        execute(statement, PROGRESS);
    }

    private static void execute(Statement statement, List<String> tables) throws SQLException {
        for (String table : tables) {
            statement.executeUpdate(table);
        }
    }
}
