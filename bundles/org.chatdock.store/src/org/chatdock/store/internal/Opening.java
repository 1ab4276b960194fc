// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.chatdock.api.store.StoreException;
import org.sqlite.SQLiteErrorCode;

/** The step from a file to the session that writes it; what turns out to be damaged on the way is salvaged. */
final class Opening {
    private final Database database;
    private final StoreFiles files;
    private final Supplier<FormatChoice> choices;
    private FormatChoice choice;
    private List<String> notices;

    /** {@code choices}: a new one for each try. */
    Opening(Database database, StoreFiles files, Supplier<FormatChoice> choices) {
        this.database = database;
        this.files = files;
        this.choices = choices;
    }

    /**
     * @param salvaged whether the file is a salvaged one already: if that is damaged, too, it is given up
     * @throws StoreException if it cannot be opened
     */
    WriteSession open(Backlog backlog, boolean salvaged) {
        try {
            return open(backlog);
        } catch (StoreDamagedException e) {
            if (salvaged) {
                throw e;
            }
        }
        files.salvage();
        return open(backlog);
    }

    private WriteSession open(Backlog backlog) {
        choice = choices.get();
        try (Connection guard = guard()) {
            WriteSession session = WriteSession.open(database, choice, backlog);
            try {
                notices = notices(session.connection());
                return session;
            } catch (SQLException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (SQLException e) {
            choice.closeKeys();
            throw isNonsense(e) ? StoreFailure.damaged(database.file(), e) : StoreFailure.of(database.file(), e);
        } catch (StoreException e) {
            choice.closeKeys();
            throw e;
        } catch (RuntimeException e) {
            choice.closeKeys();
            // SQLite does not look into what a row holds; whoever reads it trips over what is damaged there.
            throw StoreFailure.damaged(database.file(), e);
        }
    }

    /** Whether SQL that always works has met tables, or an index, that are not as they were made. */
    private static boolean isNonsense(SQLException failure) {
        return switch (SQLiteErrorCode.getErrorCode(failure.getErrorCode() & 0xff)) {
            case SQLITE_ERROR, SQLITE_CONSTRAINT, SQLITE_MISMATCH -> true;
            default -> false;
        };
    }

    /**
     * A connection that reads. As long as there is one, another that is closed does not take the log into the file: if
     * that is damaged, both shall stay as they are. Null if there is no file.
     */
    private Connection guard() throws SQLException {
        if (!Files.exists(database.file())) {
            return null;
        }
        Connection guard = database.openToRead();
        try (Statement statement = guard.createStatement()) {
            statement.execute("SELECT count(*) FROM sqlite_schema");
            return guard;
        } catch (SQLException e) {
            guard.close();
            throw e;
        }
    }

    private List<String> notices(Connection connection) throws SQLException {
        List<String> lasting = new ArrayList<>(Notices.read(connection));
        if (files.lastingNotices().isEmpty()) {
            connection.rollback();
        } else {
            lasting.addAll(files.lastingNotices());
            Notices.write(connection, lasting);
            connection.commit();
        }
        lasting.addAll(files.passingNotices());
        return List.copyOf(lasting);
    }

    /** How the file is written. */
    FormatChoice choice() {
        return choice;
    }

    /** What the agent should know. */
    List<String> notices() {
        return notices;
    }
}
