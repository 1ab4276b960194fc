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
    /** After so many writes have failed alone, one after the other, it is not tried with every single one any more. */
    private static final int ALONE_LIMIT = 3;

    /** Opens a session. */
    interface Opener {
        WriteSession open() throws SQLException;
    }

    private final Opener opener;
    private final Backlog backlog;
    private final Pace pace;
    private final Path file;
    private final Consumer<StoreChanges> changes;
    private final StoreWatcher watcher;
    private final Logger logger;
    private final Runnable afterwards;
    private final Thread thread;

    private final Object lock = new Object();
    /** Guarded by {@link #lock}. */
    private final Deque<Write<?>> queue = new ArrayDeque<>();
    /** Guarded by {@link #lock}. */
    private boolean closing;

    // The writer's thread only:
    /** After {@link #start}; null: to be opened. */
    private WriteSession session;
    /** Whether the session is not to be used any more, but another one opened. */
    private boolean stale;
    private final Trouble storing;
    /** Moving needs more room, so it may fail while messages are still stored. */
    private final Trouble moving;
    private final Trouble indexing;
    /** How many writes have failed alone since the last one that did not, and not because of what they were. */
    private int failedAlone;
    /** Whether the watcher has been told that writing fails. */
    private boolean told;

    /**
     * @param opener for another session when one has failed for good
     * @param session opened already, so that the opening's failures come first
     * @param backlog what the sessions keep up to date
     * @param changes is told of every commit on the writer's thread, before the stages complete
     * @param watcher is told how the writing fares
     * @param file for messages to whoever reads the log
     * @param afterwards runs at the end of the writer's thread, when its connection is closed
     */
    StoreWriter(Opener opener, WriteSession session, Backlog backlog, Pace pace, Consumer<StoreChanges> changes,
            StoreWatcher watcher, Path file, Logger logger, Runnable afterwards) {
        this.opener = opener;
        this.session = session;
        this.backlog = backlog;
        this.pace = pace;
        this.file = file;
        this.changes = changes;
        this.watcher = watcher;
        this.logger = logger;
        this.afterwards = afterwards;
        storing = new Trouble(logger, "A message cannot be stored: {}", "Messages are stored again.");
        moving = new Trouble(logger, "What is stored cannot be sorted into its conversations, which is tried again: {}",
                "What is stored is sorted into its conversations again.");
        indexing = new Trouble(logger, "Messages cannot be indexed for the search, which is tried again: {}",
                "Messages are indexed for the search again.");
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
                boolean well = batch.isEmpty() ? moveOrIndexSome() : moveTooMuch() && indexTooMuch(batch.size());
                boolean goOn = batch.isEmpty() && isSomethingLeft();
                patience = !well ? Math.max(AFTER_FAILURE_MILLIS, pace.idleMillis()) : goOn ? 0 : pace.idleMillis();
            }
        } finally {
            end();
        }
    }

    /**
     * Waits for something to write; if something is to be moved or indexed, not longer than the time given. Empty:
     * nothing came. Null: the store is closed and all is written.
     */
    private List<Write<?>> next(long millis) {
        boolean left = isSomethingLeft();
        synchronized (lock) {
            if (queue.isEmpty() && !closing && millis > 0) {
                await(left ? millis : 0);
            }
            while (queue.isEmpty() && !closing && !left) {
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

    /** Whether there is something to do that nobody waits for. */
    private boolean isSomethingLeft() {
        return !backlog.isEmpty() || session != null && session.unindexed() > 0;
    }

    /** {@code millis}: 0 for ever. */
    private void await(long millis) {
        try {
            lock.wait(millis);
        } catch (InterruptedException e) {
            // Nobody has a reason to interrupt this thread: it ends by close().
        }
    }

    /**
     * Writes a batch, in one transaction if possible. If that fails, by halves: what is to blame fails alone. If it is
     * the place that fails, a big one may have been to blame, but soon all fail together.
     */
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
                undo(e);
                if (rest.size() == 1 || failedAlone >= ALONE_LIMIT && StoreFailure.isOfPlace(e)) {
                    fail(rest, e);
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
            if (write.isAlone() && count > 0) {
                break;
            }
            write.apply(session);
            if (session.takePostponed()) {
                break;
            }
            count++;
            if (write.isAlone()) {
                break;
            }
        }
        return count;
    }

    /**
     * Another one is opened before the old one is closed: on a full disk, the last to close could shut out readers. The
     * memory that SQLite shares through a file would have to be made anew, and there is no room for it.
     */
    private void openSession() throws SQLException {
        if (session == null || stale) {
            WriteSession opened = opener.open();
            closeSession();
            session = opened;
            stale = false;
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
            session.log().shorten(pace.logBytes());
        } catch (SQLException e) {
            // Tried again; if the disk is to blame, a commit will say so.
            logger.debug("The log of the message store cannot be taken into the file yet: {}", e.getMessage());
            // It may have ended the transaction that had begun.
            undo(e);
        }
    }

    /** Something that nobody waits for, in a transaction of its own. */
    private interface Chore {
        void on(WriteSession session) throws SQLException;
    }

    /** @return whether that went well */
    private boolean perform(Chore chore, Trouble trouble) {
        try {
            openSession();
            chore.on(session);
            trouble.worked();
            afterCommit();
            return true;
        } catch (SQLException | RuntimeException | Error e) {
            undo(e);
            StoreException failure = StoreFailure.of(file, e);
            lookForDamage(e, failure);
            trouble.failed(failure.getMessage(), e);
            return false;
        }
    }

    /** Does a slice of what is left to do. @return whether that went well */
    private boolean moveOrIndexSome() {
        return !backlog.isEmpty() ? moveSome() : isSomethingLeft() ? indexSome() : true;
    }

    private boolean moveSome() {
        return perform(writes -> writes.move(pace.sliceMessages()), moving);
    }

    private boolean indexSome() {
        return perform(writes -> writes.index(pace.indexMessages()), indexing);
    }

    /** Not when the store is closed: what is in the inbox is safe, and the next process moves it. */
    private boolean moveTooMuch() {
        boolean well = true;
        while (well && backlog.bytes() > pace.backlogBytes() && !isClosing()) {
            well = moveSome();
        }
        return well;
    }

    /** Faster than messages come, but a little at a time: who writes is slowed down, and not stopped. */
    private boolean indexTooMuch(int written) {
        boolean well = true;
        for (long left = 2L * written; well && left > 0 && isUnindexedTooMuch() && !isClosing();) {
            well = indexSome();
            left -= pace.indexMessages();
        }
        return well;
    }

    private boolean isUnindexedTooMuch() {
        return session != null && session.unindexed() > pace.unindexedMessages();
    }

    private boolean isClosing() {
        synchronized (lock) {
            return closing;
        }
    }

    private void undo(Throwable cause) {
        if (session != null) {
            stale |= StoreFailure.endsConnection(cause);
            try {
                session.rollback();
            } catch (SQLException e) {
                // SQLite ends a transaction by itself when the disk is full, and the driver does not notice: the next
                // insert would be committed on its own.
                stale = true;
            }
        }
    }

    private void fail(List<Write<?>> writes, Throwable cause) {
        StoreException failure = StoreFailure.of(file, cause);
        lookForDamage(cause, failure);
        if (StoreFailure.isOfPlace(cause)) {
            failedAlone++;
        }
        if (!told) {
            told = true;
            watcher.writing(failure);
        }
        storing.failed(failure.getMessage(), cause);
        writes.forEach(write -> write.failed(failure));
    }

    private void lookForDamage(Throwable cause, StoreException failure) {
        if (StoreFailure.isDamage(cause)) {
            watcher.damaged(failure);
        }
    }

    private void works() {
        failedAlone = 0;
        if (told) {
            told = false;
            watcher.writing(null);
        }
        storing.worked();
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
