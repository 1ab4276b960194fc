// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Says when a reader has read all there is, just before it begins to wait for more, and when a write takes too long.
 * Everything else is as without it.
 */
final class WatchedEndPoint extends ForwardingEndPoint {
    private final Runnable dry;
    private final Runnable stuck;
    private final Scheduler scheduler;
    private final long writeTimeoutMillis;
    private final ReentrantLock reading = new ReentrantLock();

    /**
     * @param dry told by the thread that reads
     * @param stuck told by the scheduler's thread
     */
    WatchedEndPoint(EndPoint inner, Runnable dry, Runnable stuck, Scheduler scheduler, long writeTimeoutMillis) {
        super(inner);
        this.dry = dry;
        this.stuck = stuck;
        this.scheduler = scheduler;
        this.writeTimeoutMillis = writeTimeoutMillis;
    }

    /**
     * Has the connection read on the calling thread, when the one that read before has left. Jetty (12.0.31) forgets a
     * demand if another thread begins to meet it while the last reader is on its way out: {@code fillAndParse} means to
     * go round again then, but a {@code return} is under way already. The line would stand still until it is given up.
     */
    void read(Runnable connection) {
        reading.lock();
        try {
            connection.run();
        } finally {
            reading.unlock();
        }
    }

    /** What came with the answer to the upgrade is read in here. */
    @Override
    public void upgrade(Connection connection) {
        read(() -> super.upgrade(connection));
    }

    @Override
    public void fillInterested(Callback callback) {
        dry.run();
        super.fillInterested(new Callback.Nested(callback) {
            @Override
            public void succeeded() {
                read(super::succeeded);
            }
        });
    }

    @Override
    public void write(Callback callback, ByteBuffer... buffers) {
        Write write = new Write(callback);
        super.write(write, buffers);
        write.watch();
    }

    /** Nearly every write is done at once, and costs no timer. */
    private final class Write extends Callback.Nested {
        private volatile boolean done;
        private volatile Scheduler.Task timer;

        Write(Callback callback) {
            super(callback);
        }

        void watch() {
            if (!done) {
                timer = scheduler.schedule(this::expire, writeTimeoutMillis, TimeUnit.MILLISECONDS);
                if (done) {
                    timer.cancel();
                }
            }
        }

        private void expire() {
            if (!done) {
                stuck.run();
            }
        }

        private void finish() {
            done = true;
            Scheduler.Task running = timer;
            if (running != null) {
                running.cancel();
            }
        }

        @Override
        public void succeeded() {
            finish();
            super.succeeded();
        }

        @Override
        public void failed(Throwable cause) {
            finish();
            super.failed(cause);
        }
    }
}
