// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds the writer's thread, so that a test decides what queues up behind it. */
final class BlockedWriter implements AutoCloseable {
    /** Something to do with the writer's connection. */
    interface Work {
        void on(Connection connection) throws SQLException;
    }

    private final CountDownLatch release = new CountDownLatch(1);

    BlockedWriter(SqliteStore store) throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        store.submit(work(connection -> {
            reached.countDown();
            awaitRelease();
        }));
        if (!reached.await(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the writer did not come");
        }
    }

    private void awaitRelease() {
        try {
            release.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static Write<Void> work(Work work) {
        return new Write<>(session -> {
            work.on(session.connection());
            return null;
        });
    }

    @Override
    public void close() {
        release.countDown();
    }
}
