// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.chatdock.testkit.store.StoreMessages.fromUser;
import static org.chatdock.testkit.store.StoreMessages.withContent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.chatdock.api.message.Message;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.SearchQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Words are indexed behind the messages: how far, when, and that a search never notices. */
class IndexBehindTest {
    private static final StoreOptions WITHOUT = StoreOptions.DEFAULT.withoutSearchIndex();

    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    @TempDir
    Path directory;
    private SqliteStore store;

    private void open(Pace pace, StoreOptions options) {
        store = new SqliteStore(directory, options, pace, log.logger(), new CopyOnWriteArrayList<>());
    }

    private void open(Pace pace) {
        open(pace, StoreOptions.DEFAULT);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static Message message(int number) {
        return withContent(fromUser("c" + number % 3, "m" + number, number), "order " + number);
    }

    private void append(int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            await(store.append(message(i)));
        }
    }

    private void onWriter(Write.Action<Void> action) throws Exception {
        await(store.submit(new Write<>(action)));
    }

    private void moveAll() throws Exception {
        onWriter(session -> {
            session.move(Integer.MAX_VALUE);
            return null;
        });
    }

    private void index(int count) throws Exception {
        onWriter(session -> {
            session.index(count);
            return null;
        });
    }

    private long number(String query) throws SQLException {
        try (Connection connection = new Database(directory.resolve(Database.FILE_NAME), StoreOptions.DEFAULT)
                .openToRead(); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private long withTerms() throws SQLException {
        return number("SELECT count(*) FROM search_term_docsize");
    }

    private void awaitIndexed(int count) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (withTerms() < count) {
            assertTrue(System.nanoTime() < end, "it is not indexed");
            Thread.onSpinWait();
        }
    }

    private List<String> search(String words) throws Exception {
        List<String> ids = new ArrayList<>();
        assertTrue(await(store.search(SearchQuery.words(words),
                hit -> ids.add(hit.message().message().id().value()))));
        return ids;
    }

    private static List<String> newestFirst(int count) {
        return IntStream.range(0, count).mapToObj(i -> "m" + (count - 1 - i)).toList();
    }

    @Test
    void movingWritesNoTermsAndASearchFindsEverything() throws Exception {
        open(Paces.NEVER);
        append(0, 20);
        moveAll();
        assertEquals(0, withTerms());
        assertEquals(newestFirst(20), search("order"));
        index(7);
        assertEquals(7, withTerms());
        append(20, 23);
        assertEquals(newestFirst(23), search("order"));
        assertEquals(List.of("m3"), search("order 3"));
        assertEquals(List.of("m15"), search("15"));
    }

    @Test
    void whatAKilledProcessHasNotIndexedTheNextOneDoes() throws Exception {
        open(Paces.NEVER);
        append(0, 20);
        moveAll();
        index(7);
        store.close();
        open(Paces.NEVER);
        onWriter(session -> {
            assertEquals(13, session.unindexed());
            return null;
        });
        store.close();
        open(Paces.ALWAYS);
        awaitIndexed(20);
        assertEquals(newestFirst(20), search("order"));
        assertEquals(number("SELECT max(arrival) FROM search_place"), number("SELECT indexed FROM search_progress"));
    }

    /** The conversations of a slice are moved whole: later arrivals of one before earlier ones of another. */
    @Test
    void theIndexWaitsForWhatIsNotMoved() throws Exception {
        open(Paces.NEVER);
        append(0, 9);
        onWriter(session -> {
            session.move(1);
            return null;
        });
        assertEquals(3, number("SELECT count(*) FROM search_place"));
        index(100);
        assertEquals(1, withTerms(), "before the next one came one that is in the inbox");
        assertEquals(newestFirst(9), search("order"));
        moveAll();
        index(100);
        assertEquals(9, withTerms());
        assertEquals(newestFirst(9), search("order"));
    }

    @Test
    void aFloodIsSlowedDownBeforeTooMuchIsNotIndexed() throws Exception {
        open(new Pace(1_000_000_000, 0, 1_000, 4, 10, 16 << 20));
        append(0, 100);
        // What was to be done after the last commit has been done when the next one begins.
        onWriter(session -> {
            assertTrue(session.unindexed() <= 10, session.unindexed() + " are behind");
            return null;
        });
        assertTrue(withTerms() >= 90 && withTerms() < 100, withTerms() + " are indexed");
        assertEquals(newestFirst(100), search("order"));
    }

    @Test
    void withoutAnIndexEverythingIsFoundByLookingThroughIt() throws Exception {
        open(Paces.ALWAYS, WITHOUT);
        append(0, 30);
        moveAll();
        assertEquals(newestFirst(30), search("order"));
        assertEquals(List.of("m12"), search("12"));
        assertEquals(0, withTerms());
        store.close();
        open(Paces.ALWAYS);
        awaitIndexed(30);
        store.close();
        open(Paces.NEVER, WITHOUT);
        append(30, 40);
        moveAll();
        assertEquals(newestFirst(40), search("order"));
        assertEquals(30, withTerms());
    }

    @Test
    void aMessageUnderstoodLaterHasTermsIfThoseAroundItHave() throws Exception {
        open(Paces.NEVER);
        await(store.appendUnknown(message(0)));
        append(1, 3);
        await(store.appendUnknown(message(3)));
        moveAll();
        index(2);
        assertEquals(Appended.UNDERSTOOD, await(store.append(withContent(message(0), "again"))));
        assertEquals(Appended.UNDERSTOOD, await(store.append(withContent(message(3), "again"))));
        assertEquals(2, withTerms());
        assertEquals(List.of("m3", "m0"), search("again"));
        index(100);
        assertEquals(4, withTerms());
        assertEquals(List.of("m3", "m0"), search("again"));
        assertEquals(List.of("m2", "m1"), search("order"));
    }

    @Test
    void aSliceThatIsRolledBackIsIndexedAgain() throws Exception {
        open(Paces.NEVER);
        append(0, 6);
        moveAll();
        onWriter(session -> {
            try (Statement statement = session.connection().createStatement()) {
                statement.execute("CREATE TEMP TRIGGER refuse BEFORE UPDATE ON search_progress WHEN NEW.indexed > 3 "
                        + "BEGIN SELECT RAISE(ABORT, 'refused by the test'); END");
            }
            return null;
        });
        CompletionStage<Void> refused = store.submit(new Write<>(session -> {
            session.index(5);
            return null;
        }));
        refused.toCompletableFuture().handle((what, failure) -> failure).get(60, TimeUnit.SECONDS);
        log.expect("cannot be stored");
        assertEquals(0, withTerms());
        assertEquals(newestFirst(6), search("order"));
        index(3);
        assertEquals(3, withTerms());
        assertEquals(newestFirst(6), search("order"));
    }

    @Test
    void whatCannotBeReadDoesNotKeepTheRestOutOfTheIndex() throws Exception {
        open(Paces.NEVER);
        append(0, 6);
        moveAll();
        onWriter(session -> {
            try (Statement statement = session.connection().createStatement()) {
                statement.execute("UPDATE message SET body = x'FF' WHERE seconds = 2");
            }
            return null;
        });
        index(100);
        assertEquals(5, withTerms());
        assertEquals(List.of("m5", "m4", "m3", "m1", "m0"), search("order"));
    }
}
