// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

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

    @Override
    public void fillInterested(Callback callback) {
        dry.run();
        super.fillInterested(callback);
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
