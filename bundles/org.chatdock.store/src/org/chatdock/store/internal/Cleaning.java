// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.chatdock.store.internal.search.IndexWriter;

/**
 * Removes what is left of what was deleted: messages, what the search index knows of them, and what stands in pages of
 * the file. What there is to do stands in the file itself. The writer's thread only.
 */
final class Cleaning {
    /** So many messages go in a transaction. */
    private static final int STEP_MESSAGES = 1000;

    private final Connection connection;
    private final Deletion deletion;
    private final IndexWriter index;
    private final Scrubber scrubber;
    private final LogLength log;
    /** Whether the search index is being written anew. */
    private boolean compacting;
    /** Whether the last step wrote nothing by SQL. */
    private boolean quiet;

    Cleaning(Connection connection, Deletion deletion, IndexWriter index, Scrubber scrubber, LogLength log) {
        this.connection = connection;
        this.deletion = deletion;
        this.index = index;
        this.scrubber = scrubber;
        this.log = log;
        scrubber.restart();
    }

    /** A conversation is being deleted, in the transaction that runs. */
    void begin() throws SQLException {
        deletion.compact();
        overwrite();
        compacting = false;
    }

    /** Something was removed, in the transaction that runs: where it stood is to be overwritten. */
    void overwrite() throws SQLException {
        deletion.overwrite();
        scrubber.restart();
    }

    /** Goes a step on, in a transaction of its own. {@code commits}: changes whenever something was written. */
    Housekeeping.Progress step(long commits) throws SQLException {
        quiet = false;
        if (deletion.step(STEP_MESSAGES)) {
            index.flush();
            log.addIndexed(STEP_MESSAGES);
            return Housekeeping.Progress.MORE;
        }
        if (Meta.read(connection, Deletion.COMPACT) != null) {
            compact();
            return Housekeeping.Progress.MORE;
        }
        return Meta.read(connection, Deletion.SCRUB) == null ? Housekeeping.Progress.DONE : scrub(commits);
    }

    boolean wroteNothing() {
        return quiet;
    }

    private void compact() throws SQLException {
        compacting = !index.compactSome(!compacting);
        if (!compacting) {
            Meta.remove(connection, Deletion.COMPACT);
            scrubber.restart();
        }
    }

    /** SQLite must not keep pages in memory as they were: it would write them again. */
    private Housekeeping.Progress scrub(long commits) throws SQLException {
        connection.rollback();
        List<Integer> roots = roots();
        connection.rollback();
        if (!log.truncate()) {
            return Housekeeping.Progress.LATER;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA shrink_memory");
            if (!scrubber.step(roots, commits)) {
                quiet = true;
                return Housekeeping.Progress.MORE;
            }
        } catch (IOException e) {
            throw StoreFailure.unusable(scrubber.file(), e);
        }
        Meta.remove(connection, Deletion.SCRUB);
        scrubber.restart();
        return Housekeeping.Progress.DONE;
    }

    private List<Integer> roots() throws SQLException {
        List<Integer> roots = new ArrayList<>();
        roots.add(1);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT rootpage FROM sqlite_schema WHERE rootpage > 0")) {
            while (row.next()) {
                roots.add(row.getInt(1));
            }
        }
        return roots;
    }
}
