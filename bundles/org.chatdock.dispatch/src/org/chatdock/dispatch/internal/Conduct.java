// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

/**
 * Whether a handler may be called. Failures in a row put it into quarantine, for a while that doubles every time; after
 * that it is on trial: one failure puts it back, a success clears it. A call that has been given up and has not come
 * back keeps it from being called, so that it cannot use up all threads. Times are nanoseconds of one clock. Any
 * thread.
 */
final class Conduct {
    private final int mostFailures;
    private final long firstNanos;
    private final long capNanos;

    /** All fields are guarded by this; {@link #callable} is written under it and read without. */
    private volatile boolean callable = true;
    private boolean disabled;
    private boolean quarantined;
    private int failures;
    private long nextNanos;
    private long untilNanos;
    /** How many calls were given up and have not come back. */
    private int lost;

    /** @param mostFailures how many in a row are too many */
    Conduct(int mostFailures, long firstNanos, long capNanos) {
        this.mostFailures = mostFailures;
        this.firstNanos = firstNanos;
        this.capNanos = capNanos;
        nextNanos = firstNanos;
    }

    boolean isCallable() {
        return callable;
    }

    synchronized void succeeded() {
        failures = 0;
        nextNanos = firstNanos;
    }

    /** Returns for how many nanoseconds the handler goes into quarantine; 0 if it does not, or is there. */
    synchronized long failed(long now) {
        failures++;
        if (quarantined || failures < mostFailures) {
            return 0;
        }
        long nanos = nextNanos;
        quarantined = true;
        untilNanos = now + nanos;
        nextNanos = Math.min(capNanos, 2 * nanos);
        decide();
        return nanos;
    }

    /** A call is being given up. */
    synchronized void lost() {
        lost++;
        decide();
    }

    /** A call that was given up has come back. Returns whether the handler may be called again because of it. */
    synchronized boolean cameBack() {
        // Released by hand meanwhile: then it does not count any more.
        lost = Math.max(0, lost - 1);
        return decide();
    }

    /** Returns whether the handler may be called again. */
    synchronized boolean look(long now) {
        if (!quarantined || lost > 0 || now - untilNanos < 0) {
            return false;
        }
        quarantined = false;
        failures = mostFailures - 1;
        return decide();
    }

    /** By hand. Returns whether the handler was in quarantine. */
    synchronized boolean release() {
        boolean was = isQuarantined();
        quarantined = false;
        lost = 0;
        succeeded();
        decide();
        return was;
    }

    /** By hand. */
    synchronized void disable(boolean value) {
        disabled = value;
        decide();
    }

    synchronized boolean isDisabled() {
        return disabled;
    }

    synchronized boolean isQuarantined() {
        return quarantined || lost > 0;
    }

    /** Whether {@link #look} has something to wait for. */
    synchronized boolean isWaiting() {
        return quarantined;
    }

    /** Why it is in quarantine; empty if it is not. */
    synchronized String reason() {
        return lost > 0 ? "a call has not returned" : quarantined ? "failed " + failures + " times in a row" : "";
    }

    private boolean decide() {
        boolean before = callable;
        callable = !disabled && !quarantined && lost == 0;
        return callable && !before;
    }
}
