// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.chatdock.api.dispatch.Delivery;

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

    /** @param then told once, in its turn, how the stage ended: null if well */
    void expect(CompletionStage<?> stage, Consumer<Throwable> then) {
        Promise promise = new Promise(then);
        synchronized (this) {
            promises.add(promise);
        }
        stage.whenComplete((value, failure) -> keep(promise, failure));
    }

    /** All promises of this delivery are made. */
    void finish(Delivery delivery) {
        Promise end = new Promise(failure -> delivery.done());
        synchronized (this) {
            promises.add(end);
        }
        keep(end, null);
    }

    synchronized boolean isEmpty() {
        return promises.isEmpty();
    }

    private void keep(Promise promise, Throwable failure) {
        synchronized (this) {
            promise.kept = true;
            promise.failure = failure;
            if (settling) {
                return;
            }
            settling = true;
        }
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
    private static final class Promise {
        private final Consumer<Throwable> then;
        private boolean kept;
        private Throwable failure;

        Promise(Consumer<Throwable> then) {
            this.then = then;
        }
    }
}
