// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import org.chatdock.api.message.Message;

/**
 * One call of a handler that is under way. Its thread ends it; whoever watches may give it up before: then its thread
 * belongs to nobody, and what it brings back is not looked at.
 */
final class Call {
    private enum Phase {
        UNDER_WAY, ENDED, GIVEN_UP
    }

    private final BoundHandler handler;
    private final Message message;
    private final long startNanos;
    private final Thread thread = Thread.currentThread();

    /** Guarded by this. */
    private Phase phase = Phase.UNDER_WAY;
    /** Guarded by this: whether another thread works in the place of this one. */
    private boolean replaced;

    /** A call on the current thread. */
    Call(BoundHandler handler, Message message, long startNanos) {
        this.handler = handler;
        this.message = message;
        this.startNanos = startNanos;
    }

    BoundHandler handler() {
        return handler;
    }

    Message message() {
        return message;
    }

    long startNanos() {
        return startNanos;
    }

    Thread thread() {
        return thread;
    }

    /** Lets another thread work in the place of this one. Returns whether that is new. */
    synchronized boolean replace(Workers workers) {
        if (phase != Phase.UNDER_WAY || replaced || !workers.lend()) {
            return false;
        }
        replaced = true;
        return true;
    }

    /** Returns whether it was under way: then somebody else has to go on where it stands. Its thread is interrupted. */
    synchronized boolean giveUp(Workers workers) {
        if (phase != Phase.UNDER_WAY) {
            return false;
        }
        replace(workers);
        phase = Phase.GIVEN_UP;
        // Within the lock: the thread cannot have left the call.
        thread.interrupt();
        return true;
    }

    /** On its thread, after it. Returns whether its result counts. Leaves the thread without an interrupt. */
    boolean end(Workers workers) {
        boolean counts;
        boolean giveBack;
        synchronized (this) {
            counts = phase == Phase.UNDER_WAY;
            phase = counts ? Phase.ENDED : phase;
            giveBack = replaced;
        }
        // A handler may have been interrupted, or have interrupted; the next one starts clean.
        Thread.interrupted();
        if (giveBack) {
            workers.giveBack();
        }
        return counts;
    }
}
