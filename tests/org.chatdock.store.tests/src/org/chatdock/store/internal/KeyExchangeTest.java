// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.chatdock.testkit.store.StoreMessages.fromUser;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.chatdock.api.customer.Customer;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.Revision;
import org.chatdock.api.store.StoreException;
import org.chatdock.api.store.StoredDraft;
import org.chatdock.store.internal.seal.MemoryKeys;
import org.chatdock.store.internal.seal.StoreKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The store's key is exchanged while it is used. */
class KeyExchangeTest {
    private static final int MESSAGES = 1500;

    private static final Pace EAGER = new Pace(1, 0, 100, 100, Long.MAX_VALUE, 16 << 20);

    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    @TempDir
    Path directory;
    private final MemoryKeys keys = new MemoryKeys();

    private SqliteStore open(Pace pace) {
        return Sealed.open(directory, keys, pace, log.logger());
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static void append(SqliteStore store, int from, int to) throws Exception {
        List<CompletionStage<?>> stages = new ArrayList<>();
        for (int i = from; i < to; i++) {
            stages.add(store.append(fromUser("c" + i % 5, "m" + i, i)));
        }
        for (CompletionStage<?> stage : stages) {
            await(stage);
        }
    }

    /** Moves everything: that is what understanding a message begins with. */
    private static void moveAll(SqliteStore store, String id) throws Exception {
        await(store.appendUnknown(fromUser("other", id, 1)));
        await(store.append(fromUser("other", id, 1)));
    }

    private static void awaitCompletion(SqliteStore store) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (store.isExchangingKey()) {
            assertTrue(System.nanoTime() < deadline, "the exchange does not end");
            Thread.onSpinWait();
        }
    }

    private void loseKey(int number) {
        assertTrue(keys.keys.keySet().removeIf(name -> name.endsWith("." + number)));
    }

    private void assertReadable(int count) {
        try (SqliteStore store = open(Paces.NEVER)) {
            for (int i = 0; i < count; i++) {
                assertEquals(fromUser("c" + i % 5, "m" + i, i),
                        store.find(new MessageId("m" + i)).orElseThrow().message());
            }
            store.conversations();
            store.lastReceived();
        }
    }

