// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.SearchQuery;
import org.chatdock.api.store.StoreException;
import org.chatdock.testkit.store.StoreMessages;
import org.chatdock.store.internal.RecordedLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Searches on a thread: how they end. */
class SearchThreadTest {
    private static final SearchQuery ORDER = SearchQuery.words("order");
    private static final int HITS = 10;

    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    private final List<Long> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch telling = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private Shelf shelf;
    private Broken source;
    private SearchThread search;

    /** The shelf, that can fail. */
    private static final class Broken implements Source {
        private final Shelf shelf;
        private volatile SQLException failure;
        private volatile int opened;

        Broken(Shelf shelf) {
            this.shelf = shelf;
        }

        @Override
        public Unindexed unindexed(ConversationId only) {
            return shelf.unindexed(only);
        }

        @Override
        public SearchSession open() throws SQLException {
            opened++;
            if (failure != null) {
                throw failure;
            }
            return shelf.open();
        }

        @Override
        public StoreException failure(Throwable cause) {
            return shelf.failure(cause);
        }

        @Override
        public StoreException closed() {
            return shelf.closed();
        }
    }

    @BeforeEach
    void begin() throws SQLException {
        shelf = new Shelf(TokenCode.PLAIN);
        for (int i = 1; i <= HITS; i++) {
            shelf.add(StoreMessages.withContent(StoreMessages.fromUser("c", "m" + i, i), "order"));
            if (i == HITS / 2) {
                shelf.indexAll();
            }
        }
        source = new Broken(shelf);
        search = new SearchThread(source, TokenCode.PLAIN, log.logger(), 10_000);
        search.start();
    }

    @AfterEach
    void end() throws SQLException {
        goOn.countDown();
        search.close();
        shelf.close();
    }

    private static <T> T await(CompletableFuture<T> answer) throws Exception {
        return answer.get(60, TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A search that stops at its third hit until the test lets it go on. */
    private CompletableFuture<Boolean> stopping() {
        CompletableFuture<Boolean> answer = search.search(ORDER, hit -> {
            told.add(hit.message().arrival());
            if (told.size() == 3) {
                telling.countDown();
                await(goOn);
            }
            return true;
        });
        await(telling);
        return answer;
    }

    private static StoreException failure(CompletableFuture<?> answer) {
        ExecutionException failure = assertThrows(ExecutionException.class, () -> await(answer));
        return assertInstanceOf(StoreException.class, failure.getCause());
    }

    private List<Long> all() throws Exception {
        List<Long> arrivals = new CopyOnWriteArrayList<>();
        assertTrue(await(search.search(ORDER, hit -> arrivals.add(hit.message().arrival()))));
        return arrivals;
    }

    @Test
    void everyHitIsToldOnTheThreadOfTheStore() throws Exception {
        List<String> threads = new CopyOnWriteArrayList<>();
        assertTrue(await(search.search(ORDER, hit -> threads.add(Thread.currentThread().getName()))));
        assertEquals(List.of("chatdock-store-search"), threads.stream().distinct().toList());
        assertEquals(List.of(10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L), all());
        assertEquals(1, source.opened, "the connection is kept");
    }

    @Test
    void whoIsToldCanEndTheSearch() throws Exception {
        assertFalse(await(search.search(ORDER, hit -> {
            told.add(hit.message().arrival());
            return told.size() < 7;
        })));
        assertEquals(7, told.size());
        assertEquals(HITS, all().size());
    }

    @Test
    void whoIsToldCanCancelTheSearch() throws Exception {
        CompletableFuture<CompletableFuture<Boolean>> own = new CompletableFuture<>();
        CompletableFuture<Boolean> answer = search.search(ORDER, hit -> {
            told.add(hit.message().arrival());
            return own.join().cancel(true);
        });
        own.complete(answer);
        assertThrows(CancellationException.class, () -> await(answer));
        assertEquals(HITS, all().size());
        assertEquals(1, told.size());
    }

    @Test
    void anotherThreadCanCancelTheSearch() throws Exception {
        CompletableFuture<Boolean> answer = stopping();
        answer.cancel(false);
        goOn.countDown();
        assertEquals(HITS, all().size());
        assertEquals(3, told.size(), "nothing is told after that");
    }

    @Test
    void aSearchThatWasCancelledBeforeItsTurnCostsNothing() throws Exception {
        CompletableFuture<Boolean> first = stopping();
        CompletableFuture<Boolean> second = search.search(ORDER, hit -> told.add(-1L));
        second.cancel(false);
        int verified = shelf.verified;
        goOn.countDown();
        assertTrue(await(first));
        assertEquals(HITS, all().size());
        assertEquals(verified + HITS - 3 + HITS, shelf.verified);
        assertEquals(2, shelf.begun);
        assertFalse(told.contains(-1L));
    }

    @Test
    void whoThrowsEndsItsOwnSearchOnly() throws Exception {
        assertFalse(await(search.search(ORDER, hit -> {
            told.add(hit.message().arrival());
            throw new IllegalStateException("on purpose");
        })));
        assertEquals(1, told.size());
        log.expect("on purpose");
        assertFalse(await(search.search(ORDER, hit -> {
            throw new NoClassDefFoundError("on purpose");
        })));
        log.expect("NoClassDefFoundError");
        Thread[] thread = new Thread[1];
        assertFalse(await(search.search(ORDER, hit -> {
            thread[0] = Thread.currentThread();
            thread[0].interrupt();
            return false;
        })));
        assertEquals(HITS, all().size());
        assertTrue(thread[0].isAlive());
    }

    @Test
    void aSearchThatFailsSaysSoAndTheNextBeginsAnew() throws Exception {
        assertEquals(HITS, all().size());
        SQLException broken = new SQLException("on purpose");
        shelf.failing = broken;
        assertSame(broken, failure(search.search(ORDER, hit -> true)).getCause());
        source.failure = broken;
        assertSame(broken, failure(search.search(ORDER, hit -> true)).getCause());
        source.failure = null;
        shelf.failing = null;
        assertEquals(HITS, all().size());
        assertEquals(3, source.opened);
    }

    @Test
    void closingEndsTheSearchThatRunsAndThoseThatWait() {
        CompletableFuture<Boolean> running = stopping();
        CompletableFuture<Boolean> waiting = search.search(ORDER, hit -> told.add(-1L));
        Thread closing = new Thread(search::close);
        closing.start();
        assertEquals("closed", failure(waiting).getMessage());
        goOn.countDown();
        assertEquals("closed", failure(running).getMessage());
        search.close();
        assertEquals(3, told.size());
        assertEquals("closed", failure(search.search(ORDER, hit -> told.add(-1L))).getMessage());
        assertEquals(0, Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("chatdock-store-search")).count());
    }
}
