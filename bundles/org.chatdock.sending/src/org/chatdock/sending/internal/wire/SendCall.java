// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.wire;

import java.util.concurrent.Executor;

import org.chatdock.api.connection.Credentials;
import org.chatdock.api.sending.ClientId;

/** One HTTP request and its answer. Any thread; never waits, never repeats a request by itself. */
public interface SendCall extends Executor, AutoCloseable {
    /**
     * The service's answer.
     *
     * @param status the HTTP status, final
     * @param retryAfter the header {@code Retry-After}, empty if there is none
     * @param text the body
     */
    record Reply(int status, String retryAfter, String text) {
    }

    /** Is told how a call went, once, on a thread of the call's. */
    interface Progress {
        /** The service answered. */
        void answered(Reply reply);

        /** The service was not reached, and the request did not leave. */
        void notReached(Throwable cause);

        /** The request may have left, and no answer came. */
        void lost(Throwable cause);
    }

    /** Whether these credentials can travel the configured way. */
    boolean canCarry(Credentials credentials);

    /**
     * Sends.
     *
     * @param body JSON in UTF-8
     * @param id ours, for services that take a key with each request
     */
    void send(byte[] body, ClientId id, Credentials credentials, Progress progress);

    /**
     * Runs something on the call's own threads.
     *
     * @throws java.util.concurrent.RejectedExecutionException if it is closed
     */
    @Override
    void execute(Runnable task);

    /** Ends within 2.5 seconds; calls that run end as lost or not reached. */
    @Override
    void close();
}
