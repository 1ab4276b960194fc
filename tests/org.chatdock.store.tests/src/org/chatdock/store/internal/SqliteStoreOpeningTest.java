// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.chatdock.testkit.store.StoreMessages.fromUser;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the store opens, and what it refuses, in which words. */
class SqliteStoreOpeningTest {
    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    @TempDir
    Path directory;

    private SqliteStore open(Path where) {
        return new SqliteStore(where, StoreOptions.DEFAULT, log.logger());
    }

    private Path file() {
        return directory.resolve("messages.db");
    }

    /** One sentence or two, naming the place, and nothing else. */
    private void refuses(Path where, String... parts) {
        StoreException refused = assertThrows(StoreException.class, () -> open(where).close());
        for (String part : parts) {
            assertTrue(refused.getMessage().contains(part), refused.getMessage());
        }
        assertFalse(refused.getMessage().contains("\n"), refused.getMessage());
    }

    private void refusesUntouched(String... parts) throws IOException {
        byte[] before = Files.readAllBytes(file());
        refuses(directory, parts);
        assertArrayEquals(before, Files.readAllBytes(file()));
        // Refused for what it is, not for a lock that the first refusal left.
        refuses(directory, parts);
    }

    private void onFile(String... sql) throws SQLException {
        try (Connection connection = new Database(file(), StoreOptions.DEFAULT).openToWrite();
                Statement statement = connection.createStatement()) {
            for (String each : sql) {
                statement.execute(each);
            }
            connection.commit();
        }
    }

