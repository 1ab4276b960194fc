// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.chatdock.api.customer.Customer;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.CustomerCache;
import org.osgi.service.log.Logger;

/**
 * Brings what the host calls its customers to the store, many at once, and back when there is a store. What the store
 * does not take goes along with the next: it costs no more than a name. Any thread.
 */
public final class CustomerKeeper {
    /** From the first name on: an inbox that is painted for the first time learns dozens. */
    static final long PAUSE_MILLIS = 2_000;

    private final DraftKeeper.Background background;
    private final Logger log;

    // Guarded by this.
    private final Map<ConversationId, Customer> unsaved = new HashMap<>();
    private CustomerCache cache;
    private boolean planned;

    public CustomerKeeper(DraftKeeper.Background background, Logger log) {
        this.background = background;
        this.log = log;
    }

    /** @param loaded gets what was kept, on the background thread; not told if it cannot be read */
    public void setCache(CustomerCache newCache, Consumer<Map<ConversationId, Customer>> loaded) {
        synchronized (this) {
            cache = newCache;
            plan();
        }
        background.run(0, () -> {
            try {
                loaded.accept(newCache.customers());
            } catch (RuntimeException e) {
                log.warn("The names of customers could not be read", e);
            }
        });
    }

    /** The cache is going: it gets what it lacks first. */
    public void unsetCache(CustomerCache gone) {
        boolean mine;
        synchronized (this) {
            mine = cache == gone;
        }
        if (mine) {
            flush();
        }
        synchronized (this) {
            // Another may have come in the meantime.
            cache = cache == gone ? null : cache;
        }
    }

    /** The host calls a customer so. */
    public synchronized void learned(ConversationId conversation, Customer customer) {
        unsaved.put(conversation, customer);
        plan();
    }

    /** Gives the cache what it has not got yet. */
    public void flush() {
        Map<ConversationId, Customer> now;
        CustomerCache to;
        synchronized (this) {
            planned = false;
            to = cache;
            if (to == null || unsaved.isEmpty()) {
                return;
            }
            now = Map.copyOf(unsaved);
            unsaved.clear();
        }
        to.putCustomers(now).whenComplete((done, failure) -> {
            if (failure != null) {
                log.warn("The names of {} customers could not be kept", Integer.valueOf(now.size()), failure);
                refused(now);
            }
        });
    }

    private synchronized void refused(Map<ConversationId, Customer> customers) {
        customers.forEach(unsaved::putIfAbsent);
    }

    /** Held: this. */
    private void plan() {
        if (!planned && cache != null && !unsaved.isEmpty()) {
            planned = true;
            background.run(PAUSE_MILLIS, this::flush);
        }
    }
}
