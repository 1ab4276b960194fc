// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.guest;

import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

import org.osgi.service.log.Logger;

/**
 * A contributed service behind a guard: whatever it throws ends here, as a value that stands for nothing. One that
 * fails again and again is left alone for a while. Any thread; strangers are called outside the lock.
 */
public final class Guest<S> {
    /** Failures until it is left alone. */
    static final int PATIENCE = 3;
    /** From here on a call on the UI thread is a failure: the agent has felt it. */
    static final long SLOW_NANOS = 500_000_000L;
    static final long FIRST_PAUSE_NANOS = 60_000_000_000L;
    static final long LONGEST_PAUSE_NANOS = 3_600_000_000_000L;

    private final Kind kind;
    private final S service;
    private final Origin origin;
    private final LongSupplier nanos;
    private final Logger log;

    private final Durations durations = new Durations();
    // Guarded by this.
    private long failures;
    private int strikes;
    private long pause;
    private boolean quarantined;
    private long until;
    private String lastError = "";

    Guest(Kind kind, S service, Origin origin, LongSupplier nanos, Logger log) {
        this.kind = kind;
        this.service = service;
        this.origin = origin;
        this.nanos = nanos;
        this.log = log;
    }

    S service() {
        return service;
    }

    Origin origin() {
        return origin;
    }

    /** A question of taste, asked often: guarded, but not counted as a call. */
    public <T> T ask(Function<? super S, ? extends T> question, T otherwise) {
        return guarded(question, otherwise, false);
    }

    /**
     * Has it do something.
     *
     * @return what it answered; {@code otherwise} if it failed
     */
    public <T> T call(Function<? super S, ? extends T> work, T otherwise) {
        return guarded(work, otherwise, true);
    }

    /**
     * Has it do something.
     *
     * @return whether it did not fail
     */
    public boolean run(Consumer<? super S> work) {
        return call(stranger -> {
            work.accept(stranger);
            return Boolean.TRUE;
        }, Boolean.FALSE).booleanValue();
    }

    /** Whether it may be called now. */
    public synchronized boolean available() {
        if (quarantined && nanos.getAsLong() - until >= 0) {
            quarantined = false;
            // One more failure is enough: it is on probation.
            strikes = PATIENCE - 1;
        }
        return !quarantined;
    }

    /** @return whether it was left alone until now */
    public synchronized boolean release() {
        boolean was = quarantined;
        quarantined = false;
        strikes = 0;
        pause = 0;
        return was;
    }

    GuestHealth health() {
        boolean alone = !available();
        synchronized (this) {
            return new GuestHealth(kind, origin.id(), name(), origin.bundle(), alone, durations.count(), failures,
                    durations.mean(), durations.p95(), lastError);
        }
    }

    private String name() {
        return service.getClass().getSimpleName();
    }

    private <T> T guarded(Function<? super S, ? extends T> work, T otherwise, boolean counts) {
        long begin = nanos.getAsLong();
        T result = otherwise;
        try {
            result = work.apply(service);
        } catch (Throwable e) { // a stranger's code: an error of linkage must not take the view down
            Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
            log.error("The {} {} of the bundle {} failed", kind, name(), origin.bundle(), cause);
            strike(cause.getClass().getSimpleName());
        }
        long took = nanos.getAsLong() - begin;
        if (counts) {
            durations.add(took);
        }
        if (took > SLOW_NANOS && kind != Kind.FILTER && !origin.own()) {
            log.warn("The {} {} of the bundle {} kept the window waiting for {} ms", kind, name(), origin.bundle(),
                    took / 1_000_000);
            strike("slow");
        }
        return result;
    }

    private synchronized void strike(String error) {
        failures++;
        lastError = error;
        if (++strikes >= PATIENCE && !quarantined) {
            quarantined = true;
            pause = pause == 0 ? FIRST_PAUSE_NANOS : Math.min(LONGEST_PAUSE_NANOS, 2 * pause);
            until = nanos.getAsLong() + pause;
            log.warn("The {} {} of the bundle {} is left alone for {} s: it has failed {} times", kind, name(),
                    origin.bundle(), pause / 1_000_000_000, failures);
        }
    }
}
