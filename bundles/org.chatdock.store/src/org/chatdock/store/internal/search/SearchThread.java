// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.search;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.chatdock.api.store.MessageSearch;
import org.chatdock.api.store.SearchHit;
import org.chatdock.api.store.SearchQuery;
import org.osgi.service.log.Logger;

/** The thread that searches, one search after the other; those that were cancelled before their turn cost nothing. */
public final class SearchThread implements MessageSearch, AutoCloseable {
    private record Request(SearchQuery query, Predicate<SearchHit> found, CompletableFuture<Boolean> answer) {
    }

    private final Source source;
    private final TokenCode code;
    private final Logger logger;
    private final Thread thread;
    private final long closeMillis;

    private final Object lock = new Object();
    /** Guarded by {@link #lock}. */
    private final Deque<Request> queue = new ArrayDeque<>();
    private volatile boolean closing;
    /** Kept from search to search, null until the first one and after a failure. The thread only. */
    private IndexReader reader;

    /** {@code closeMillis}: how long closing waits for somebody who is being told a hit. */
    public SearchThread(Source source, TokenCode code, Logger logger, long closeMillis) {
        this.source = source;
        this.code = code;
        this.logger = logger;
        this.closeMillis = closeMillis;
        thread = new Thread(this::run, "chatdock-store-search");
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    @Override
    public CompletableFuture<Boolean> search(SearchQuery query, Predicate<SearchHit> found) {
        Request request = new Request(Objects.requireNonNull(query, "query"), Objects.requireNonNull(found, "found"),
                new CompletableFuture<>());
        synchronized (lock) {
            if (!closing) {
                queue.add(request);
                lock.notifyAll();
                return request.answer;
            }
        }
        return CompletableFuture.failedFuture(source.closed());
    }

    private void run() {
        for (Request request = next(); request != null; request = next()) {
            if (!request.answer.isDone()) {
                answer(request);
            }
        }
        closeReader();
    }

    /** Waits for a search. Null: closed. */
    private Request next() {
        synchronized (lock) {
            while (queue.isEmpty() && !closing) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    // Somebody who was told a hit may have left it behind; this thread ends by close().
                }
            }
            return closing ? null : queue.remove();
        }
    }

    private void answer(Request request) {
        try {
            if (reader == null) {
                reader = open();
            }
            boolean all = new SearchRun(request.query, code, SearchRun.CANDIDATES, hit -> tell(request, hit),
                    () -> closing || request.answer.isDone()).run(source, reader);
            if (closing && !all) {
                request.answer.completeExceptionally(source.closed());
            } else {
                request.answer.complete(all);
            }
        } catch (SQLException | RuntimeException | Error e) {
            closeReader();
            request.answer.completeExceptionally(source.failure(e));
        }
    }

    private IndexReader open() throws SQLException {
        SearchSession session = source.open();
        try {
            return new IndexReader(session);
        } catch (SQLException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private boolean tell(Request request, SearchHit hit) {
        try {
            return request.found.test(hit);
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            logger.error("Who was told what a search has found failed: {}", request.found.getClass().getName(), e);
            return false;
        }
    }

    private void closeReader() {
        IndexReader closed = reader;
        reader = null;
        if (closed != null) {
            try {
                closed.close();
            } catch (SQLException e) {
                logger.warn("The connection that searches the message store did not close well: {}", e.getMessage());
            }
        }
    }

    /** Ends the search that runs, and fails those that wait. Any thread. */
    @Override
    public void close() {
        Deque<Request> waiting;
        synchronized (lock) {
            closing = true;
            waiting = new ArrayDeque<>(queue);
            queue.clear();
            lock.notifyAll();
        }
        waiting.forEach(request -> request.answer.completeExceptionally(source.closed()));
        if (Thread.currentThread() != thread) {
            try {
                TimeUnit.MILLISECONDS.timedJoin(thread, closeMillis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
