// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The acknowledgements on their way out, first in, first out. What queues up while a write is under way leaves with the
 * next one, behind one flush. While the line is down they wait; they are few then, because nothing comes in.
 */
final class Outbox {
    private static final int BATCH = 1_000;

    /** Locks all fields. */
    private final Object lock = new Object();
    private final Deque<String> waiting = new ArrayDeque<>();
    private Socket socket;
    private boolean writing;

    void add(String text) {
        synchronized (lock) {
            waiting.add(text);
        }
        pump();
    }

    /** From now on texts leave by this socket. */
    void attach(Socket newSocket) {
        synchronized (lock) {
            socket = newSocket;
            writing = false;
        }
        pump();
    }

    void detach() {
        synchronized (lock) {
            socket = null;
        }
    }

    private void pump() {
        Socket target;
        List<String> batch;
        synchronized (lock) {
            if (socket == null || writing || waiting.isEmpty()) {
                return;
            }
            target = socket;
            writing = true;
            batch = new ArrayList<>(Math.min(waiting.size(), BATCH));
            while (batch.size() < BATCH && !waiting.isEmpty()) {
                batch.add(waiting.poll());
            }
        }
        target.write(batch, sent -> written(target, batch, sent));
    }

    private void written(Socket by, List<String> batch, boolean sent) {
        synchronized (lock) {
            if (!sent) {
                // The peer may have some of them; an acknowledgement twice does no harm, one too few does.
                for (int i = batch.size() - 1; i >= 0; i--) {
                    waiting.addFirst(batch.get(i));
                }
            }
            if (by == socket) {
                writing = !sent;
            }
        }
        pump();
    }
}