    @Test
    void whatWasStoredIsThereAfterReopening() throws Exception {
        try (SqliteStore store = open(directory)) {
            store.append(fromUser("ann", "1", 5)).toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
        try (SqliteStore store = open(directory)) {
            long first = store.find(new MessageId("1")).orElseThrow().arrival();
            store.append(fromUser("ann", "2", 5)).toCompletableFuture().get(60, TimeUnit.SECONDS);
            assertTrue(store.find(new MessageId("2")).orElseThrow().arrival() > first);
            assertEquals(2, store.conversations().get(0).unread());
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(List.of("messages.db", "messages.lock"),
                    files.map(path -> path.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void theFileIsInTheModesThatThePromisesRestOn() throws Exception {
        open(directory).close();

        try (Connection connection = new Database(file(), StoreOptions.DEFAULT).openToWrite();
                Statement statement = connection.createStatement()) {
            assertEquals("wal", text(statement, "PRAGMA journal_mode"));
            assertEquals("2", text(statement, "PRAGMA synchronous"));
            assertEquals("4", text(statement, "PRAGMA user_version"));
        }
        StoreOptions normal = StoreOptions.DEFAULT.with(StoreOptions.Synchronous.NORMAL);
        try (Connection connection = new Database(file(), normal).openToWrite();
                Statement statement = connection.createStatement()) {
            assertEquals("1", text(statement, "PRAGMA synchronous"));
        }
    }

    @Test
    void whatNobodyUnderstoodIsFoundByAnIndex() throws Exception {
        open(directory).close();

        try (Connection connection = new Database(file(), StoreOptions.DEFAULT).openToRead();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("EXPLAIN QUERY PLAN SELECT arrival FROM message m "
                        + "WHERE m.understood = 0 AND m.arrival > 0 ORDER BY m.arrival LIMIT 9")) {
            assertTrue(row.next() && row.getString("detail").contains("message_unknown"), row.getString("detail"));
        }
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : null;
        }
    }

    @Test
    void aDirectoryOfAnyNameWillDo() throws Exception {
        for (String name : List.of("with space", "a?b=c#d", "%41%zz", "\u597D\u00E9", "a'b;c&d")) {
            Path odd = directory.resolve(name);
            try (SqliteStore store = open(odd)) {
                store.append(fromUser("ann", "1", 5)).toCompletableFuture().get(60, TimeUnit.SECONDS);
                assertTrue(Files.size(odd.resolve("messages.db")) > 0);
            }
        }
    }

    @Test
    void aNewerStoreIsRefusedUntouched() throws Exception {
        open(directory).close();
        onFile("PRAGMA user_version = 5");

        refusesUntouched(file().toString(), "version 5", "Install the newer Chatdock");
    }

    @Test
    void aNewerStoreWhoseVersionIsOnlyInTheLogIsRefusedUntouched() throws Exception {
        open(directory).close();
        Path killed = Files.createDirectory(directory.resolve("killed"));
        try (Connection connection = new Database(file(), StoreOptions.DEFAULT).openToWrite();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 7");
            connection.commit();
            Files.copy(file(), killed.resolve("messages.db"));
            Files.copy(directory.resolve("messages.db-wal"), killed.resolve("messages.db-wal"));
        }
        directory = killed;

        refusesUntouched("version 7");
    }

    @Test
    void anotherProgramsDatabaseIsRefusedUntouched() throws Exception {
        onFile("CREATE TABLE other (x)");

        refusesUntouched("not a message store");
    }

    /** What is set aside is as it was. @return how many messages are in its place */
    private long setsAside() throws Exception {
        byte[] before = Files.readAllBytes(file());
        long size;
        try (SqliteStore store = open(directory)) {
            size = store.size();
            String notice = store.notices().get(0);
            Path aside = Path.of(notice.replaceAll(".*is kept as (.*)\\. Check the disk\\.", "$1"));
            assertTrue(aside.getFileName().toString().matches("messages-damaged-\\d{8}-\\d{6}\\.db"), notice);
            assertArrayEquals(before, Files.readAllBytes(aside));
        }
        log.expect("set aside");
        return size;
    }

    @Test
    void aFileThatIsNoDatabaseIsSetAside() throws Exception {
        Files.writeString(file(), "hello");
        assertEquals(0, setsAside());

        Files.writeString(file(), "hello ".repeat(2000));
        assertEquals(0, setsAside());
    }

    @Test
    void ofAFileThatWasCutOffTheRestIsSalvaged() throws Exception {
        try (SqliteStore store = open(directory)) {
            for (int i = 0; i < 500; i++) {
                store.append(fromUser("ann", "m" + i, i)).toCompletableFuture().get(60, TimeUnit.SECONDS);
            }
        }
        byte[] all = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(all, all.length - 5 * 4096 - 100));

        long size = setsAside();
        assertTrue(size > 0 && size < 500, () -> size + " messages");
    }

    @Test
    void whereTheSchemaIsOverwrittenTheMessagesAreSalvaged() throws Exception {
        try (SqliteStore store = open(directory)) {
            store.append(fromUser("ann", "1", 5)).toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
        byte[] all = Files.readAllBytes(file());
        Arrays.fill(all, 100, 4000, (byte) 0x55);
        Files.write(file(), all);

        assertEquals(1, setsAside());
    }

    @Test
    void anEmptyFileBecomesAStore() throws Exception {
        Files.createFile(file());

        try (SqliteStore store = open(directory)) {
            assertEquals(0, store.size());
        }
    }

    @Test
    void aSecondStoreOnTheSameFileIsRefused() {
        try (SqliteStore store = open(directory)) {
            refuses(directory, "in use by another process or window");
            assertEquals(0, store.size());
        }
        open(directory).close();
    }

    @Test
    void aDirectoryWithoutParentIsRefused() {
        refuses(directory.resolve("missing").resolve("store"), "missing", "directory");
        assertFalse(Files.exists(directory.resolve("missing")));
    }

    @Test
    void aDirectoryThatIsAFileIsRefused() throws Exception {
        Path taken = Files.writeString(directory.resolve("taken"), "x", StandardCharsets.UTF_8);

        refuses(taken, taken.toString(), "writable directory");
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsRefused() {
        // Permissions would not stop root; nobody may create files here.
        Path unwritable = Path.of("/proc/self");
        assumeTrue(Files.isDirectory(unwritable));

        refuses(unwritable, "/proc/self", "writable directory");
    }

    @Test
    void aDatabaseFileThatIsADirectoryIsRefused() throws Exception {
        Files.createDirectory(file());

        refuses(directory, file().toString(), "cannot be opened or written");
    }
}
