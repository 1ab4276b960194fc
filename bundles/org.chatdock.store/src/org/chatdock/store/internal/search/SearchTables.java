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
 * {@link TokenCode}); its rowid is the arrival. {@code search_place} says where the message of an arrival is.
 * {@code search_block} says for every {@value #BLOCK} arrivals between which times their messages are: it may be too
 * wide after a removal, never too narrow.
 */
public final class SearchTables {
    /** How many arrivals a block is. A power of two. */
    static final int BLOCK = 4096;

    /** So many bytes of postings are gathered before they are sorted and written: enough for a batch. */
    private static final int GATHERED_BYTES = 8 << 20;

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
        for (String table : TABLES) {
            statement.executeUpdate(table);
        }
    }
}
