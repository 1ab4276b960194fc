// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import org.chatdock.connection.internal.engine.Ending;
import org.chatdock.connection.internal.line.SocketEvents;

/**
 * Keeps a socket's events one after the other, and the end last. An end that comes while something is being told waits
 * until that is done; nobody else waits, and no lock is held while something is told.
 */
final class Telling {
    private final SocketEvents events;
    /** Guarded by this. */
    private boolean busy;
    /** Guarded by this: nothing but the end may be told any more. */
    private boolean over;
    /** Guarded by this: not even an end. */
    private boolean muted;
    /** Guarded by this: what to tell when the teller is done. */
    private Ending waiting;

    Telling(SocketEvents events) {
        this.events = events;
    }

    /** Whether something may be told now; if so, {@link #finish} has to follow. One thread at a time. */
    synchronized boolean begin() {
        busy = !over;
        return busy;
    }

    void finish() {
        Ending ending;
        synchronized (this) {
            busy = false;
            ending = waiting;
            waiting = null;
        }
        if (ending != null) {
            events.ended(ending);
        }
    }

    /**
     * The first ending counts.
     *
     * @param release run before it is told: whoever is told may begin anew at once
     */
    void end(Ending ending, Runnable release) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        release.run();
        synchronized (this) {
            if (muted) {
                return;
            }
            if (busy) {
                waiting = ending;
                return;
            }
        }
        events.ended(ending);
    }

    /** Nothing more, not even an end. */
    synchronized void mute() {
        over = true;
        muted = true;
        waiting = null;
    }

    synchronized boolean isOver() {
        return over;
    }
}
