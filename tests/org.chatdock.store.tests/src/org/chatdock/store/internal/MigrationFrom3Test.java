// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.chatdock.testkit.store.StoreMessages.fromAgent;
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
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.chatdock.api.customer.Customer;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.Note;
import org.chatdock.api.store.Revision;
import org.chatdock.api.store.StoredDraft;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.store.internal.seal.MemoryKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

/** A file of version 3, in the clear or encrypted, gets an outbox, and keeps all it has. */
class MigrationFrom3Test {
    private static final ConversationId ANN = new ConversationId("ann");
    private static final ConversationId BOB = new ConversationId("b\uD83D");

    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    @TempDir
    Path directory;
    private final MemoryKeys keys = new MemoryKeys();
    private List<ConversationSummary> inbox;
    private List<StoredMessage> page;
    private List<Note> notes;

    private Path file() {
        return directory.resolve(Database.FILE_NAME);
    }

    private SqliteStore open(StoreOptions options) {
        return new SqliteStore(directory, options, keys, Paces.NEVER, log.logger(), new CopyOnWriteArrayList<>());
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private void write(StoreOptions options) throws Exception {
        try (SqliteStore store = open(options)) {
            for (int i = 0; i < 100; i++) {
                store.append(fromUser("ann", "a" + i, i / 2));
            }
            get(store.appendUnknown(fromUser("ann", "later", 300)));
            // To understand a message moves everything first.
            get(store.append(fromUser("ann", "later", 300)));
            get(store.append(fromAgent(BOB.value(), "pending", 7)));
            get(store.markRead(ANN, new MessageId("a50")));
            get(store.put(ANN, new StoredDraft("draft of ann", 2, List.of())));
            get(store.setTags(BOB, Set.of("vip")));
            get(store.addNote(BOB, null, "lin", "note on bob"));
            get(store.putCustomers(Map.of(ANN, new Customer("Ann", "Suzhou"))));
            get(store.revise(Revision.edit(new MessageId("to come"), 1, "edited")));
            inbox = store.conversations();
            page = store.page(ANN, null, 999);
            notes = store.notes(BOB);
        }
        Version3File.make(file());
    }

    private void check(SqliteStore store) {
        assertEquals(inbox, store.conversations());
        assertEquals(page, store.page(ANN, null, 999));
        assertEquals(notes, store.notes(BOB));
        assertEquals(Map.of(ANN, new StoredDraft("draft of ann", 2, List.of())), store.drafts());
        assertEquals(Map.of(ANN, new Customer("Ann", "Suzhou")), store.customers());
        assertEquals(102, store.size());
    }

    private void checkMigrated(StoreOptions options) throws Exception {
        OutboxEntry entry = Entries.waiting("a", "ann", "text");
        try (SqliteStore store = open(options)) {
            check(store);
            assertEquals(List.of(), store.entries());
            get(store.put(List.of(entry), null));
        }
        try (SqliteStore store = open(options)) {
            check(store);
            assertEquals(List.of(entry), store.entries());
            assertEquals(Appended.DUPLICATE, get(store.append(fromUser("ann", "a7", 1))));
            get(store.settle(entry.id(), fromAgent("ann", "to come", 1), null));
            assertEquals("edited", store.find(new MessageId("to come")).orElseThrow().message().content());
        }
        assertEquals(Schema.VERSION, number("PRAGMA user_version"));
        StoreCheck.integrity(directory);
    }

    private long number(String query) throws SQLException {
        try (Connection connection = new Database(file(), StoreOptions.DEFAULT).openToRead();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    @Test
    void everythingIsThereAfterwards() throws Exception {
        write(StoreOptions.DEFAULT);
        assertEquals(3, number("PRAGMA user_version"));
        checkMigrated(StoreOptions.DEFAULT);
    }

    @Test
    void anEncryptedOneStaysSoWithItsKey() throws Exception {
        write(Sealed.OPTIONS);
        checkMigrated(Sealed.OPTIONS);
        assertEquals(1, keys.keys.size());
    }

    /** Two steps at one opening. */
    @Test
    void oneInTheClearIsEncryptedIfThatIsConfigured() throws Exception {
        write(StoreOptions.DEFAULT);
        checkMigrated(Sealed.OPTIONS);
        assertEquals(1, keys.keys.size());
    }

    @Test
    void aDamagedOneIsSalvaged() throws Exception {
        write(StoreOptions.DEFAULT);
        try (Connection connection = new Database(file(), StoreOptions.DEFAULT).openToWrite();
                Statement statement = connection.createStatement()) {
            assertTrue(statement.executeUpdate("UPDATE inbox SET events = x'07'") > 0);
            connection.commit();
        }
        try (SqliteStore store = open(StoreOptions.DEFAULT)) {
            assertEquals(page, store.page(ANN, null, 999));
            assertEquals(List.of(), store.entries());
        }
        log.expect("set aside");
    }

    @Test
    void theTablesAreThoseOfANewFile() throws Exception {
        write(StoreOptions.DEFAULT);
        open(StoreOptions.DEFAULT).close();
        List<String> migrated = tables();
        directory = Files.createDirectory(directory.resolve("new"));
        open(StoreOptions.DEFAULT).close();

        assertEquals(tables(), migrated);
    }

    private List<String> tables() throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Connection connection = new Database(file(), StoreOptions.DEFAULT).openToRead();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT name || ' ' || coalesce(sql, '') FROM sqlite_schema "
                        + "ORDER BY name")) {
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
        write(StoreOptions.DEFAULT);
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
        directory = killed;
        assertTrue(Files.exists(killed.resolve(Database.FILE_NAME)));
        assertFalse(Files.exists(killed.resolve(Database.FILE_NAME + "-shm")));
        assertEquals(3, number("PRAGMA user_version"));
        assertThrows(SQLException.class, () -> number("SELECT count(*) FROM outbox"));

        checkMigrated(StoreOptions.DEFAULT);
    }
}
