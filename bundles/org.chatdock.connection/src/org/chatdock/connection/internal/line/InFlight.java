// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

/** Counts the messages that have come in and are not done with; says when to stop reading and when to go on. */
final class InFlight {
    private final int most;

    /** Guarded by this. */
    private int count;
    /** Guarded by this: the socket that waits, if one does. */
    private Socket waiting;

    InFlight(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("maxInFlight is " + most + "; write at least 1.");
        }
        this.most = most;
    }

    /** One more. Returns whether to read on; if not, the socket is resumed when there is room. */
    synchronized boolean enter(Socket socket) {
        count++;
        if (count < most) {
            return true;
        }
        waiting = socket;
        return false;
    }

    /** One less. */
    void leave() {
        Socket resumed = null;
        synchronized (this) {
            count--;
            if (count < most) {
                resumed = waiting;
                waiting = null;
            }
        }
        if (resumed != null) {
            resumed.resume();
        }
    }
}