    /** How many bodies are sealed with a key. */
    private int sealedWith(int number, String table, String column) throws SQLException {
        try (Connection connection = new Database(directory.resolve("messages.db"), Sealed.OPTIONS).openToRead();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table + " WHERE hex(substr(" + column
                        + ", 1, 3)) = '" + String.format("A1%04X", number) + "'")) {
            return row.next() ? row.getInt(1) : -1;
        }
    }

    @Test
    void afterwardsTheOldKeyIsNotNeededWhateverWasWrittenMeanwhile() throws Exception {
        try (SqliteStore store = open(EAGER)) {
            append(store, 0, 500);
            CompletionStage<Void> exchanged = store.exchangeKey();
            append(store, 500, 1000);
            await(exchanged);
            append(store, 1000, MESSAGES);
            awaitCompletion(store);
            assertEquals(MESSAGES, store.size());
            assertEquals(5, store.conversations().size());
        }
        assertEquals(0, sealedWith(1, "message", "body"));
        assertEquals(0, sealedWith(1, "standing", "last_body"));
        loseKey(1);
        assertReadable(MESSAGES);
    }

    @Test
    void whatStandsBesideTheMessagesIsSealedAnewToo() throws Exception {
        ConversationId conversation = new ConversationId("c1");
        try (SqliteStore store = open(EAGER)) {
            await(store.put(conversation, new StoredDraft("draft", 2, List.of())));
            await(store.addNote(conversation, null, "lin", "note"));
            await(store.setTags(conversation, Set.of("tag")));
            await(store.put(List.of(Entries.waiting("a", "c1", "to be sent"), Entries.waiting("b", "c1", "that too")),
                    null));
            await(store.putCustomers(Map.of(conversation, new Customer("Ann", ""))));
            await(store.revise(Revision.edit(new MessageId("m1"), 1, "edited")));
            await(store.exchangeKey());
            awaitCompletion(store);
        }
        assertEquals(0, sealedWith(1, "outbox", "body"));
        assertEquals(2, sealedWith(2, "outbox", "body"));
        loseKey(1);
        try (SqliteStore store = open(Paces.NEVER)) {
            append(store, 1, 2);
            assertEquals(List.of("to be sent", "that too"),
                    store.entries().stream().map(entry -> entry.message().content()).toList());
            assertEquals("edited", store.find(new MessageId("m1")).orElseThrow().message().content());
            assertEquals("draft", store.drafts().get(conversation).text());
            assertEquals("note", store.notes(conversation).get(0).text());
            assertEquals(Set.of("tag"), store.tags(conversation));
            assertEquals("Ann", store.customers().get(conversation).name());
        }
    }

    @Test
    void halfWayBothAreReadAndTheNextOpeningGoesOn() throws Exception {
        try (SqliteStore store = open(Paces.NEVER)) {
            append(store, 0, 500);
            moveAll(store, "x");
            await(store.exchangeKey());
            append(store, 500, 700);
            assertTrue(store.isExchangingKey());
            assertInstanceOf(StoreException.class,
                    assertThrows(ExecutionException.class, () -> await(store.exchangeKey())).getCause());
        }
        assertTrue(sealedWith(1, "message", "body") > 200);
        assertReadable(700);

        try (SqliteStore store = open(EAGER)) {
            awaitCompletion(store);
        }
        loseKey(1);
        assertReadable(700);
    }

    @Test
    void whatIsMovedLaterIsSealedWithTheNewKey() throws Exception {
        try (SqliteStore store = open(Paces.NEVER)) {
            append(store, 0, 100);
            await(store.exchangeKey());
            moveAll(store, "x");
            assertEquals(101, sealedWith(2, "message", "body"));
            assertEquals(6, sealedWith(2, "standing", "last_body"));
        }
    }

    private Formats formats(Connection connection) throws SQLException {
        return Formats.sealed(StoreKeys.open(Meta.read(connection, FormatChoice.KEYS), keys, directory));
    }

    /** Whoever appends encrypts first, and hands it over later. */
    @Test
    void whatWasSealedBeforeAndComesAfterwardsIsSealedAnew() throws Exception {
        Message late = fromUser("c0", "m0", 0);
        Database database = new Database(directory.resolve("messages.db"), Sealed.OPTIONS);
        try (SqliteStore store = open(Paces.NEVER); Connection connection = database.openToRead()) {
            Formats before = formats(connection);
            byte[] body = before.bodies().encode(late);
            await(store.exchangeKey());
            await(store.submit(new Write<>(session -> session.append(late, before.ids().of(late.id()), body, true))));

            Formats after = formats(connection);
            List<Event> events = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT key, events FROM inbox")) {
                assertTrue(row.next());
                EventFormat.read(after.rows().decode(row.getBytes(2), "inbox", row.getLong(1)), row.getLong(1),
                        events::add);
            }
            byte[] kept = events.get(0).body();
            assertNotNull(after.bodies().renew(body, late.conversation(), late.time()));
            assertNull(after.bodies().renew(kept, late.conversation(), late.time()));
            assertEquals(late, after.bodies().decode(kept, late.conversation(), late.time()).message());
        }
    }

    @Test
    void itIsNotCompleteWhileTheInboxHoldsSomethingOlder() throws Exception {
        try (SqliteStore store = open(Paces.NEVER)) {
            append(store, 0, 10);
            await(store.exchangeKey());
            Renewed reached = null;
            for (int step = 0; step < 10; step++) {
                reached = renew(store, reached);
                assertNotNull(reached);
            }
            moveAll(store, "x");
            for (int step = 0; step < 10 && reached != null; step++) {
                reached = renew(store, reached);
            }
            assertNull(reached);
        }
    }

    private static Renewed renew(SqliteStore store, Renewed from) throws Exception {
        return await(store.submit(new Write<>(session -> session.renew(from))));
    }

    @Test
    void aBrokenMessageDoesNotStopIt() throws Exception {
        try (SqliteStore store = open(Paces.NEVER)) {
            append(store, 0, 10);
            moveAll(store, "x");
        }
        try (Connection connection = new Database(directory.resolve("messages.db"), Sealed.OPTIONS).openToWrite();
                Statement statement = connection.createStatement()) {
            assertEquals(1, statement.executeUpdate("UPDATE message SET body = x'00' WHERE arrival = 10"));
            connection.commit();
        }
        try (SqliteStore store = open(EAGER)) {
            await(store.exchangeKey());
            awaitCompletion(store);
        }
        loseKey(1);
        assertReadable(9);
    }

    @Test
    void anUnencryptedStoreHasNoKeyToBeExchanged() throws Exception {
        try (SqliteStore store = new SqliteStore(directory, StoreOptions.DEFAULT, log.logger())) {
            assertFalse(store.isEncrypted());
            assertFalse(store.isExchangingKey());
            assertInstanceOf(StoreException.class,
                    assertThrows(ExecutionException.class, () -> await(store.exchangeKey())).getCause());
        }
    }
}
