// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.nio.file.Path;
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

    /** How long it leaves moving alone after that failed. */
    private static final long AFTER_FAILURE_MILLIS = 1000;
    /** So many times the backlog that is aimed at: then nothing is taken that would have to be kept in memory. */
    private static final int BACKLOG_LIMIT = 2;

    /** Opens a session. */
    interface Opener {
        WriteSession open() throws SQLException;
    }

    private final Opener opener;
    private final Backlog backlog;
    private final Pace pace;
    private final Path file;
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
     * @param opener for another session when one has failed for good
     * @param session opened already, so that the opening's failures come first
     * @param backlog what the sessions keep up to date
     * @param changes is told of every commit on the writer's thread, before the stages complete
     * @param file for messages to whoever reads the log
     * @param afterwards runs at the end of the writer's thread, when its connection is closed
     */
    StoreWriter(Opener opener, WriteSession session, Backlog backlog, Pace pace, Consumer<StoreChanges> changes,
            Path file, Logger logger, Runnable afterwards) {
        this.opener = opener;
        this.session = session;
        this.backlog = backlog;
        this.pace = pace;
        this.file = file;
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
            long patience = pace.idleMillis();
            for (List<Write<?>> batch = next(patience); batch != null; batch = next(patience)) {
                write(batch);
                boolean well = batch.isEmpty() ? moveSome() : moveTooMuch();
                boolean goOn = batch.isEmpty() && !backlog.isEmpty();
                patience = !well ? Math.max(AFTER_FAILURE_MILLIS, pace.idleMillis()) : goOn ? 0 : pace.idleMillis();
            }
        } finally {
            end();
        }
    }

    /**
     * Waits for something to write; if something is to be moved, not longer than the time given. Empty: nothing came.
     * Null: the store is closed and all is written.
     */
    private List<Write<?>> next(long millis) {
        synchronized (lock) {
            if (queue.isEmpty() && !closing && millis > 0) {
                await(backlog.isEmpty() ? 0 : millis);
            }
            while (queue.isEmpty() && !closing && backlog.isEmpty()) {
                await(0);
            }
            if (queue.isEmpty() && closing) {
                return null;
            }
            List<Write<?>> batch = new ArrayList<>(Math.min(queue.size(), TRANSACTION_LIMIT));
            while (batch.size() < TRANSACTION_LIMIT && !queue.isEmpty()) {
                batch.add(queue.remove());
            }
            return batch;
        }
    }

    /** {@code millis}: 0 for ever. */
    private void await(long millis) {
        try {
            lock.wait(millis);
        } catch (InterruptedException e) {
            // Nobody has a reason to interrupt this thread: it ends by close().
        }
    }

    /** Writes a batch, in one transaction if possible. If that fails, by halves: what is to blame fails alone. */
    private void write(List<Write<?>> batch) {
        for (int written = 0; written < batch.size();) {
            List<Write<?>> rest = batch.subList(written, batch.size());
            try {
                int count = transaction(rest);
                StoreChanges committed = session.commit();
                works();
                changes.accept(committed);
                rest.subList(0, count).forEach(Write::committed);
                written += count;
                afterCommit();
            } catch (SQLException | RuntimeException | Error e) {
                undo();
                if (rest.size() == 1) {
                    fail(rest.get(0), e);
                } else {
                    int half = rest.size() / 2;
                    write(rest.subList(0, half));
                    write(rest.subList(half, rest.size()));
                }
                return;
            }
        }
    }

    /** @return how many writes are in the transaction: those before the first that does not fit */
    private int transaction(List<Write<?>> batch) throws SQLException {
        openSession();
        if (backlog.bytes() > BACKLOG_LIMIT * pace.backlogBytes()) {
            session.move(pace.sliceMessages());
        }
        int count = 0;
        for (Write<?> write : batch) {
            write.apply(session);
            if (session.takePostponed()) {
                break;
            }
            count++;
        }
        return count;
    }

    private void openSession() throws SQLException {
        if (session == null) {
            session = opener.open();
        }
    }

    /** What nobody waits for any more, and what is not lost if it fails. */
    private void afterCommit() {
        if (session.isUsable()) {
            shortenLog();
        } else {
            closeSession();
        }
    }

    private void shortenLog() {
        try {
            session.shortenLog();
        } catch (SQLException e) {
            // Tried again with the next megabytes; if the disk is to blame, a commit will say so.
            logger.debug("The log of the message store cannot be taken into the file yet: {}", e.getMessage());
        }
    }

    /** Moves a slice of the backlog. @return whether that went well */
    private boolean moveSome() {
        if (backlog.isEmpty()) {
            return true;
        }
        try {
            openSession();
            session.move(pace.sliceMessages());
            works();
            afterCommit();
            return true;
        } catch (SQLException | RuntimeException | Error e) {
            undo();
            report(e);
            return false;
        }
    }

    /** Not when the store is closed: what is in the inbox is safe, and the next process moves it. */
    private boolean moveTooMuch() {
        boolean well = true;
        while (well && backlog.bytes() > pace.backlogBytes() && !isClosing()) {
            well = moveSome();
        }
        return well;
    }

    private boolean isClosing() {
        synchronized (lock) {
            return closing;
        }
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
        write.failed(report(cause));
    }

    private StoreException report(Throwable cause) {
        StoreException failure = cause instanceof SQLException sql ? StoreFailure.of(file, sql)
                : StoreFailure.unexpected(file, cause);
        if (!failing) {
            failing = true;
            logger.error("A message cannot be stored: {}", failure.getMessage(), cause);
        }
        return failure;
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
