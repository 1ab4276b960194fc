// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** Counts the messages that have come in and are not done with; says when to stop reading and when to go on. */
final class InFlight {
    private final int most;
    private final BooleanSupplier crowded;
    private final AtomicInteger count = new AtomicInteger();
    /** The socket that waits, null if none does. */
    private final AtomicReference<Socket> waiting = new AtomicReference<>();

    /**
     * @param most at least 1
     * @param crowded whether reading has to stop for another reason; {@link #look} is called when that has ended
     */
    InFlight(int most, BooleanSupplier crowded) {
        this.most = most;
        this.crowded = crowded;
    }

    /** One more. Returns whether to read on; if not, the socket is resumed when there is room. */
    boolean enter(Socket socket) {
        count.incrementAndGet();
        if (hasRoom()) {
            return true;
        }
        waiting.set(socket);
        // There may have been room since, and nobody who saw the socket wait: then it goes on here.
        return hasRoom() && waiting.compareAndSet(socket, null);
    }

    /** One more that no socket waits for. */
    void enter() {
        count.incrementAndGet();
    }

    /** One less. */
    void leave() {
        count.decrementAndGet();
        look();
    }

    /** Resumes the socket that waits, if there is room. */
    void look() {
        if (waiting.get() != null && hasRoom()) {
            Socket resumed = waiting.getAndSet(null);
            if (resumed != null) {
                resumed.resume();
            }
        }
    }

    private boolean hasRoom() {
        return count.get() < most && !crowded.getAsBoolean();
    }

    int count() {
        return count.get();
    }
}
