// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.chatdock.api.store.StoreException;
import org.osgi.service.log.Logger;

/**
 * The thread that writes. Whatever was queued while the last commit ran goes into one transaction: batches form by
 * themselves, a lone message waits for nobody. The queue is not bounded: who fills it keeps count of what is in flight.
 */
final class StoreWriter {
    /** So that under a flood the first in the queue does not wait for the last. */
    private static final int TRANSACTION_LIMIT = 4096;

    private final Database database;
    private final MessageColumns columns;
    private final Consumer<StoreChanges> changes;
    private final Logger logger;
    private final Runnable afterwards;
    private final Thread thread;

    private final Object lock = new Object();
    /** Guarded by {@link #lock}. */
    private final Deque<Write<?>> queue = new ArrayDeque<>();
    /** Guarded by {@link #lock}. */
    private boolean closing;

    /** The writer's thread only, after {@link #start}; null after a failure that a rollback did not cure. */
    private WriteSession session;
    /** The writer's thread only. Whether the last transaction failed: a failure that lasts is logged once. */
    private boolean failing;

    /**
     * @param session opened already, so that the opening's failures come first
     * @param changes is told of every commit on the writer's thread, before the stages complete
     * @param afterwards runs at the end of the writer's thread, when its connection is closed
     */
    StoreWriter(Database database, MessageColumns columns, WriteSession session, Consumer<StoreChanges> changes,
            Logger logger, Runnable afterwards) {
        this.database = database;
        this.columns = columns;
        this.session = session;
        this.changes = changes;
        this.logger = logger;
        this.afterwards = afterwards;
        thread = new Thread(this::run, "chatdock-store-writer");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Any thread. Fails the write at once if the store is closed. */
    void submit(Write<?> write) {
        synchronized (lock) {
            if (!closing) {
                queue.add(write);
                lock.notifyAll();
                return;
            }
        }
        write.failed(StoreFailure.closed());
    }

    private void run() {
        try {
            for (List<Write<?>> batch = next(); !batch.isEmpty(); batch = next()) {
                write(batch);
            }
        } finally {
            end();
        }
    }

    /** Waits for something to write. Empty: the store is closed and all is written. */
    private List<Write<?>> next() {
        synchronized (lock) {
            while (queue.isEmpty() && !closing) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    // Nobody has a reason to interrupt this thread: it ends by close().
                }
            }
            List<Write<?>> batch = new ArrayList<>(Math.min(queue.size(), TRANSACTION_LIMIT));
            while (batch.size() < TRANSACTION_LIMIT && !queue.isEmpty()) {
                batch.add(queue.remove());
            }
            return batch;
        }
    }

    /** Writes a batch in one transaction. If that fails, by halves: what is to blame fails alone. */
    private void write(List<Write<?>> batch) {
        try {
            StoreChanges committed = transaction(batch);
            works();
            changes.accept(committed);
            batch.forEach(Write::committed);
        } catch (SQLException | RuntimeException | Error e) {
            undo();
            if (batch.size() == 1) {
                fail(batch.get(0), e);
            } else {
                int half = batch.size() / 2;
                write(batch.subList(0, half));
                write(batch.subList(half, batch.size()));
            }
        }
    }

    private StoreChanges transaction(List<Write<?>> batch) throws SQLException {
        if (session == null) {
            session = WriteSession.open(database, columns);
        }
        for (Write<?> write : batch) {
            write.apply(session);
        }
        return session.commit();
    }

    private void undo() {
        if (session != null) {
            try {
                session.rollback();
            } catch (SQLException e) {
                // SQLite ends a transaction by itself when the disk is full, and the driver does not notice: the next
                // insert would be committed on its own. So this connection is not used again; the next one is new.
                closeSession();
            }
        }
    }

    private void fail(Write<?> write, Throwable cause) {
        StoreException failure = cause instanceof SQLException sql ? StoreFailure.of(database.file(), sql)
                : StoreFailure.unexpected(database.file(), cause);
        if (!failing) {
            failing = true;
            logger.error("A message cannot be stored: {}", failure.getMessage(), cause);
        }
        write.failed(failure);
    }

    private void works() {
        if (failing) {
            failing = false;
            logger.info("Messages are stored again.");
        }
    }

    private void end() {
        closeSession();
        afterwards.run();
    }

    private void closeSession() {
        WriteSession closed = session;
        session = null;
        if (closed != null) {
            try {
                closed.close();
            } catch (SQLException e) {
                logger.warn("The message store's connection did not close well: {}", e.getMessage());
            }
        }
    }

    /** Writes what is queued, and ends; what is not written after the time given fails. Any thread. */
    void close(long millis) {
        synchronized (lock) {
            closing = true;
            lock.notifyAll();
        }
        if (Thread.currentThread() != thread && !ended(millis)) {
            abandon();
        }
    }

    private boolean ended(long millis) {
        try {
            TimeUnit.MILLISECONDS.timedJoin(thread, millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private void abandon() {
        List<Write<?>> rest;
        synchronized (lock) {
            rest = new ArrayList<>(queue);
            queue.clear();
        }
        logger.warn("The message store closed before all was written; {} not stored.", rest.size());
        rest.forEach(write -> write.failed(StoreFailure.closed()));
    }
}
