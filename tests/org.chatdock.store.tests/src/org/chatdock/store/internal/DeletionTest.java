// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.chatdock.testkit.store.StoreMessages.fromUser;
import static org.chatdock.testkit.store.StoreMessages.withContent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.chatdock.api.customer.Customer;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.SendState;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.Revision;
import org.chatdock.api.store.SearchQuery;
import org.chatdock.api.store.StoredDraft;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.store.internal.seal.MemoryKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A customer is deleted for good: in steps, whatever else happens, and nothing is left in the files. */
class DeletionTest {
    private static final Pace EAGER = new Pace(1, 20_000, 100, 100, Long.MAX_VALUE, 1 << 20);
    private static final int CUSTOMERS = 40;
    /** The one that is deleted. Its texts, and whatever else is of it, have this in them. */
    private static final int SECRET = 7;

    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    @TempDir
    Path directory;

    private SqliteStore open(Path where, Pace pace) {
        return new SqliteStore(where, StoreOptions.DEFAULT, pace, log.logger(), new CopyOnWriteArrayList<>());
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static ConversationId customer(int number) {
        return new ConversationId(mark(number) + "id");
    }

    private static String mark(int number) {
        return "wHo" + (char) ('A' + number / 26) + (char) ('a' + number % 26);
    }

    /** Lengths that fill pages in many ways, and some that take several. */
    private static Message message(int customer, int number, Random random) {
        int length = random.nextInt(100) == 0 ? 2500 : 1 + random.nextInt(80);
        Message plain = fromUser(customer(customer).value(), mark(customer) + number, random.nextInt(100_000));
        return withContent(plain, (mark(customer) + " \u82CF ").repeat(length));
    }

    private static void fill(SqliteStore store, int from, int to, Random random) throws Exception {
        List<CompletionStage<?>> stages = new ArrayList<>();
        for (int i = from; i < to; i++) {
            stages.add(store.append(message(random.nextInt(CUSTOMERS), i, random)));
        }
        for (CompletionStage<?> stage : stages) {
            await(stage);
        }
    }

    private static void addRemarks(SqliteStore store, int customer) throws Exception {
        ConversationId id = customer(customer);
        await(store.put(id, new StoredDraft(mark(customer) + " draft", 0, List.of())));
        await(store.put(id, new StoredDraft(mark(customer) + " longer draft", 0, List.of())));
        await(store.addNote(id, null, "lin", mark(customer) + " note"));
        await(store.setTags(id, Set.of(mark(customer) + " tag")));
        await(store.putCustomers(Map.of(id, new Customer(mark(customer) + " name", mark(customer) + " detail"))));
        OutboxEntry entry = Entries.waiting(mark(customer) + "1", id.value(), mark(customer) + " sent ".repeat(900));
        await(store.put(List.of(entry, Entries.waiting(mark(customer) + "2", id.value(), mark(customer) + " later")),
                null));
        await(store.update(List.of(Entries.in(SendState.UNKNOWN, entry))));
    }

    /** In which files it stands, in any encoding that is used. */
    private List<String> found(String secret) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1);
                if (bytes.contains(secret) || bytes.contains(
                        new String(secret.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1))) {
                    found.add(each.getFileName().toString());
                }
            }
        }
        return found;
    }

    private static Map<ConversationId, List<StoredMessage>> others(SqliteStore store) {
        Map<ConversationId, List<StoredMessage>> others = new HashMap<>();
        store.conversations().forEach(each -> others.put(each.id(), store.page(each.id(), null, Integer.MAX_VALUE)));
        others.remove(customer(SECRET));
        return others;
    }

    @Test
    void noFileHasAnythingOfADeletedCustomerAndOthersKeepAll() throws Exception {
        long seed = Long.getLong("chatdock.seed", System.nanoTime());
        for (int run = 0; run < 4; run++) {
            Random random = new Random(seed + run);
            directory = Files.createDirectory(directory.resolve("run" + run));
            TinyEpochs.create(directory, StoreOptions.DEFAULT, null, 9 + random.nextInt(9));
            try (SqliteStore store = open(directory, EAGER)) {
                for (int customer = 0; customer < CUSTOMERS; customer++) {
                    addRemarks(store, customer);
                }
                for (int batch = 0; batch < 6; batch++) {
                    fill(store, batch * 500, batch * 500 + 500, random);
                }
                Map<ConversationId, List<StoredMessage>> before = others(store);
                assertFalse(found(mark(SECRET)).isEmpty());

                await(store.deleteCustomer(customer(SECRET)));

                assertEquals(List.of(), found(mark(SECRET)), "-Dchatdock.seed=" + (seed + run));
                assertNotEquals(List.of(), found(mark(SECRET + 1)));
                assertEquals(before, others(store));
                assertEquals(before.size(), store.conversations().size());
                assertEquals(CUSTOMERS - 1, store.drafts().size());
                assertEquals(2 * (CUSTOMERS - 1), store.entries().size());
            }
            assertEquals(List.of(), found(mark(SECRET)), "-Dchatdock.seed=" + (seed + run));
            StoreCheck.integrity(directory);
        }
    }

    @Test
    void whatIsWrittenMeanwhileIsKeptAndNothingIsLeftAllTheSame() throws Exception {
        Random random = new Random(1);
        try (SqliteStore store = open(directory, EAGER)) {
            fill(store, 0, 3000, random);
            CompletionStage<Void> deleted = store.deleteCustomer(customer(SECRET));
            List<CompletionStage<Appended>> stages = new ArrayList<>();
            for (int i = 3000; i < 5000; i++) {
                stages.add(store.append(message(SECRET + 1 + i % 10, i, random)));
            }
            for (CompletionStage<Appended> stage : stages) {
                assertEquals(Appended.ADDED, await(stage));
            }
            await(deleted);
            assertEquals(List.of(), found(mark(SECRET)));
            for (int i = 3000; i < 5000; i++) {
                assertTrue(store.find(new MessageId(mark(SECRET + 1 + i % 10) + i)).isPresent());
            }
            new StoreCheck(store).agreesWithList(store);
        }
        StoreCheck.integrity(directory);
    }

    /** As a killed process leaves the files. */
    private void copy(Path to) throws IOException {
        Files.createDirectory(to);
        for (String name : List.of("messages.db", "messages.db-wal")) {
            if (Files.exists(directory.resolve(name))) {
                Files.copy(directory.resolve(name), to.resolve(name));
            }
        }
    }

    @Test
    void wheneverItIsKilledTheNextOpeningGoesOn() throws Exception {
        List<Path> copies = new ArrayList<>();
        Map<ConversationId, List<StoredMessage>> before;
        Path place = Files.createDirectory(directory.resolve("copies"));
        try (SqliteStore store = open(directory, EAGER)) {
            for (int i = 0; i < 2500; i++) {
                Message message = withContent(fromUser(customer(SECRET).value(), mark(SECRET) + i, i), mark(SECRET));
                if (i % 100 == 0) {
                    store.appendUnknown(message);
                } else {
                    store.append(message);
                }
            }
            addRemarks(store, SECRET);
            fill(store, 5000, 5300, new Random(2));
            before = others(store);
            await(store.submit(Write.alone(session -> {
                session.delete(customer(SECRET), Formats.plain().ids().of(customer(SECRET)));
                return null;
            })));
            for (boolean more = true; more;) {
                more = await(store.submit(Write.alone(session -> {
                    Path copy = place.resolve("copy" + copies.size());
                    try {
                        copy(copy);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                    copies.add(copy);
                    return session.clean();
                }))) != Housekeeping.Progress.DONE;
                assertFalse(store.conversations().stream().anyMatch(each -> each.id().equals(customer(SECRET))));
                assertEquals(List.of(), store.page(customer(SECRET), null, 10));
                assertTrue(store.find(new MessageId(mark(SECRET) + 2499)).isEmpty());
            }
        }
        assertTrue(copies.size() > 4, "steps: " + copies.size());
        for (Path copy : copies) {
            directory = copy;
            try (SqliteStore store = open(copy, Paces.NEVER)) {
                assertEquals(Appended.DUPLICATE, await(store.append(
                        withContent(fromUser(customer(SECRET).value(), mark(SECRET) + 2400, 1), "again"))));
                assertEquals(before, others(store));
                await(store.keepHouse());
                assertEquals(List.of(), found(mark(SECRET)));
                assertEquals(before, others(store));
                new StoreCheck(store).agreesWithList(store);
            }
            StoreCheck.integrity(copy);
        }
    }

    /** Or else what refers to a deleted conversation would refer to another one. */
    @Test
    void theNumberOfADeletedConversationNeverComesAgain() throws Exception {
        try (SqliteStore store = open(directory, Paces.NEVER)) {
            await(store.append(fromUser("ann", "1", 10)));
            await(store.deleteCustomer(new ConversationId("ann")));
        }
        try (SqliteStore store = open(directory, Paces.NEVER)) {
            await(store.append(fromUser("bob", "2", 5)));
            await(store.append(fromUser("bob", "3", 15)));
            assertEquals(2, store.page(new ConversationId("bob"), new MessageId("1"), 10).size());
        }
    }

    @Test
    void whatIsRecalledIsOverwritten() throws Exception {
        try (SqliteStore store = open(directory, EAGER)) {
            fill(store, 0, 1000, new Random(3));
            await(store.append(withContent(fromUser("ann", "recalled", 5), "tAkEn bAcK")));
            await(store.append(withContent(fromUser("ann", "edited", 4), "fIrSt tExT ".repeat(500))));
            await(store.revise(Revision.recall(new MessageId("recalled"), 1)));
            await(store.revise(Revision.edit(new MessageId("edited"), 1, "second text")));

            await(store.keepHouse());

            assertEquals(List.of(), found("tAkEn bAcK"));
            assertEquals(List.of(), found("fIrSt tExT"));
            assertEquals("second text", store.find(new MessageId("edited")).orElseThrow().message().content());
        }
        StoreCheck.integrity(directory);
    }

    @Test
    void aReaderThatTakesItsTimeOnlyDelaysTheOverwriting() throws Exception {
        try (SqliteStore store = open(directory, EAGER)) {
            fill(store, 0, 500, new Random(4));
            CompletionStage<Void> deleted;
            Database database = new Database(directory.resolve(Database.FILE_NAME), StoreOptions.DEFAULT);
            try (var reader = database.openToRead(); var statement = reader.createStatement()) {
                statement.execute("BEGIN");
                statement.executeQuery("SELECT count(*) FROM message").close();
                deleted = store.deleteCustomer(customer(SECRET));
                // Written after the deletion, and acknowledged before its end.
                await(store.append(fromUser("ann", "1", 1)));
                assertFalse(deleted.toCompletableFuture().isDone());
                statement.execute("ROLLBACK");
            }
            await(deleted);
            assertEquals(List.of(), found(mark(SECRET)));
        }
    }

    @Test
    void theKeyCanBeExchangedMeanwhile() throws Exception {
        MemoryKeys keys = new MemoryKeys();
        try (SqliteStore store = Sealed.open(directory, keys, EAGER, log.logger())) {
            fill(store, 0, 3000, new Random(5));
            Map<ConversationId, List<StoredMessage>> before = others(store);
            CompletionStage<Void> deleted = store.deleteCustomer(customer(SECRET));
            CompletionStage<Void> exchanged = store.exchangeKey();
            CompletionStage<Void> another = store.deleteCustomer(customer(SECRET + 1));
            await(exchanged);
            await(deleted);
            await(another);
            while (store.isExchangingKey()) {
                Thread.onSpinWait();
            }
            before.remove(customer(SECRET + 1));
            assertEquals(before, others(store));
        }
        keys.keys.keySet().removeIf(name -> name.endsWith(".1"));
        try (SqliteStore store = Sealed.open(directory, keys, Paces.NEVER, log.logger())) {
            assertEquals(CUSTOMERS - 2, store.conversations().size());
            others(store);
        }
    }

    @Test
    void theIndexKnowsNothingOfADeletedCustomer() throws Exception {
        try (SqliteStore store = open(directory, EAGER)) {
            fill(store, 0, 2000, new Random(6));
            await(store.deleteCustomer(customer(SECRET)));
            List<ConversationId> hits = new ArrayList<>();
            store.search(SearchQuery.words("\u82CF"), hit -> hits.add(hit.message().message().conversation())).get();
            assertEquals(store.size(), hits.size());
            assertFalse(hits.contains(customer(SECRET)));
            await(store.submit(BlockedWriter.work(connection -> {
                try (var statement = connection.createStatement();
                        var row = statement.executeQuery("SELECT (SELECT count(*) FROM search_place), "
                                + "(SELECT count(*) FROM search_term_docsize), (SELECT count(*) FROM message), "
                                + "(SELECT count(*) FROM meta)")) {
                    row.next();
                    assertEquals(row.getInt(3), row.getInt(1));
                    assertTrue(row.getInt(2) <= row.getInt(3), "terms of messages that are gone");
                    assertEquals(1, row.getInt(4), "only the highest number is left");
                }
            })));
        }
    }
}
