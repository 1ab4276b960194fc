// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.core.WebSocketConnection;

/** Jetty's threads. What a connection is to read goes through its {@link WatchedEndPoint#read}, which says why. */
final class ReadingThreads extends QueuedThreadPool {
    ReadingThreads(int most, int least) {
        super(most, least);
    }

    @Override
    public void execute(Runnable task) {
        if (task instanceof WebSocketConnection connection
                && connection.getEndPoint() instanceof WatchedEndPoint endPoint) {
            super.execute(() -> endPoint.read(connection));
        } else {
            super.execute(task);
        }
    }
}
