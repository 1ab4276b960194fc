// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

/**
 * The tables, and the number of their version in the file's {@code user_version}.
 * <p>
 * {@code message} is append-only by its key, the arrival. {@code conversation} is what the list of conversations needs,
 * kept by the transaction that adds a message, so that the list is one cheap query; all of it can be told from
 * {@code message} and {@code read_to}. A column of text may hold a blob, see {@link ExactText}. Times are two columns,
 * because the nanoseconds since 1970 of a far time do not fit into one.
 */
final class Schema {
    static final int VERSION = 1;

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int USER_VERSION_OFFSET = 60;
    private static final int HEADER_BYTES = 100;

    private static final List<String> TABLES = List.of(
            """
            CREATE TABLE conversation (
                key INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                size INTEGER NOT NULL,
                unread INTEGER NOT NULL,
                read_to INTEGER NOT NULL,
                last_seconds INTEGER, last_nanos INTEGER, last_arrival INTEGER,
                agent_seconds INTEGER, agent_nanos INTEGER, agent_arrival INTEGER,
                waiting_seconds INTEGER, waiting_nanos INTEGER, waiting_arrival INTEGER)""",
            """
            CREATE TABLE message (
                arrival INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                conversation INTEGER NOT NULL REFERENCES conversation,
                seconds INTEGER NOT NULL,
                nanos INTEGER NOT NULL,
                understood INTEGER NOT NULL,
                sender TEXT NOT NULL,
                receiver TEXT NOT NULL,
                from_type TEXT NOT NULL,
                type TEXT NOT NULL,
                picture_url TEXT NOT NULL,
                file_url TEXT NOT NULL,
                media_id TEXT NOT NULL,
                extra TEXT NOT NULL,
                content TEXT NOT NULL)""",
            "CREATE INDEX message_in_order ON message (conversation, seconds, nanos, arrival)",
            "PRAGMA user_version = " + VERSION);

    /** Came later; a store of the same version without it is as good, only slower. */
    private static final String UNKNOWN_INDEX =
            "CREATE INDEX IF NOT EXISTS message_unknown ON message (arrival) WHERE understood = 0";

    private Schema() {
    }

    /**
     * Looks at a file before anything opens it for writing, so that what is refused is left as it was.
     *
     * @throws org.chatdock.api.store.StoreException if it is newer, foreign or damaged
     */
    static void check(Database database) {
        Path file = database.file();
        if (!Files.exists(file)) {
            return;
        }
        checkHeader(file);
        try (Connection connection = database.openToRead(); Statement statement = connection.createStatement()) {
            // The header may be behind the log that a killed process left.
            checkVersion(file, userVersion(statement), tables(statement));
        } catch (SQLException e) {
            throw StoreFailure.of(file, e);
        }
    }

    private static void checkHeader(Path file) {
        byte[] header = header(file);
        if (header.length == 0) {
            return;
        }
        if (header.length < HEADER_BYTES || !Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw StoreFailure.damaged(file, null);
        }
        int version = ByteBuffer.wrap(header).getInt(USER_VERSION_OFFSET);
        if (version > VERSION) {
            throw StoreFailure.newer(file, version);
        }
    }

    private static byte[] header(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEADER_BYTES);
        } catch (IOException e) {
            throw StoreFailure.unusable(file, e);
        }
    }

    private static void checkVersion(Path file, int version, int tables) {
        if (version > VERSION) {
            throw StoreFailure.newer(file, version);
        }
        // A process that was killed while it created the tables leaves none: they come in one transaction.
        if (version < VERSION && tables > 0) {
            throw StoreFailure.foreign(file);
        }
    }

    /**
     * Creates the tables if there are none, and the index that older stores lack. {@code connection}: not in
     * auto-commit mode.
     */
    static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (userVersion(statement) == 0) {
                for (String table : TABLES) {
                    statement.execute(table);
                }
            }
            statement.execute(UNKNOWN_INDEX);
            connection.commit();
        }
    }

    private static int userVersion(Statement statement) throws SQLException {
        return number(statement, "PRAGMA user_version");
    }

    private static int tables(Statement statement) throws SQLException {
        return number(statement, "SELECT count(*) FROM sqlite_schema");
    }

    private static int number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
