// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.chatdock.api.message.MessageId;

/**
 * What a conversation's handlers have promised and not yet kept, in order. Stages complete when they like, on any
 * thread; acknowledgements leave in the order of the promises, so nothing rests on the order of callbacks.
 */
final class Settlement {
    /** Guarded by this. */
    private final Deque<Promise> promises = new ArrayDeque<>();
    /** Guarded by this: a thread is settling; it takes along what others complete meanwhile. */
    private boolean settling;
    private final Runnable whenEmpty;
    private final Consumer<Throwable> whenThrown;

    /**
     * @param whenEmpty run whenever no promise is left, on the thread that kept the last one
     * @param whenThrown told what a receiver has thrown; the others are told all the same
     */
    Settlement(Runnable whenEmpty, Consumer<Throwable> whenThrown) {
        this.whenEmpty = whenEmpty;
        this.whenThrown = whenThrown;
    }

    /** A promise that has no turn yet: it may be kept before it gets one. */
    Promise promise() {
        return new Promise();
    }

    /**
     * Gives a promise its turn, after all others.
     *
     * @param message whose promise it is
     * @param nanos when it was made
     * @param then told once, in its turn, how it ended: null if well
     */
    void expect(Promise promise, MessageId message, long nanos, Consumer<Throwable> then) {
        synchronized (this) {
            promise.message = message;
            promise.nanos = nanos;
            promise.then = then;
            promises.add(promise);
            if (!promise.kept || settling) {
                return;
            }
            settling = true;
        }
        settle();
    }

    /** Runs the action when all promises up to now are kept or broken. */
    void afterwards(MessageId message, long nanos, Runnable action) {
        Promise end = new Promise();
        end.kept = true;
        expect(end, message, nanos, failure -> action.run());
    }

    /** @param failure null if it ended well. Only the first end of a promise counts. */
    void keep(Promise promise, Throwable failure) {
        synchronized (this) {
            if (promise.kept) {
                return;
            }
            promise.kept = true;
            promise.failure = failure;
            if (settling || promise.then == null) {
                return;
            }
            settling = true;
        }
        settle();
    }

    /** Breaks the promises that have not been kept within the limit. */
    void look(long now, long limitNanos) {
        Promise first;
        // The first is the oldest: those after it have their time as well.
        while ((first = firstOlderThan(now, limitNanos)) != null) {
            keep(first, new TimeoutException());
        }
    }

    private synchronized Promise firstOlderThan(long now, long limitNanos) {
        Promise first = promises.peek();
        return first != null && !first.kept && now - first.nanos >= limitNanos ? first : null;
    }

    synchronized boolean isEmpty() {
        return promises.isEmpty() && !settling;
    }

    /** Whether a promise for this message is open. */
    synchronized boolean concerns(MessageId message) {
        return promises.stream().anyMatch(promise -> promise.message.equals(message));
    }

    private void settle() {
        Promise first;
        while ((first = nextKept()) != null) {
            try {
                first.then.accept(first.failure);
            } catch (RuntimeException | LinkageError e) {
                whenThrown.accept(e);
            }
        }
        if (isEmpty()) {
            whenEmpty.run();
        }
    }

    private synchronized Promise nextKept() {
        Promise first = promises.peek();
        if (first == null || !first.kept) {
            settling = false;
            return null;
        }
        return promises.poll();
    }

    /** Fields guarded by the settlement. */
    static final class Promise {
        private MessageId message;
        private long nanos;
        /** Null until it has its turn. */
        private Consumer<Throwable> then;
        private boolean kept;
        private Throwable failure;

        private Promise() {
        }
    }
}
