// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.chatdock.testkit.store.StoreMessages.fromAgent;
import static org.chatdock.testkit.store.StoreMessages.fromUser;
import static org.chatdock.testkit.store.StoreMessages.withContent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.SendState;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.StoreException;
import org.chatdock.api.store.StoredDraft;
import org.chatdock.store.internal.seal.MemoryKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The outbox on disk: restarts, and writes that fail. */
class OutboxTest {
    private static final ConversationId ANN = new ConversationId("ann");
    private static final StoredDraft DRAFT = new StoredDraft("begun", 2, List.of());
    private static final StoredDraft NONE = new StoredDraft("", 0, List.of());

    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    @TempDir
    Path directory;
    private final MemoryKeys keys = new MemoryKeys();
    private SqliteStore store;

    StoreOptions options() {
        return StoreOptions.DEFAULT;
    }

    @BeforeEach
    void open() {
        store = new SqliteStore(directory, options(), keys, Paces.NEVER, log.logger(), new CopyOnWriteArrayList<>());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void reopen() {
        close();
        open();
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static StoreException failure(CompletionStage<?> stage) {
        ExecutionException failure = assertThrows(ExecutionException.class, () -> await(stage));
        return assertInstanceOf(StoreException.class, failure.getCause());
    }

    private void onWriter(String sql) throws Exception {
        await(store.submit(BlockedWriter.work(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        })));
    }

    private OutboxEntry put(String id) throws Exception {
        OutboxEntry entry = Entries.waiting(id, "ann", "text of " + id);
        await(store.put(List.of(entry), null));
        return entry;
    }

    // --- restarts

    @Test
    void whateverStateItIsInItIsThereAfterARestart() throws Exception {
        List<OutboxEntry> expected = new ArrayList<>();
        for (SendState state : SendState.values()) {
            OutboxEntry entry = Entries.waiting("id-" + state, "customer of " + state, "text \uD83D\uDE00\uD83D");
            await(store.put(List.of(entry), DRAFT));
            OutboxEntry updated = state == SendState.WAITING ? entry : Entries.in(state, entry);
            await(store.update(List.of(updated)));
            expected.add(updated);
        }

        reopen();

        assertEquals(expected, store.entries());
        assertEquals(SendState.values().length, store.drafts().size());
    }

    @Test
    void whatIsPutAfterARestartComesBehindAllOthers() throws Exception {
        OutboxEntry first = put("z");
        put("y");
        await(store.remove(Entries.waiting("y", "ann", "").id()));
        reopen();
        OutboxEntry second = put("b");
        OutboxEntry third = put("a");

        reopen();

        assertEquals(List.of(first, second, third), store.entries());
    }

    @Test
    void whatWasSettledIsAMessageAfterARestart() throws Exception {
        OutboxEntry settled = put("a");
        OutboxEntry claimed = put("b");
        OutboxEntry claim = Entries.in(SendState.SENT, claimed);
        Message message = fromAgent("ann", "m1", 5);
        await(store.settle(settled.id(), message, null));
        await(store.settle(claimed.id(), fromAgent("ann", "m2", 6), claim));

        reopen();

        assertEquals(List.of(claim), store.entries());
        assertEquals(message, store.find(message.id()).orElseThrow().message());
        assertEquals(2, store.size());
    }

    // --- writes that fail

    @Test
    void aPutThatFailsChangesNeitherOutboxNorDraft() throws Exception {
        await(store.put(ANN, DRAFT));
        OutboxEntry there = put("a");
        onWriter("CREATE TRIGGER refuse BEFORE INSERT ON outbox WHEN length(NEW.body) > 10000 "
                + "BEGIN SELECT RAISE(ABORT, 'refused by the test'); END");
        OutboxEntry fits = Entries.waiting("fits", "ann", "text");
        OutboxEntry refused = Entries.waiting("refused", "ann", "sEcReT ".repeat(5000));

        StoreException failure = failure(store.put(List.of(fits, refused), NONE));

        assertFalse(failure.getMessage().contains("sEcReT"), failure.getMessage());
        log.expect("cannot be stored");
        assertEquals(List.of(there), store.entries());
        assertEquals(Map.of(ANN, DRAFT), store.drafts());
        reopen();
        assertEquals(List.of(there), store.entries());
        assertEquals(Map.of(ANN, DRAFT), store.drafts());
    }

    @Test
    void anEntryIsNotKeptIfItsDraftCannotBe() throws Exception {
        onWriter("CREATE TRIGGER refuse BEFORE INSERT ON draft BEGIN SELECT RAISE(ABORT, 'refused by the test'); END");

        failure(store.put(List.of(Entries.waiting("a", "ann", "text")), DRAFT));

        log.expect("cannot be stored");
        assertEquals(List.of(), store.entries());
    }

    @Test
    void ofAnUpdateAllIsWrittenOrNothing() throws Exception {
        OutboxEntry first = put("a");
        OutboxEntry second = put("b");
        onWriter("CREATE TRIGGER refuse BEFORE UPDATE ON outbox WHEN OLD.id = 2 "
                + "BEGIN SELECT RAISE(ABORT, 'refused by the test'); END");

        failure(store.update(List.of(Entries.in(SendState.SENDING, first), Entries.in(SendState.SENDING, second))));

        log.expect("cannot be stored");
        assertEquals(List.of(first, second), store.entries());
    }

    @Test
    void oneThatCannotBeWrittenDoesNotSinkTheRest() throws Exception {
        List<OutboxEntry> entries = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            entries.add(put("e" + i));
        }
        onWriter("CREATE TRIGGER refuse BEFORE DELETE ON outbox WHEN OLD.id = 14 "
                + "BEGIN SELECT RAISE(ABORT, 'refused by the test'); END");
        List<CompletionStage<?>> stages = new ArrayList<>();

        try (BlockedWriter blocked = new BlockedWriter(store)) {
            for (int i = 0; i < 30; i++) {
                stages.add(store.settle(entries.get(i).id(), fromAgent("ann", "m" + i, i), null));
                stages.add(store.put(List.of(Entries.waiting("new" + i, "ann", "text")), DRAFT));
            }
        }

        for (int i = 0; i < 60; i++) {
            if (i == 26) {
                failure(stages.get(i));
            } else {
                await(stages.get(i));
            }
        }
        log.expect("cannot be stored");
        assertEquals(31, store.entries().size());
        assertEquals(entries.get(13), store.entries().get(0));
        assertEquals(29, store.size());
        assertEquals(Optional.empty(), store.find(new MessageId("m13")));
    }

