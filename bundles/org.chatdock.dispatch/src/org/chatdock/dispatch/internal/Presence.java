// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Whether a handler's service is there. After it has gone no call begins. Any thread. */
final class Presence {
    /** Guarded by this: the calls that are under way. */
    private final List<Call> calls = new ArrayList<>(1);
    /** Guarded by this. */
    private boolean gone;

    /** Returns whether the call may begin; {@link #leave} it then. */
    synchronized boolean enter(Call call) {
        return !gone && calls.add(call);
    }

    /** Without effect a second time. */
    synchronized void leave(Call call) {
        calls.remove(call);
        if (gone) {
            notifyAll();
        }
    }

    /**
     * The service goes. Waits for the calls that are under way, but not longer than the time given, and not for those
     * of the current thread: a handler may stop its own bundle.
     */
    synchronized void go(long millis) {
        gone = true;
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try {
            for (long left = millis; left > 0 && calls.stream().anyMatch(Presence::isElsewhere);) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isElsewhere(Call call) {
        return call.thread() != Thread.currentThread();
    }
}
