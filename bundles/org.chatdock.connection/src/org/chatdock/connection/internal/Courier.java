// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.chatdock.api.connection.ConnectionListener;
import org.chatdock.api.connection.ConnectionStatus;
import org.osgi.service.log.Logger;

/** Tells the listeners, one change after the other, on a thread that is not the line's. Any thread. */
final class Courier {
    private final List<ConnectionListener> listeners = new CopyOnWriteArrayList<>();
    private final Executor thread;
    private final Logger logger;

    /** @param thread runs one task after the other */
    Courier(Executor thread, Logger logger) {
        this.thread = thread;
        this.logger = logger;
    }

    void add(ConnectionListener listener) {
        listeners.add(listener);
    }

    void remove(ConnectionListener listener) {
        listeners.remove(listener);
    }

    void tell(ConnectionStatus status) {
        try {
            thread.execute(() -> listeners.forEach(listener -> tell(listener, status)));
        } catch (RejectedExecutionException e) {
            // The room closes, and so do its listeners.
        }
    }

    private void tell(ConnectionListener listener, ConnectionStatus status) {
        try {
            listener.connectionChanged(status);
        } catch (RuntimeException | LinkageError e) {
            logger.error("The connection listener {} failed", listener.getClass().getName(), e);
        }
    }
}
