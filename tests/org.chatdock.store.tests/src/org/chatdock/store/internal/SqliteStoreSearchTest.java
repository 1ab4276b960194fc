// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.chatdock.testkit.store.StoreMessages.fromUser;
import static org.chatdock.testkit.store.StoreMessages.withContent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.SearchQuery;
import org.chatdock.api.store.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Search in the store on disk: in what was moved, in what was not, and while it is being moved. */
class SqliteStoreSearchTest {
    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    @TempDir
    Path directory;
    private SqliteStore store;

    private void open(Pace pace) {
        store = new SqliteStore(directory, StoreOptions.DEFAULT, pace, log.logger(), new CopyOnWriteArrayList<>());
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static Message order(String conversation, String id, long seconds) {
        return withContent(fromUser(conversation, id, seconds), "\u60A8\u7684\u8BA2\u5355 " + id);
    }

    private List<String> search(SearchQuery query) throws Exception {
        List<String> ids = new ArrayList<>();
        assertTrue(await(store.search(query, hit -> ids.add(hit.message().message().id().value()))));
        return ids;
    }

    private List<String> search(String words) throws Exception {
        return search(SearchQuery.words(words));
    }

    private long number(String query) throws SQLException {
        Database database = new Database(directory.resolve(Database.FILE_NAME), StoreOptions.DEFAULT);
        try (Connection connection = database.openToRead(); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private void awaitMoved() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (number("SELECT count(*) FROM inbox") > 0) {
            assertTrue(System.nanoTime() < end, "it is not moved");
            Thread.onSpinWait();
        }
    }

    @Test
    void whatIsNotMovedYetIsFound() throws Exception {
        open(Paces.NEVER);
        await(store.append(order("ann", "1", 5)));
        await(store.appendUnknown(order("bob", "2", 9)));
        await(store.append(order("ann", "3", 7)));
        assertEquals(List.of("2", "3", "1"), search("\u8BA2\u5355"));
        assertEquals(List.of("3", "1"),
                search(new SearchQuery("\u8BA2\u5355", new ConversationId("ann"), null, null, Set.of(), Set.of())));
        assertEquals(List.of(), search("\u5355\u8BA2"));
        store.close();
        open(Paces.NEVER);
        assertEquals(List.of("2", "3", "1"), search("\u8BA2\u5355"), "after reopening");
    }

    @Test
    void whatWasMovedIsFoundTogetherWithWhatWasNot() throws Exception {
        open(Paces.ALWAYS);
        await(store.append(order("ann", "1", 5)));
        await(store.appendUnknown(order("bob", "2", 9)));
        awaitMoved();
        store.close();
        open(Paces.NEVER);
        await(store.append(order("bob", "3", 7)));
        assertEquals(List.of("2", "3", "1"), search("\u8BA2\u5355"));
        assertEquals(List.of("2", "3"),
                search(new SearchQuery("\u8BA2\u5355", new ConversationId("bob"), null, null, Set.of(), Set.of())));
        assertEquals(2, number("SELECT count(*) FROM search_place"));
    }

    @Test
    void everyMessageIsFoundOnceWhileItIsBeingMoved() throws Exception {
        open(Paces.ALWAYS);
        Random random = new Random(1);
        List<CompletionStage<Appended>> stages = new ArrayList<>();
        for (int i = 1; i <= 2_000; i++) {
            stages.add(store.append(order("c" + random.nextInt(20), "m" + i, 1_000 + i)));
            if (i % 50 == 0) {
                await(stages.get(i - 1));
                int count = i;
                assertEquals(IntStream.range(0, i).mapToObj(k -> "m" + (count - k)).toList(), search("\u8BA2\u5355"));
            }
        }
    }

    @Test
    void aMessageThatIsUnderstoodLaterIsFoundByWhatItSaysThen() throws Exception {
        open(Paces.NEVER);
        await(store.appendUnknown(order("ann", "1", 5)));
        await(store.append(order("ann", "2", 6)));
        await(store.append(withContent(fromUser("bob", "1", 7), "\u8BA2\u5355 again")));
        assertEquals(List.of("1", "2"), search("\u8BA2\u5355"));
        assertEquals(List.of("1"), search("again"));
        assertEquals(List.of("2"), search("\u60A8\u7684"));
        assertEquals(List.of("1"),
                search(new SearchQuery("\u8BA2\u5355", new ConversationId("bob"), null, null, Set.of(), Set.of())));
        assertEquals(2, number("SELECT count(*) FROM search_place"));
    }

    @Test
    void whatCouldNotBeCommittedIsNotFound() throws Exception {
        open(Paces.NEVER);
        await(store.appendUnknown(order("ann", "1", 5)));
        CompletionStage<Void> failing;
        CompletionStage<Appended> understood;
        try (BlockedWriter blocked = new BlockedWriter(store)) {
            understood = store.append(withContent(fromUser("ann", "1", 5), "\u8BA2\u5355 again"));
            failing = store.submit(BlockedWriter.work(connection -> {
                throw new SQLException("on purpose");
            }));
        }
        assertThrows(Exception.class, () -> await(failing));
        assertEquals(Appended.UNDERSTOOD, await(understood));
        log.expect("on purpose");
        assertEquals(List.of("1"), search("again"));
        assertEquals(List.of("1"), search("\u8BA2\u5355"));
    }

    @Test
    void whatVersion1HasWrittenIsFound() throws Exception {
        try (Version1File old = new Version1File(directory.resolve(Database.FILE_NAME))) {
            old.message(order("bob", "m1", 9), 2, true);
            old.message(order("ann", "m2", 5), 1, true);
            old.message(order("ann", "m3", 7), 1, false);
            old.conversation(1, "ann", 2, 2, 0);
            old.conversation(2, "bob", 1, 1, 0);
        }
        open(Paces.NEVER);
        await(store.append(order("ann", "m4", 8)));
        assertEquals(List.of("m1", "m4", "m3", "m2"), search("\u8BA2\u5355"));
        assertEquals(List.of("m4", "m3", "m2"),
                search(new SearchQuery("\u8BA2\u5355", new ConversationId("ann"), null, null, Set.of(), Set.of())));
        assertEquals(List.of("m3"), search("m3"));
    }

    @Test
    void aClosedStoreRefusesSearches() {
        open(Paces.NEVER);
        store.close();
        CompletionException failure = assertThrows(CompletionException.class,
                () -> store.search(SearchQuery.words("x"), hit -> true).join());
        assertEquals(StoreException.class, failure.getCause().getClass());
        assertEquals(0, Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("chatdock-store-search")).count());
    }
}
