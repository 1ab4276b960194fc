// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.chatdock.testkit.store.StoreMessages.fromUser;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.SearchQuery;
import org.chatdock.api.store.StoredMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

/** A file of version 2 becomes one of today, without loss, whenever the process is killed. */
class MigrationFrom2Test {
    private static final ConversationId ANN = new ConversationId("ann");
    private static final ConversationId ODD = new ConversationId("half \uD83D and \0");
    private static final Message FIRST = fromUser("ann", "m1", 5);
    private static final Message LATE = fromUser("ann", "m2", 2);
    private static final Message UNKNOWN = fromUser("ann", "m4", 4);
    private static final Message OTHER = fromUser(ODD.value(), "m5", 1);
    /** In the inbox, and older than what has been moved of another conversation. */
    private static final Message WAITING = fromUser("ann", "m3", 9);
    /** So far apart that each has an epoch of its own, and one has none. */
    private static final long[] ARRIVALS = { 0, 1, 1 << 18, (1 << 18) + 1, 3 << 18, (3 << 18) + 1 };

    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve(Database.FILE_NAME);
    }

    private SqliteStore open() {
        return open(Pace.DEFAULT);
    }

    private SqliteStore open(Pace pace) {
        return new SqliteStore(directory, StoreOptions.DEFAULT, pace, log.logger(), new CopyOnWriteArrayList<>());
    }

    private void write() throws SQLException {
        try (Version2File old = new Version2File(file())) {
            old.conversation(1, ANN, 3, 3, FIRST, ARRIVALS[1], ARRIVALS[2]);
            old.conversation(2, ODD, 1, 1, OTHER, ARRIVALS[5], ARRIVALS[5]);
            old.message(FIRST, ARRIVALS[1], 1, true);
            old.message(LATE, ARRIVALS[2], 1, true);
            old.message(UNKNOWN, 2, 1, false);
            old.message(OTHER, ARRIVALS[5], 2, true);
            old.pending(WAITING, ARRIVALS[3]);
            old.execute("INSERT INTO note (conversation, body) VALUES (x'01', x'02')");
        }
    }

    private static List<Message> messages(List<StoredMessage> stored) {
        return stored.stream().map(StoredMessage::message).toList();
    }

    private static void check(SqliteStore store) {
        assertEquals(5, store.size());
        assertEquals(List.of(LATE, UNKNOWN, FIRST, WAITING), messages(store.page(ANN, null, 9)));
        assertEquals(List.of(UNKNOWN, FIRST), messages(store.page(ANN, WAITING.id(), 2)));
        assertEquals(OTHER, store.find(OTHER.id()).orElseThrow().message());
        assertEquals(ARRIVALS[2], store.find(LATE.id()).orElseThrow().arrival());
        assertEquals(List.of(UNKNOWN), messages(store.unknown(0, 9)));
        assertEquals(Map.of(ANN, WAITING.id(), ODD, OTHER.id()), store.lastReceived());
        assertEquals(List.of(WAITING, OTHER),
                store.conversations().stream().map(summary -> summary.last().message()).toList());
    }

    private long number(String query) throws SQLException {
        try (Connection connection = new Database(file(), StoreOptions.DEFAULT).openToRead();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static Appended append(SqliteStore store, Message message) throws Exception {
        return store.append(message).toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void everythingIsThereAfterwards() throws Exception {
        write();

        try (SqliteStore store = open()) {
            check(store);
        }

        try (SqliteStore store = open()) {
            check(store);
            assertEquals(Appended.DUPLICATE, append(store, LATE));
            assertEquals(Appended.DUPLICATE, append(store, WAITING));
            assertEquals(Appended.UNDERSTOOD, append(store, UNKNOWN));
            assertEquals(Appended.ADDED, append(store, fromUser("ann", "m6", 1)));
            assertEquals(6, store.size());
        }
        assertEquals(3, number("SELECT count(DISTINCT epoch) FROM message"));
        assertEquals(1, number("SELECT count(*) FROM note"));
        assertEquals(0, number("SELECT count(*) FROM sqlite_schema WHERE name LIKE '%\\_2' ESCAPE '\\'"));
        assertEquals(Schema.VERSION, number("PRAGMA user_version"));
    }

    /** What had words before something that is in the inbox keeps them; the rest gets them again in its turn. */
    @Test
    void theSearchIndexStaysAsFarAsItHasNoGap() throws Exception {
        write();
        try (SqliteStore store = open(Paces.NEVER)) {
            assertEquals(ARRIVALS[3] - 1, number("SELECT indexed FROM search_progress"));
            assertEquals(3, number("SELECT count(*) FROM search_term_docsize"));
            checkSearch(store);
        }
        try (SqliteStore store = open(Paces.ALWAYS)) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (number("SELECT indexed FROM search_progress") < ARRIVALS[5]) {
                assertTrue(System.nanoTime() < end, "it is not indexed");
                Thread.onSpinWait();
            }
            assertEquals(5, number("SELECT count(*) FROM search_term_docsize"));
            checkSearch(store);
        }
    }

    private static void checkSearch(SqliteStore store) {
        List<Message> hits = new ArrayList<>();
        store.search(SearchQuery.words("text"), hit -> hits.add(hit.message().message())).join();
        assertEquals(List.of(WAITING, FIRST, UNKNOWN, LATE, OTHER), hits);
    }

    @Test
    void anIndexWithoutAnInboxStaysWhole() throws Exception {
        try (Version2File old = new Version2File(file())) {
            old.conversation(1, ANN, 1, 1, FIRST, 7, 7);
            old.message(FIRST, 7, 1, true);
        }
        open(Paces.NEVER).close();
        assertEquals(7, number("SELECT indexed FROM search_progress"));
        assertEquals(1, number("SELECT count(*) FROM search_term_docsize"));
    }

    @Test
    void theTablesAreThoseOfANewFile() throws Exception {
        write();
        open().close();
        List<String> migrated = tables();
        directory = Files.createDirectory(directory.resolve("new"));
        open().close();

        assertEquals(tables(), migrated);
    }

    /** Names and columns. */
    private List<String> tables() throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Connection connection = new Database(file(), StoreOptions.DEFAULT).openToRead();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT s.name || ' ' || coalesce(group_concat(c.name || c.type "
                        + "|| c.\"notnull\" || c.pk), '') FROM sqlite_schema s LEFT JOIN pragma_table_info(s.name) c "
                        + "GROUP BY s.name ORDER BY s.name")) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        return tables;
    }

    private void copy(Path to) {
        try {
            for (String name : List.of(Database.FILE_NAME, Database.FILE_NAME + "-wal")) {
                Files.copy(directory.resolve(name), to.resolve(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Breaks off just before the commit, as a kill does: what is in the files then is what the next process finds. */
    @Test
    void aMigrationThatWasKilledBeginsAnew() throws Exception {
        write();
        Path killed = Files.createDirectory(directory.resolve("killed"));
        try (Connection connection = new Database(file(), StoreOptions.DEFAULT).openToWrite();
                Statement statement = connection.createStatement()) {
            // So that what is not committed reaches the file, too.
            statement.execute("PRAGMA cache_size = 1");
            ((SQLiteConnection) connection).addCommitListener(new SQLiteCommitListener() {
                @Override
                public void onCommit() {
                    copy(killed);
                }

                @Override
                public void onRollback() {
                    // it is committed
                }
            });
            Schema.create(connection, FormatChoice.of(Formats.plain()));
        }
        assertTrue(Files.size(killed.resolve(Database.FILE_NAME + "-wal")) > 0);
        assertFalse(Files.exists(killed.resolve(Database.FILE_NAME + "-shm")));
        directory = killed;
        assertEquals(2, number("PRAGMA user_version"));
        assertThrows(SQLException.class, () -> number("SELECT epoch FROM message"));

        try (SqliteStore store = open()) {
            check(store);
        }
    }
}
