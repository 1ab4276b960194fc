// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Says when a reader has read all there is, just before it begins to wait for more, and when a write takes too long.
 * Everything else is as without it.
 */
final class WatchedEndPoint implements EndPoint, EndPoint.Wrapper {
    private final EndPoint inner;
    private final Runnable dry;
    private final Runnable stuck;
    private final Scheduler scheduler;
    private final long writeTimeoutMillis;

    /**
     * @param dry told by the thread that reads
     * @param stuck told by the scheduler's thread
     */
    WatchedEndPoint(EndPoint inner, Runnable dry, Runnable stuck, Scheduler scheduler, long writeTimeoutMillis) {
        this.inner = inner;
        this.dry = dry;
        this.stuck = stuck;
        this.scheduler = scheduler;
        this.writeTimeoutMillis = writeTimeoutMillis;
    }

    @Override
    public void fillInterested(Callback callback) {
        dry.run();
        inner.fillInterested(callback);
    }

    @Override
    public boolean tryFillInterested(Callback callback) {
        return inner.tryFillInterested(callback);
    }

    @Override
    public boolean isFillInterested() {
        return inner.isFillInterested();
    }

    @Override
    public EndPoint unwrap() {
        return inner;
    }

    @Override
    @Deprecated
    public InetSocketAddress getLocalAddress() {
        return inner.getLocalAddress();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return inner.getLocalSocketAddress();
    }

    @Override
    @Deprecated
    public InetSocketAddress getRemoteAddress() {
        return inner.getRemoteAddress();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return inner.getRemoteSocketAddress();
    }

    @Override
    public boolean isOpen() {
        return inner.isOpen();
    }

    @Override
    public long getCreatedTimeStamp() {
        return inner.getCreatedTimeStamp();
    }

    @Override
    public void shutdownOutput() {
        inner.shutdownOutput();
    }

    @Override
    public boolean isOutputShutdown() {
        return inner.isOutputShutdown();
    }

    @Override
    public boolean isInputShutdown() {
        return inner.isInputShutdown();
    }

    @Override
    public void close() {
        inner.close();
    }

    @Override
    public void close(Throwable cause) {
        inner.close(cause);
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        return inner.fill(buffer);
    }

    @Override
    public boolean flush(ByteBuffer... buffers) throws IOException {
        return inner.flush(buffers);
    }

    @Override
    public Object getTransport() {
        return inner.getTransport();
    }

    @Override
    public long getIdleTimeout() {
        return inner.getIdleTimeout();
    }

    @Override
    public void setIdleTimeout(long idleTimeout) {
        inner.setIdleTimeout(idleTimeout);
    }

    @Override
    public void write(Callback callback, ByteBuffer... buffers) {
        Write write = new Write(callback);
        inner.write(write, buffers);
        write.watch();
    }

    @Override
    public Connection getConnection() {
        return inner.getConnection();
    }

    @Override
    public void setConnection(Connection connection) {
        inner.setConnection(connection);
    }

    @Override
    public void onOpen() {
        inner.onOpen();
    }

    @Override
    public void onClose(Throwable cause) {
        inner.onClose(cause);
    }

    @Override
    public void upgrade(Connection connection) {
        inner.upgrade(connection);
    }

    @Override
    public SslSessionData getSslSessionData() {
        return inner.getSslSessionData();
    }

    @Override
    public boolean isSecure() {
        return inner.isSecure();
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
