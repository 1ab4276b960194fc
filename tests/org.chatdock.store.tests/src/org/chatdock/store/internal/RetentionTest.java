// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.chatdock.testkit.store.StoreMessages.fromAgent;
import static org.chatdock.testkit.store.StoreMessages.fromUser;
import static org.chatdock.testkit.store.StoreMessages.withContent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.chatdock.api.customer.Customer;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.SendState;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.SearchQuery;
import org.chatdock.api.store.StoreChange;
import org.chatdock.api.store.StoredDraft;
import org.chatdock.testkit.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is too old or too much goes, and the list stays right. Days are those since 1970. */
class RetentionTest {
    private static final ConversationId ANN = new ConversationId("ann");
    private static final ConversationId BOB = new ConversationId("bob");
    private static final Duration MONTH = Duration.ofDays(30);

    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    @TempDir
    Path directory;
    private final ManualClock clock = new ManualClock();

    private SqliteStore open(Retention retention) {
        return open(retention, Paces.NEVER);
    }

    private SqliteStore open(Retention retention, Pace pace) {
        return new SqliteStore(directory, StoreOptions.DEFAULT.keeping(retention), pace, log.logger(),
                new CopyOnWriteArrayList<>());
    }

    private SqliteStore keepingMonth() {
        return open(new Retention(MONTH, 0, clock));
    }

