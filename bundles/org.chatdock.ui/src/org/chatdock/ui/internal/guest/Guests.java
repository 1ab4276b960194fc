// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.guest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

import org.osgi.service.log.Logger;

/** The contributions of one kind, in order. They come and go on any thread. */
public final class Guests<S> {
    private final Kind kind;
    private final LongSupplier nanos;
    private final Logger log;
    private final Runnable changed;
    /** Copied on change; guarded by this for writing. */
    private volatile List<Guest<S>> all = List.of();

    Guests(Kind kind, LongSupplier nanos, Logger log, Runnable changed) {
        this.kind = kind;
        this.nanos = nanos;
        this.log = log;
        this.changed = changed;
    }

    /** Adds a contribution, or gives one that is there its new place, and a fresh start. */
    public void put(S service, Origin origin) {
        synchronized (this) {
            List<Guest<S>> copy = new ArrayList<>(all);
            copy.removeIf(guest -> guest.service() == service);
            copy.add(new Guest<>(kind, service, origin, nanos, log));
            copy.sort(Comparator.comparing(Guest::origin, Origin.ORDER));
            all = List.copyOf(copy);
        }
        changed.run();
    }

    /** Adds what the views bring themselves, in this order. */
    public void putOwn(List<? extends S> services) {
        for (int i = 0; i < services.size(); i++) {
            put(services.get(i), Origin.own(i));
        }
    }

    /** Guards something that the views bring themselves and that is not one among the others. */
    public Guest<S> own(S service) {
        return new Guest<>(kind, service, Origin.own(0), nanos, log);
    }

    public void remove(S service) {
        synchronized (this) {
            all = all.stream().filter(guest -> guest.service() != service).toList();
        }
        changed.run();
    }

    /** @return whether there was such a one that was left alone until now */
    boolean release(long id) {
        for (Guest<S> guest : all) {
            if (guest.origin().id() == id && guest.release()) {
                changed.run();
                return true;
            }
        }
        return false;
    }

    /** Those that may be called now, in order. */
    public List<Guest<S>> available() {
        List<Guest<S>> now = all;
        for (Guest<S> guest : now) {
            if (!guest.available()) {
                return now.stream().filter(Guest::available).toList();
            }
        }
        return now;
    }

    /** How the strangers fare, in order; what the views bring themselves is left out. */
    List<GuestHealth> health() {
        return all.stream().filter(guest -> !guest.origin().own()).map(Guest::health).toList();
    }
}