    @Test
    void aMessageThatCannotBeStoredKeepsItsEntry() throws Exception {
        OutboxEntry first = put("a");
        OutboxEntry second = put("b");
        onWriter("CREATE TRIGGER refuse BEFORE INSERT ON inbox WHEN length(NEW.events) > 100000 "
                + "BEGIN SELECT RAISE(ABORT, 'refused by the test'); END");
        CompletionStage<Appended> good;
        CompletionStage<Appended> bad;

        try (BlockedWriter blocked = new BlockedWriter(store)) {
            bad = store.settle(first.id(), withContent(fromAgent("ann", "m1", 5), "long ".repeat(30_000)), null);
            good = store.settle(second.id(), fromAgent("ann", "m2", 6), null);
        }

        failure(bad);
        assertEquals(Appended.ADDED, await(good));
        log.expect("cannot be stored");
        assertEquals(List.of(first), store.entries());
        assertEquals(Optional.empty(), store.find(new MessageId("m1")));
    }

    /** The message is understood in a transaction after the one that it was asked for in, and that one fails. */
    @Test
    void whatIsPostponedKeepsItsEntryUntilThen() throws Exception {
        OutboxEntry entry = put("a");
        Message message = fromAgent("ann", "m1", 5);
        onWriter("CREATE TRIGGER refuse BEFORE INSERT ON message "
                + "BEGIN SELECT RAISE(ABORT, 'refused by the test'); END");
        CompletionStage<Appended> settled;
        CompletionStage<Appended> before;

        try (BlockedWriter blocked = new BlockedWriter(store)) {
            before = store.appendUnknown(message);
            settled = store.settle(entry.id(), message, null);
        }

        assertEquals(Appended.ADDED, await(before));
        failure(settled);
        log.expect("cannot be stored");
        assertEquals(List.of(entry), store.entries());
        assertFalse(store.find(message.id()).orElseThrow().understood());

        onWriter("DROP TRIGGER refuse");
        assertEquals(Appended.UNDERSTOOD, await(store.settle(entry.id(), message, null)));
        assertEquals(List.of(), store.entries());
        assertTrue(store.find(message.id()).orElseThrow().understood());
    }

    @Test
    void aFileThatCannotBeWrittenIsReadAndTheStageSaysWhatToDo() throws Exception {
        OutboxEntry entry = put("a");
        await(store.put(ANN, DRAFT));
        for (int i = 0; i < 2; i++) {
            onWriter("PRAGMA query_only = ON");

            StoreException failure = failure(i == 0 ? store.put(List.of(Entries.waiting("b", "ann", "text")), NONE)
                    : store.put(ANN, NONE));

            assertTrue(failure.getMessage().contains("Make it writable"), failure.getMessage());
            assertEquals(List.of(entry), store.entries());
            assertEquals(Map.of(ANN, DRAFT), store.drafts());
        }
        log.expect("cannot be stored");
        put("c");
        assertEquals(2, store.entries().size());
    }

    @Test
    void aClosedStoreSaysSo() {
        close();
        OutboxEntry entry = Entries.waiting("a", "ann", "text");
        for (CompletionStage<?> stage : List.of(store.put(List.of(entry), DRAFT), store.update(List.of(entry)),
                store.remove(entry.id()), store.settle(entry.id(), fromAgent("ann", "m1", 5), null),
                store.removeAll(ANN))) {
            failure(stage);
        }
        assertThrows(StoreException.class, store::entries);
    }

    // --- the file

    @Test
    void theLogDoesNotGrowForEverWhereNobodyElseWrites() throws Exception {
        close();
        store = new SqliteStore(directory, options(), keys, new Pace(1, 4000, 20, 50, 200, 256 << 10), log.logger(),
                new CopyOnWriteArrayList<>());
        for (int i = 0; i < 500; i++) {
            OutboxEntry entry = put("e" + i);
            await(store.update(List.of(Entries.in(SendState.SENDING, entry))));
            await(store.remove(entry.id()));
        }
        long length = Files.size(directory.resolve("messages.db-wal"));
        assertTrue(length < 3 << 20, "the log has " + length);
    }

    @Test
    void messagesOfOthersAreNotTouchedByARemoval() throws Exception {
        await(store.append(fromUser("ann", "1", 5)));
        put("a");
        await(store.removeAll(ANN));
        reopen();
        assertEquals(1, store.size());
        assertEquals(List.of(), store.entries());
        StoreCheck.integrity(directory);
    }
}
