// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.memory;

import static org.chatdock.testkit.store.StoreMessages.fromUser;
import static org.chatdock.testkit.store.StoreMessages.withContent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.Revision;
import org.chatdock.api.store.SearchHit;
import org.chatdock.api.store.SearchQuery;
import org.chatdock.api.store.StoreChange;
import org.chatdock.api.store.StoreException;
import org.chatdock.api.store.StoreListener;
import org.chatdock.api.store.StoredDraft;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.store.internal.RecordedLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the contract does not say: threads, and the end. */
class MemoryStoreTest {
    private static final ConversationId ANN = new ConversationId("ann");
    private static final ConversationId BOB = new ConversationId("bob");
    private static final int WRITERS = 4;
    private static final int EACH = 2_000;

    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    private final MemoryStore store = new MemoryStore(null, new CopyOnWriteArrayList<>(), log.logger());
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        store.close();
        threads.shutdownNow();
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        CompletableFuture<T> ended = new CompletableFuture<>();
        stage.whenComplete((value, failure) -> {
            if (failure == null) {
                ended.complete(value);
            } else {
                ended.completeExceptionally(failure);
            }
        });
        return ended.get(60, TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void assertClosed(CompletionStage<?> stage) {
        ExecutionException failure = assertThrows(ExecutionException.class, () -> await(stage));
        assertEquals(StoreException.class, failure.getCause().getClass());
    }

    /** Keeps the writer busy with whoever waits for a stage. @return ends that */
    private CountDownLatch holdUpTheWriter() {
        CountDownLatch goOn = new CountDownLatch(1);
        Thread caller = Thread.currentThread();
        AtomicBoolean held = new AtomicBoolean();
        // A stage may complete before anybody waits for it: then it is tried once more.
        while (!held.get()) {
            CountDownLatch tried = new CountDownLatch(1);
            store.remove(BOB).thenRun(() -> {
                boolean onWriter = Thread.currentThread() != caller;
                held.set(onWriter);
                tried.countDown();
                if (onWriter) {
                    await(goOn);
                }
            });
            await(tried);
        }
        return goOn;
    }

    @Test
    void readersSeeOfEveryWriterABeginningWhileAllWrite() throws Exception {
        AtomicBoolean written = new AtomicBoolean();
        List<Future<?>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            int writer = i;
            writers.add(threads.submit(() -> write(writer)));
        }
        List<Future<?>> readers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            readers.add(threads.submit(() -> {
                while (!written.get()) {
                    assertBeginnings(store.page(ANN, null, Integer.MAX_VALUE));
                    assertTogether(store.conversations());
                }
                return null;
            }));
        }
        for (Future<?> writer : writers) {
            writer.get(60, TimeUnit.SECONDS);
        }
        written.set(true);
        for (Future<?> reader : readers) {
            reader.get(60, TimeUnit.SECONDS);
        }

