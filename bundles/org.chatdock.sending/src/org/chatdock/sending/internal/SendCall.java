// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal;

import java.util.concurrent.Executor;

import org.chatdock.api.connection.Credentials;

/** One HTTP request and its answer. Any thread; never waits, never repeats a request by itself. */
public interface SendCall extends Executor, AutoCloseable {
    /** Is told how a call goes, on a thread of the call's. */
    interface Progress {
        /** From now on the request may have left. */
        void leaves();

        /** The service answered, with this status and text. The end. */
        void answered(int status, String text);

        /** The service was not reached, and the request did not leave. The end. */
        void notReached(Throwable cause);

        /** The request may have left, and no answer came. The end. */
        void lost(Throwable cause);
    }

    /** Whether these credentials can travel the configured way. */
    boolean canCarry(Credentials credentials);

    /** Sends. {@code body}: JSON in UTF-8. */
    void send(byte[] body, Credentials credentials, Progress progress);

    /** Runs something on the call's own threads. */
    @Override
    void execute(Runnable task);

    /**
     * Runs something on the call's own threads after a while.
     *
     * @return cancels it; the JVM's own timer would keep this bundle's classes for ever
     */
    Runnable after(long millis, Runnable task);

    /** Ends within 3 seconds; calls that run end as lost or not reached. */
    @Override
    void close();
}
