// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.chatdock.api.store.StoreException;
import org.osgi.service.log.Logger;

/** A few connections that read, opened when needed. A reader waits for other readers at most, never for the writer. */
final class Readers {
    /** A query on a session. */
    interface Query<T> {
        T on(ReadSession session) throws SQLException;
    }

    private static final int CONNECTIONS = 4;

    private final Database database;
    private final Formats formats;
    private final Backlog backlog;
    private final StoreWatcher watcher;
    private final Logger logger;
    private final Semaphore free = new Semaphore(CONNECTIONS);

    private final Object lock = new Object();
    /** Guarded by {@link #lock}. */
    private final Deque<ReadSession> idle = new ArrayDeque<>();
    /** Guarded by {@link #lock}. */
    private boolean closed;

    Readers(Database database, Formats formats, Backlog backlog, StoreWatcher watcher, Logger logger) {
        this.database = database;
        this.formats = formats;
        this.backlog = backlog;
        this.watcher = watcher;
        this.logger = logger;
    }

    /** Any thread. @throws org.chatdock.api.store.StoreException if it cannot be read, or is closed */
    <T> T read(Query<T> query) {
        free.acquireUninterruptibly();
        try {
            return readHere(query);
        } catch (SQLException e) {
            StoreException failure = StoreFailure.of(database.file(), e);
            if (StoreFailure.isDamage(e)) {
                watcher.damaged(failure);
            }
            throw failure;
        } finally {
            free.release();
        }
    }

    private <T> T readHere(Query<T> query) throws SQLException {
        ReadSession session = take();
        boolean well = false;
        try {
            T answer = query.on(session);
            session.end();
            well = true;
            return answer;
        } finally {
            giveBack(session, well);
        }
    }

    private ReadSession take() throws SQLException {
        synchronized (lock) {
            if (closed) {
                throw StoreFailure.closed();
            }
            ReadSession session = idle.poll();
            if (session != null) {
                return session;
            }
        }
        return new ReadSession(database, formats, backlog);
    }

    /** A session that failed is not used again. */
    private void giveBack(ReadSession session, boolean well) {
        synchronized (lock) {
            if (well && !closed) {
                idle.push(session);
                return;
            }
        }
        close(session);
    }

    private void close(ReadSession session) {
        try {
            session.close();
        } catch (SQLException e) {
            logger.warn("A reading connection of the message store did not close well: {}", e.getMessage());
        }
    }

    /** Waits for the queries that run, but not longer than the time given; later ones fail. */
    void close(long millis) {
        synchronized (lock) {
            closed = true;
        }
        try {
            if (free.tryAcquire(CONNECTIONS, millis, TimeUnit.MILLISECONDS)) {
                free.release(CONNECTIONS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (lock) {
            idle.forEach(this::close);
            idle.clear();
        }
    }
}
