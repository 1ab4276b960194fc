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

import org.chatdock.store.internal.search.SearchTables;

/**
 * The tables, and the number of their version in the file's {@code user_version}.
 * <p>
 * {@code inbox} takes what comes, in the order of arrival, as {@link EventFormat} writes it; a commit that somebody
 * waits for writes nothing else. The writer moves it from there, a conversation at a time:
 * <ul>
 * <li>{@code message}: in parts ({@link Epochs}), each in the order in which it is read. What a message says is
 * {@code body} alone ({@link BodyCodec}). Times are two columns, because the nanoseconds since 1970 of a far time do
 * not fit into one;
 * <li>{@code conversation} names conversations, {@code standing} is what the list needs of each: its counts, positions,
 * and the newest message's body unless that is long. {@code settled}: its events up to this arrival have been moved;
 * <li>{@code id_run}, {@code id_block}, {@code id_filter}: every id that was ever stored, as {@link IdWriter} keeps it;
 * <li>{@code progress}, one row: how many transactions moved something, how many messages are in {@code message}, an
 * arrival that no event is beyond but those in the inbox, how many bits of an arrival do not count for its epoch,
 * and what {@code meta} says about the keys once more, lest a page that is damaged costs all;
 * <li>{@code search_term}, {@code search_place}, {@code search_block}: the words of {@code message}, see
 * {@link SearchTables};
 * <li>{@code draft}, {@code tags}, {@code note}, {@code customer}: what is kept beside a conversation's messages
 * ({@link AsideFormat}), by the digest of its id;
 * <li>{@code outbox}: what the agent sends ({@link OutboxFormat}), in the order of its keys, by the digest of the
 * client id;
 * <li>{@code revision}: what was changed of messages that have not come, by the digest of their id;
 * <li>{@code meta}: what the file says about itself, by name; an encrypted one about its keys.
 * </ul>
 * How a conversation's id stands in its column is {@link ConversationNames}' business.
 */
final class Schema {
    static final int VERSION = 4;

    static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    /** Chatdock will never come that far: who says so says nonsense. */
    private static final int LAST_VERSION = 9999;
    private static final int USER_VERSION_OFFSET = 60;
    private static final int HEADER_BYTES = 100;

    /** What a new file says. */
    private static final int EPOCH_BITS = 18;
    /** What is new in version 3; the other tables are those of version 2. */
    private static final List<String> MESSAGES = List.of(
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
            "CREATE INDEX message_unknown ON message (arrival) WHERE understood = 0");

    private static final List<String> TABLES = List.of(
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
            "INSERT INTO progress VALUES (0, 0, 0, " + EPOCH_BITS + ", NULL)",
            "CREATE TABLE draft (conversation BLOB PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID",
            "CREATE TABLE tags (conversation BLOB PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID",
            """
            CREATE TABLE note (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                conversation BLOB NOT NULL,
                body BLOB NOT NULL)""",
            "CREATE INDEX note_of_conversation ON note (conversation, id)");

    private static final List<String> SINCE_3 = List.of(
            "CREATE TABLE customer (conversation BLOB PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID",
            "CREATE TABLE revision (message BLOB PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID",
            "CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID");

    private static final List<String> SINCE_4 = List.of("""
            CREATE TABLE outbox (
                id INTEGER PRIMARY KEY,
                client BLOB NOT NULL UNIQUE,
                conversation BLOB NOT NULL,
                body BLOB NOT NULL)""");

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
        if (version < 0 || version > LAST_VERSION) {
            throw StoreFailure.damaged(file, null);
        }
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
        if (version < 1 && tables > 0) {
            throw StoreFailure.foreign(file);
        }
    }

    /**
     * Creates the tables if there are none, and takes over what an older version has written; all or nothing.
     * {@code connection}: not in auto-commit mode.
     *
     * @return how the file is written
     */
    static Formats create(Connection connection, FormatChoice choice) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int version = userVersion(statement);
            if (version == VERSION) {
                return choice.ofExisting(connection);
            }
            Formats formats = switch (version) {
                case 1 -> {
                    MigrationFrom1.setAside(statement);
                    createAll(statement);
                    Formats chosen = choice.ofNew(connection);
                    new MigrationFrom1(connection, chosen).run();
                    yield chosen;
                }
                case 2 -> {
                    MigrationFrom2.setAside(statement, EPOCH_BITS);
                    execute(statement, MESSAGES);
                    execute(statement, SINCE_3);
                    execute(statement, SINCE_4);
                    MigrationFrom2.run(statement);
                    yield choice.ofExisting(connection);
                }
                case 3 -> {
                    execute(statement, SINCE_4);
                    yield choice.ofExisting(connection);
                }
                default -> {
                    createAll(statement);
                    yield choice.ofNew(connection);
                }
            };
            statement.execute("PRAGMA user_version = " + VERSION);
            connection.commit();
            return formats;
        }
    }

    /** The version of the tables; 0: there are none. */
    static int version(Database database) throws SQLException, IOException {
        if (!Files.exists(database.file()) || Files.size(database.file()) == 0) {
            return 0;
        }
        try (Connection connection = database.openToRead(); Statement statement = connection.createStatement()) {
            return userVersion(statement);
        }
    }

    static boolean isCurrent(Statement statement) throws SQLException {
        return userVersion(statement) == VERSION;
    }

    private static void createAll(Statement statement) throws SQLException {
        execute(statement, TABLES);
        execute(statement, MESSAGES);
        execute(statement, SINCE_3);
        execute(statement, SINCE_4);
        SearchTables.create(statement);
    }

    private static void execute(Statement statement, List<String> tables) throws SQLException {
        for (String table : tables) {
            statement.execute(table);
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