        assertEquals(WRITERS * EACH, store.size());
        assertEquals(WRITERS * EACH / 2, store.page(ANN, null, Integer.MAX_VALUE).size());
        assertEquals(WRITERS * EACH / 2, store.conversations().get(0).unread());
    }

    /** By turns to both; half of it comes late. */
    private Object write(int writer) throws Exception {
        CompletionStage<?> last = null;
        for (int i = 0; i < EACH; i++) {
            last = store.append(fromUser(i % 2 == 0 ? "ann" : "bob", writer + "-" + i, i % 4 < 2 ? i : -i));
        }
        await(last);
        return null;
    }

    private static void assertBeginnings(List<StoredMessage> page) {
        int[] count = new int[WRITERS];
        int[] last = new int[WRITERS];
        StoredMessage before = null;
        for (StoredMessage stored : page) {
            String[] id = stored.message().id().value().split("-");
            int writer = Integer.parseInt(id[0]);
            count[writer]++;
            last[writer] = Math.max(last[writer], Integer.parseInt(id[1]));
            assertTrue(before == null || Conversation.ORDER.compare(before, stored) < 0, "in order");
            before = stored;
        }
        for (int writer = 0; writer < WRITERS; writer++) {
            assertEquals(count[writer] == 0 ? 0 : last[writer] / 2 + 1, count[writer], "nothing is left out");
        }
    }

    /** Every writer writes to ann before it writes to bob. */
    private static void assertTogether(List<ConversationSummary> list) {
        int ahead = 0;
        for (ConversationSummary summary : list) {
            ahead += summary.id().equals(ANN) ? summary.unread() : -summary.unread();
        }
        assertTrue(ahead >= 0 && ahead <= WRITERS, "ann is ahead of bob by " + ahead);
    }

    @Test
    void stagesCompleteOnTheWriterInTheOrderOfCalls() throws Exception {
        CountDownLatch goOn = holdUpTheWriter();
        List<Integer> completed = Collections.synchronizedList(new ArrayList<>());
        List<String> names = Collections.synchronizedList(new ArrayList<>());
        List<CompletionStage<?>> stages = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            CompletionStage<?> stage = switch (i % 5) {
                case 0 -> store.append(fromUser("ann", "" + i, i));
                case 1 -> store.markUnread(ANN, null);
                case 2 -> store.put(ANN, new StoredDraft("text", 0, List.of()));
                case 3 -> store.revise(Revision.edit(new MessageId("" + i), 1, ""));
                default -> store.addNote(ANN, null, "lin", "text");
            };
            assertFalse(stage.toCompletableFuture().isDone());
            stages.add(stage.thenRun(() -> {
                completed.add(number);
                names.add(Thread.currentThread().getName());
            }));
        }
        assertEquals(0, store.size());

        goOn.countDown();
        for (CompletionStage<?> stage : stages) {
            await(stage);
        }

        assertEquals(completed.stream().sorted().toList(), completed);
        assertEquals(List.of("chatdock-store-writer"), names.stream().distinct().toList());
    }

    @Test
    void listenersAreToldInOrderAndNotOnTheWriter() throws Exception {
        List<String> names = new CopyOnWriteArrayList<>();
        List<Message> told = new CopyOnWriteArrayList<>();
        CountDownLatch last = new CountDownLatch(1);
        store.addListener(change -> {
            names.add(Thread.currentThread().getName());
            told.addAll(change.added());
            if (told.size() == 300) {
                last.countDown();
            }
        });
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            messages.add(fromUser("ann", "" + i, -i));
            store.append(messages.get(i));
        }

        await(last);

        assertEquals(messages, told);
        assertEquals(List.of("chatdock-store-listeners"), names.stream().distinct().toList());
    }

    @Test
    void aListenerThatFailsHindersNobody() throws Exception {
        BlockingQueue<StoreChange> told = new LinkedBlockingQueue<>();
        store.addListener(change -> {
            throw new IllegalStateException("broken");
        });
        store.addListener(told::add);

        assertEquals(Appended.ADDED, await(store.append(fromUser("ann", "1", 5))));

        assertEquals(1, told.poll(60, TimeUnit.SECONDS).added().size());
        log.expect("A listener of the message store");
    }

    @Test
    void whoFailsWhenToldAHitEndsTheSearchOnly() throws Exception {
        await(store.append(fromUser("ann", "1", 5)));

        assertFalse(await(store.search(SearchQuery.words("text"), hit -> {
            throw new IllegalStateException("broken");
        })));

        log.expect("what a search has found");
        assertTrue(await(store.search(SearchQuery.words("text"), hit -> true)));
    }

    @Test
    void readingWaitsNeitherForTheWriterNorForASearch() throws Exception {
        await(store.append(fromUser("ann", "1", 5)));
        CountDownLatch goOn = holdUpTheWriter();
        CountDownLatch searching = new CountDownLatch(1);
        CompletableFuture<Boolean> search = store.search(SearchQuery.words("text"), hit -> {
            searching.countDown();
            await(goOn);
            return true;
        });
        await(searching);

        Callable<Object> read = () -> List.of(store.page(ANN, null, 9), store.conversations(), store.drafts());
        threads.submit(read).get(60, TimeUnit.SECONDS);

        goOn.countDown();
        assertTrue(await(search));
    }

    @Test
    void whatComesDuringASearchIsNotFoundByIt() throws Exception {
        await(store.append(fromUser("ann", "1", 5)));
        List<SearchHit> hits = new CopyOnWriteArrayList<>();
        CountDownLatch searching = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Boolean> first = store.search(SearchQuery.words("text"), hit -> {
            searching.countDown();
            await(goOn);
            return true;
        });
        await(searching);
        CompletableFuture<Boolean> second = store.search(SearchQuery.words("text"), hits::add);
        await(store.append(fromUser("ann", "2", 6)));
        await(store.append(fromUser("ann", "0", 1)));

        goOn.countDown();

        assertTrue(await(first) && await(second));
        assertEquals(List.of("1"), hits.stream().map(hit -> hit.message().message().id().value()).toList());
    }

    @Test
    void aMessageThatMovesDuringASearchIsToldOnce() throws Exception {
        await(store.append(fromUser("ann", "1", 9)));
        await(store.appendUnknown(fromUser("ann", "2", 8)));
        for (int i = 0; i < 500; i++) {
            store.append(withContent(fromUser("ann", "m" + i, i % 5), "nothing"));
        }
        List<String> hits = new CopyOnWriteArrayList<>();
        assertTrue(await(store.search(SearchQuery.words("text"), hit -> {
            hits.add(hit.message().message().id().value());
            if (hits.size() == 2) {
                // By the time this is looked for it is at an older place.
                store.append(fromUser("bob", "2", -1)).toCompletableFuture().join();
            }
            return true;
        })));

        assertEquals(List.of("1", "2"), hits);
    }

    @Test
    void closingWritesAndTellsWhatIsQueued() throws Exception {
        List<Message> told = new CopyOnWriteArrayList<>();
        store.addListener(change -> told.addAll(change.added()));
        List<CompletionStage<Appended>> stages = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            stages.add(store.append(fromUser("ann", "" + i, i)));
        }

        store.close();
        store.close();

        for (CompletionStage<Appended> stage : stages) {
            assertEquals(Appended.ADDED, await(stage));
        }
        assertEquals(1_000, told.size());
    }

    @Test
    void aClosedStoreSaysSo() throws Exception {
        await(store.append(fromUser("ann", "1", 5)));
        store.close();

        assertClosed(store.append(fromUser("ann", "2", 5)));
        assertClosed(store.markRead(ANN));
        assertClosed(store.put(ANN, new StoredDraft("text", 0, List.of())));
        assertClosed(store.putCustomers(Map.of()));
        assertClosed(store.search(SearchQuery.words("text"), hit -> true));
        assertThrows(StoreException.class, store::size);
        assertThrows(StoreException.class, store::conversations);
        assertThrows(StoreException.class, store::drafts);
        assertThrows(StoreException.class, () -> store.page(ANN, null, 1));
        assertThrows(StoreException.class, () -> store.find(new MessageId("1")));
    }

    @Test
    void whatIsNotWrittenWhenClosingHasWaitedLongEnoughFails() throws Exception {
        CountDownLatch goOn = holdUpTheWriter();
        CompletionStage<Appended> late = store.append(fromUser("ann", "1", 5));

        store.close();
        goOn.countDown();

        assertClosed(late);
    }

    @Test
    void closingEndsTheSearchThatRunsAndThoseThatWait() throws Exception {
        await(store.append(fromUser("ann", "1", 5)));
        CountDownLatch searching = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Boolean> running = store.search(SearchQuery.words("text"), hit -> {
            searching.countDown();
            await(goOn);
            return true;
        });
        await(searching);
        CompletableFuture<Boolean> waiting = store.search(SearchQuery.words("text"), hit -> true);

        store.close();
        goOn.countDown();

        assertClosed(running);
        assertClosed(waiting);
    }

    @Test
    void itCanBeClosedFromItsOwnThreads() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        store.addListener(change -> {
            store.close();
            closed.countDown();
        });

        await(store.append(fromUser("ann", "1", 5)));

        await(closed);
    }

    @Test
    void aDirectStoreHasWrittenAndToldWhenTheCallReturns() {
        MemoryStore direct = MemoryStore.direct();
        List<StoreChange> told = new ArrayList<>();
        direct.addListener(change -> {
            // A listener that writes must not hear of that in the middle of something else.
            if (change.added().equals(List.of(fromUser("ann", "1", 5)))) {
                direct.append(fromUser("ann", "2", 5));
            }
            told.add(change);
        });

        assertTrue(direct.append(fromUser("ann", "1", 5)).toCompletableFuture().isDone());
        assertTrue(direct.search(SearchQuery.words("text"), hit -> true).isDone());

        assertEquals(List.of("1", "2"), told.stream().map(change -> change.added().get(0).id().value()).toList());
        direct.close();
        assertThrows(StoreException.class, direct::size);
        assertTrue(direct.append(fromUser("ann", "3", 5)).toCompletableFuture().isCompletedExceptionally());
    }

    @Test
    void aTestDecidesWhenSomethingIsCommittedAndTold() {
        Queue<Runnable> writes = new ArrayDeque<>();
        Queue<Runnable> tells = new ArrayDeque<>();
        MemoryStore held = MemoryStore.on(writes::add, tells::add);
        List<StoreChange> told = new ArrayList<>();
        StoreListener listener = told::add;
        held.addListener(listener);

        CompletionStage<Appended> stage = held.append(fromUser("ann", "1", 5));
        stage.toCompletableFuture().complete(Appended.DUPLICATE);
        held.append(fromUser("bob", "2", 5));
        assertEquals(0, held.size());
        writes.forEach(Runnable::run);
        assertEquals(Appended.ADDED, stage.toCompletableFuture().join(), "nobody else can complete it");
        assertEquals(2, held.size());
        assertEquals(List.of(), told);

        tells.forEach(Runnable::run);
        assertEquals(List.of(List.of(fromUser("ann", "1", 5), fromUser("bob", "2", 5))),
                told.stream().map(StoreChange::added).toList());

        held.removeListener(listener);
        held.markRead(ANN);
        writes.forEach(Runnable::run);
        tells.forEach(Runnable::run);
        assertEquals(1, told.size(), "who is gone hears nothing");
    }
}