    private void setDay(int day) {
        clock.set(Instant.EPOCH.plus(Duration.ofDays(day)));
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static long day(int day) {
        return Duration.ofDays(day).toSeconds();
    }

    private static List<String> ids(SqliteStore store, ConversationId conversation) {
        return store.page(conversation, null, 100).stream().map(each -> each.message().id().value()).toList();
    }

    private static ConversationSummary summary(SqliteStore store, ConversationId conversation) {
        return store.conversations().stream().filter(each -> each.id().equals(conversation)).findAny().orElseThrow();
    }

    private static void append(SqliteStore store, Message... messages) throws Exception {
        for (Message message : messages) {
            assertEquals(Appended.ADDED, await(store.append(message)));
        }
    }

    @Test
    void whatIsTooOldGoesAndTheListStaysRight() throws Exception {
        setDay(100);
        try (SqliteStore store = keepingMonth()) {
            append(store, fromUser("ann", "1", day(60)), fromAgent("ann", "2", day(61)), fromUser("ann", "3", day(69)),
                    fromUser("ann", "4", day(70)), fromUser("ann", "5", day(100)), fromUser("bob", "6", day(65)));
            await(store.appendUnknown(fromUser("ann", "7", day(62))));
            assertEquals(Instant.ofEpochSecond(day(62)), summary(store, ANN).waitingSince());

            await(store.keepHouse());

            assertEquals(List.of("4", "5"), ids(store, ANN));
            assertEquals(2, summary(store, ANN).unread());
            assertEquals(Instant.ofEpochSecond(day(70)), summary(store, ANN).waitingSince());
            assertEquals(Map.of(ANN, new MessageId("5")), store.lastReceived());
            assertEquals(List.of(), store.unknown(0, 10));
            assertEquals(List.of(ANN), store.conversations().stream().map(each -> each.id()).toList());
            assertEquals(2, store.size());
            List<String> hits = new ArrayList<>();
            store.search(SearchQuery.words("text"), hit -> hits.add(hit.message().message().id().value())).get();
            assertEquals(List.of("5", "4"), hits);
            new StoreCheck(store).agreesWithList(store);
        }
    }

    @Test
    void idsStayRememberedAndKeepTheirPlace() throws Exception {
        setDay(100);
        try (SqliteStore store = keepingMonth()) {
            append(store, fromUser("ann", "1", day(60)), fromUser("ann", "2", day(90)), fromUser("ann", "3", day(100)));
            await(store.keepHouse());

            assertEquals(Appended.DUPLICATE, await(store.append(fromUser("ann", "1", day(60)))));
            assertTrue(store.find(new MessageId("1")).isEmpty());
            // Who has shown it asks for what is before it, and shall not be given the newest.
            assertEquals(List.of(), store.page(ANN, new MessageId("1"), 10));
            assertEquals(2, store.pageAfter(ANN, new MessageId("1"), 10).size());
        }
        try (SqliteStore store = keepingMonth()) {
            assertEquals(Appended.DUPLICATE, await(store.append(fromUser("ann", "1", day(60)))));
        }
    }

    @Test
    void aClockThatJumpsAheadRemovesNothing() throws Exception {
        setDay(100);
        try (SqliteStore store = keepingMonth()) {
            append(store, fromUser("ann", "1", day(90)), fromUser("ann", "2", day(99)));
            setDay(10_000);
            // What is sent from here has the wrong time, too.
            append(store, fromAgent("ann", "3", day(10_000)));

            await(store.keepHouse());

            assertEquals(List.of("1", "2", "3"), ids(store, ANN));
        }
    }

    @Test
    void aMessageThatPretendsToBeOfTheFutureRemovesNothing() throws Exception {
        setDay(100);
        try (SqliteStore store = keepingMonth()) {
            append(store, fromUser("ann", "1", day(90)), fromUser("bob", "2", day(10_000)));

            await(store.keepHouse());

            assertEquals(List.of("1"), ids(store, ANN));
        }
    }

    @Test
    void timePassesAndTheOldestGoAtTheNextLook() throws Exception {
        setDay(50);
        try (SqliteStore store = keepingMonth()) {
            append(store, fromUser("ann", "1", day(40)), fromUser("ann", "2", day(50)));
            await(store.keepHouse());
            assertEquals(List.of("1", "2"), ids(store, ANN));

            setDay(75);
            append(store, fromUser("bob", "3", day(75)));
            await(store.keepHouse());
            assertEquals(List.of("2"), ids(store, ANN));

            setDay(81);
            append(store, fromUser("bob", "4", day(81)));
        }
        // The opening looks, too; the next one waits for that.
        try (SqliteStore store = keepingMonth()) {
            await(store.keepHouse());
            assertEquals(List.of(BOB), store.conversations().stream().map(each -> each.id()).toList());
        }
    }

    @Test
    void remarksGoWithTheLastMessageUnlessTheyAreNewerOrHaveNoDate() throws Exception {
        setDay(30_000);
        try (SqliteStore store = keepingMonth()) {
            append(store, fromUser("ann", "1", day(1)), fromUser("bob", "2", day(1)), fromUser("eve", "3", day(1)),
                    fromUser("new", "4", day(30_000)));
            for (String each : List.of("ann", "bob", "eve")) {
                await(store.setTags(new ConversationId(each), Set.of("vip")));
                await(store.putCustomers(Map.of(new ConversationId(each), new Customer(each, ""))));
            }
            // Notes are of today, which is long before that.
            await(store.addNote(ANN, null, "lin", "old"));
            await(store.put(BOB, new StoredDraft("begun", 0, List.of())));

            await(store.keepHouse());

            assertEquals(List.of(), store.notes(ANN));
            assertEquals(Set.of(), store.tags(ANN));
            assertEquals(Set.of("vip"), store.tags(BOB));
            assertEquals(Set.of(BOB), store.drafts().keySet());
            assertEquals(Set.of(BOB), store.customers().keySet());
        }
    }

    @Test
    void whatIsToBeSentStaysAndTheNameOfWhomWithIt() throws Exception {
        setDay(100);
        try (SqliteStore store = keepingMonth()) {
            append(store, fromUser("ann", "1", day(60)), fromUser("bob", "2", day(60)),
                    fromUser("cat", "3", day(100)));
            for (ConversationId each : List.of(ANN, BOB)) {
                await(store.setTags(each, Set.of("vip")));
                await(store.putCustomers(Map.of(each, new Customer("name", ""))));
            }
            OutboxEntry entry = Entries.in(SendState.UNKNOWN, Entries.waiting("a", "ann", "text"));
            await(store.put(List.of(entry), null));

            await(store.keepHouse());

            assertEquals(1, store.size());
            assertEquals(List.of(entry), store.entries());
            assertEquals(Set.of(ANN), store.customers().keySet());
            assertEquals(Set.of("vip"), store.tags(ANN));
            assertEquals(Set.of(), store.tags(BOB));
        }
    }

    @Test
    void listenersAreToldWhoseMessagesWent() throws Exception {
        setDay(100);
        try (SqliteStore store = keepingMonth()) {
            BlockingQueue<StoreChange> told = new LinkedBlockingQueue<>();
            store.addListener(told::add);
            append(store, fromUser("ann", "1", day(60)), fromUser("bob", "2", day(100)));
            while (!told.poll(60, TimeUnit.SECONDS).conversations().contains(BOB)) {
                // Of ann, who came first.
            }

            await(store.keepHouse());

            assertEquals(new StoreChange(Set.of(ANN), List.of()), told.poll(60, TimeUnit.SECONDS));
        }
    }

    @Test
    void whatIsTooMuchGoesOldestFirst() throws Exception {
        int count = 6000;
        long limit = 3 << 20;
        try (SqliteStore store = open(Retention.ALL)) {
            List<CompletionStage<?>> stages = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                // Every arrival is of another time than its neighbours.
                stages.add(store.append(withContent(fromUser("c" + i % 50, "m" + i, i * 7919L % count),
                        "x".repeat(700))));
            }
            for (CompletionStage<?> stage : stages) {
                await(stage);
            }
        }
        try (SqliteStore store = open(new Retention(null, limit, clock), Pace.DEFAULT)) {
            await(store.keepHouse());

            long size = store.size();
            assertTrue(size > 0 && size < count / 2, "left: " + size);
            new StoreCheck(store).agreesWithList(store);
            List<Long> left = new ArrayList<>();
            store.conversations().forEach(each -> store.page(each.id(), null, count)
                    .forEach(stored -> left.add(stored.message().time().getEpochSecond())));
            assertEquals(size, left.stream().filter(time -> time >= count - size).count(), "the oldest went first");
            await(store.submit(BlockedWriter.work(connection -> {
                try (var statement = connection.createStatement(); var row = statement.executeQuery(
                        "SELECT (page_count - freelist_count) * 4096 FROM pragma_page_count, pragma_freelist_count")) {
                    row.next();
                    assertTrue(row.getLong(1) <= limit / 100 * 90, "used: " + row.getLong(1));
                    assertTrue(row.getLong(1) > limit / 2, "used: " + row.getLong(1));
                }
            })));
        }
        StoreCheck.integrity(directory);
    }

    @Test
    void nothingIsLimitedByDefault() throws Exception {
        assertFalse(StoreOptions.of(Configured.with(Map.of())).retention().isLimited());
        assertNull(Retention.of(0, 5).keep());
        assertEquals(5L << 20, Retention.of(0, 5).maxBytes());
        assertEquals(Duration.ofDays(90), StoreOptions.of(Configured.with(Map.of("keepDays", 90))).retention().keep());
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
                () -> StoreOptions.of(Configured.with(Map.of("maxMegabytes", -1))));
        assertTrue(refused.getMessage().contains("maxMegabytes is -1; it must be 0"), refused.getMessage());
    }
}
