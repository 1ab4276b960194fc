// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.chatdock.testkit.store.StoreMessages.fromUser;
import static org.chatdock.testkit.store.StoreMessages.withContent;
import static org.chatdock.testkit.store.StoreMessages.withExtra;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.KeySource;
import org.chatdock.api.store.StoreChange;
import org.chatdock.api.store.StoreException;
import org.chatdock.api.store.StoreListener;
import org.chatdock.store.internal.seal.MemoryKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

/** How the store on disk writes: in groups, and what happens when it cannot. */
class SqliteStoreWritingTest {
    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    @TempDir
    Path directory;
    private final KeySource keys = new MemoryKeys();
    private SqliteStore store;

    @BeforeEach
    void open() {
        open(Pace.DEFAULT);
    }

    private void open(Pace pace) {
        store = new SqliteStore(directory, options(), keys, pace, log.logger(), new CopyOnWriteArrayList<>());
    }

    StoreOptions options() {
        return StoreOptions.DEFAULT;
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static StoreException failure(CompletionStage<?> stage) {
        ExecutionException failure = assertThrows(ExecutionException.class, () -> await(stage));
        return assertInstanceOf(StoreException.class, failure.getCause());
    }

    private void onWriter(BlockedWriter.Work work) throws Exception {
        await(store.submit(BlockedWriter.work(work)));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Opens the store anew as one that moves nothing by itself. */
    private void openWithoutMoving() {
        store.close();
        open(Paces.NEVER);
    }

    private AtomicInteger countCommits() throws Exception {
        AtomicInteger commits = new AtomicInteger();
        onWriter(connection -> ((SQLiteConnection) connection).addCommitListener(new SQLiteCommitListener() {
            @Override
            public void onCommit() {
                commits.incrementAndGet();
            }

            @Override
            public void onRollback() {
                // not counted
            }
        }));
        return commits;
    }

    @Test
    void whatQueuesUpGoesIntoOneTransaction() throws Exception {
        openWithoutMoving();
        AtomicInteger commits = countCommits();
        List<CompletionStage<Appended>> stages = new ArrayList<>();

        try (BlockedWriter blocked = new BlockedWriter(store)) {
            for (int i = 0; i < 1000; i++) {
                stages.add(store.append(fromUser("c" + i % 10, "m" + i, i)));
            }
        }

        for (CompletionStage<Appended> stage : stages) {
            assertEquals(Appended.ADDED, await(stage));
        }
        assertEquals(1, commits.get());
        assertEquals(1000, store.size());
    }

    @Test
    void stagesCompleteInOrderOnTheWritersThread() throws Exception {
        BlockingQueue<String> completed = new LinkedBlockingQueue<>();
        try (BlockedWriter blocked = new BlockedWriter(store)) {
            for (int i = 0; i < 3; i++) {
                String number = "" + i;
                store.append(fromUser("ann", number, i))
                        .thenRun(() -> completed.add(number + Thread.currentThread().getName()));
            }
            store.markRead(new ConversationId("ann"))
                    .thenRun(() -> completed.add("read" + Thread.currentThread().getName()));
        }

        for (String expected : List.of("0", "1", "2", "read")) {
            assertEquals(expected + "chatdock-store-writer", completed.poll(60, TimeUnit.SECONDS));
        }
        assertEquals(0, store.conversations().get(0).unread());
    }

    @Test
    void aReaderDoesNotWaitForTheWriter() throws Exception {
        await(store.append(fromUser("ann", "1", 1)));
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CompletionStage<Void> blocked = store.submit(BlockedWriter.work(connection -> {
            execute(connection, "UPDATE progress SET messages = messages");
            reached.countDown();
            try {
                release.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }));
        assertTrue(reached.await(60, TimeUnit.SECONDS));

        assertEquals("ann", store.conversations().get(0).id().value());
        assertTrue(store.find(new MessageId("1")).isPresent());

        release.countDown();
        await(blocked);
    }

    @Test
    void oneThatCannotBeStoredDoesNotSinkTheRest() throws Exception {
        onWriter(connection -> execute(connection, "CREATE TRIGGER refuse BEFORE INSERT ON inbox "
                + "WHEN length(NEW.events) > 100000 BEGIN SELECT RAISE(ABORT, 'refused by the test'); END"));
        List<CompletionStage<Appended>> stages = new ArrayList<>();
        BlockingQueue<StoreChange> told = new LinkedBlockingQueue<>();
        store.addListener(told::add);

        try (BlockedWriter blocked = new BlockedWriter(store)) {
            for (int i = 0; i < 20; i++) {
                Message message = fromUser("ann", "m" + i, i);
                stages.add(store.append(i == 13 ? withContent(message, "text of ".repeat(20_000)) : message));
            }
        }

        for (int i = 0; i < 20; i++) {
            if (i == 13) {
                StoreException failure = failure(stages.get(i));
                assertFalse(failure.getMessage().contains("text of"), failure.getMessage());
            } else {
                assertEquals(Appended.ADDED, await(stages.get(i)));
            }
        }
        assertEquals(19, store.size());
        assertEquals(19, store.conversations().get(0).unread());
        int added = 0;
        while (added < 19) {
            added += told.poll(60, TimeUnit.SECONDS).added().size();
        }
        assertEquals(19, added);
        log.expect("A message cannot be stored");
    }

    /** Appends while the file may not grow, whichever connection it comes to. */
    private static Write<Appended> appendToFullDisk(Message message) {
        return new Write<>(session -> {
            // The smallest that SQLite allows is what the file has now.
            execute(session.connection(), "PRAGMA max_page_count = 1");
            Formats formats = session.formats();
            return session.append(message, formats.ids().of(message.id()), formats.bodies().encode(message), true);
        });
    }

    @Test
    void aFullDiskIsSaidAndGotOver() throws Exception {
        await(store.append(fromUser("ann", "1", 1)));
        String big = "secret".repeat(100_000);
        List<CompletionStage<Appended>> full = new ArrayList<>();
        CompletionStage<Appended> small;

        try (BlockedWriter blocked = new BlockedWriter(store)) {
            full.add(store.submit(appendToFullDisk(withContent(fromUser("ann", "2", 2), big))));
            full.add(store.submit(appendToFullDisk(withContent(fromUser("ann", "3", 3), big))));
            small = store.append(fromUser("ann", "4", 4));
        }

        for (CompletionStage<Appended> stage : full) {
            String said = failure(stage).getMessage();
            assertTrue(said.startsWith("The disk is full"), said);
        }
        assertEquals(Appended.ADDED, await(small));
        assertEquals(2, store.size());
        assertFalse(log.entries().toString().contains("secret"));
        log.expect("The disk is full");
        assertEquals(Appended.ADDED, await(store.append(withContent(fromUser("ann", "2", 2), big))));
        assertEquals(3, store.size());
        assertEquals(3, store.conversations().get(0).unread());
    }

    @Test
    void aLostConnectionIsOpenedAnew() throws Exception {
        await(store.append(fromUser("ann", "1", 1)));

        failure(store.submit(BlockedWriter.work(connection -> {
            connection.close();
            throw new SQLException("lost");
        })));

        assertEquals(Appended.ADDED, await(store.append(fromUser("ann", "2", 2))));
        assertEquals(2, store.size());
        log.expect("A message cannot be stored");
    }

    @Test
    void whatCannotBeWrittenAsJsonFailsItsStageOnly() throws Exception {
        Object loop = new Object() {
            @SuppressWarnings("unused")
            public Object getSelf() {
                return this;
            }
        };

        failure(store.append(withExtra(fromUser("ann", "1", 1),
                Map.of("loop", loop))));

        assertEquals(0, store.size());
    }

    @Test
    void aThrowingListenerIsLoggedAndChangesNothing() throws Exception {
        BlockingQueue<Set<ConversationId>> told = new LinkedBlockingQueue<>();
        store.addListener(change -> {
            throw new IllegalStateException("by the test");
        });
        store.addListener(change -> told.add(change.conversations()));

        await(store.append(fromUser("ann", "1", 1)));

        assertEquals(Set.of(new ConversationId("ann")), told.poll(60, TimeUnit.SECONDS));
        log.expect("A listener of the message store failed");
        await(store.append(fromUser("bob", "2", 1)));
        assertEquals(Set.of(new ConversationId("bob")), told.poll(60, TimeUnit.SECONDS));
        log.expect("A listener of the message store failed");
    }

    @Test
    void aListenerThatLeftIsNotTold() throws Exception {
        BlockingQueue<StoreChange> left = new LinkedBlockingQueue<>();
        BlockingQueue<StoreChange> stays = new LinkedBlockingQueue<>();
        StoreListener leaving = left::add;
        store.addListener(leaving);
        store.addListener(stays::add);
        store.removeListener(leaving);

        await(store.append(fromUser("ann", "1", 1)));

        assertTrue(stays.poll(60, TimeUnit.SECONDS) != null);
        assertTrue(left.isEmpty());
    }

    @Test
    void closingWritesWhatIsQueued() throws Exception {
        List<CompletionStage<Appended>> stages = new ArrayList<>();
        BlockedWriter blocked = new BlockedWriter(store);
        for (int i = 0; i < 500; i++) {
            stages.add(store.append(fromUser("ann", "" + i, i)));
        }
        blocked.close();

        store.close();

        for (CompletionStage<Appended> stage : stages) {
            assertTrue(stage.toCompletableFuture().isDone());
            assertEquals(Appended.ADDED, await(stage));
        }
        assertEquals("The message store is closed.", failure(store.append(fromUser("ann", "x", 1))).getMessage());
        assertThrows(StoreException.class, store::size);
        store.close();
        open();
        assertEquals(500, store.size());
    }

    @Test
    void closingDoesNotWaitForAListenerForEver() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        store.addListener(change -> {
            busy.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await(store.append(fromUser("ann", "1", 1)));
        assertTrue(busy.await(60, TimeUnit.SECONDS));

        store.close();

        never.countDown();
        open();
        assertEquals(1, store.size());
    }

    @Test
    void aStoreCanBeClosedByWhoeverWaitsForItsStage() throws Exception {
        BlockingQueue<String> closed = new LinkedBlockingQueue<>();
        try (BlockedWriter blocked = new BlockedWriter(store)) {
            store.append(fromUser("ann", "1", 1)).thenRun(() -> {
                store.close();
                closed.add("closed");
            });
        }

        assertEquals("closed", closed.poll(60, TimeUnit.SECONDS));
    }

    /** Or else a store that is ended and opened again and again, as on a full disk, would let it grow for ever. */
    @Test
    void aLogThatAnotherHasLeftIsTakenIntoTheFileSoon() throws Exception {
        store.close();
        open(Paces.NEVER);
        for (int i = 0; i < 20; i++) {
            await(store.append(message("long " + i, "long ".repeat(2000))));
        }
        Path killed = Files.createDirectory(directory.resolve("killed"));
        for (String name : List.of(Database.FILE_NAME, Database.FILE_NAME + "-wal")) {
            Files.copy(directory.resolve(name), killed.resolve(name));
        }
        store.close();

        directory = killed;
        open(new Pace(1_000_000_000, Long.MAX_VALUE / 4, 1, 1, Long.MAX_VALUE, 64 << 10));
        long before = Files.size(killed.resolve(Database.FILE_NAME));
        await(store.append(message("1", "short")));
        // What follows a commit is over when the next one is.
        await(store.append(message("2", "short")));

        assertTrue(Files.size(killed.resolve(Database.FILE_NAME)) > before);
    }

    private static Message message(String id, String content) {
        return new Message(new MessageId(id), new ConversationId("ann"), "ann", "lin", SenderType.USER, "text", content,
                Attachment.NONE, Instant.EPOCH, Map.of());
    }
}
