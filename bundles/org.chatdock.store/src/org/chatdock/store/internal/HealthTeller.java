// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.util.ArrayList;
import java.util.List;

import org.chatdock.api.store.StoreHealthListener;
import org.chatdock.api.store.StoreStatus;
import org.osgi.service.log.Logger;

/** Tells who wants to know how the store is, on an agenda of its own: an opening may take long. Any thread. */
final class HealthTeller {
    private final Agenda agenda;
    private final Logger logger;
    /** Guarded by this. */
    private final List<StoreHealthListener> listeners = new ArrayList<>();
    /** Guarded by this. */
    private StoreStatus status;

    HealthTeller(Agenda agenda, StoreStatus status, Logger logger) {
        this.agenda = agenda;
        this.status = status;
        this.logger = logger;
    }

    synchronized StoreStatus status() {
        return status;
    }

    /** Told if it is another one than before. In the order of calls. */
    synchronized void tell(StoreStatus newStatus) {
        if (!newStatus.equals(status)) {
            status = newStatus;
            listeners.forEach(listener -> agenda.execute(() -> tell(listener, newStatus)));
        }
    }

    synchronized void add(StoreHealthListener listener) {
        listeners.add(listener);
        StoreStatus present = status;
        agenda.execute(() -> tell(listener, present));
    }

    synchronized void remove(StoreHealthListener listener) {
        listeners.remove(listener);
    }

    private synchronized boolean isThere(StoreHealthListener listener) {
        return listeners.contains(listener);
    }

    private void tell(StoreHealthListener listener, StoreStatus what) {
        if (isThere(listener)) {
            try {
                listener.storeStatusChanged(what);
            } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
                logger.error("A listener of the message store's health failed: {}", listener.getClass().getName(), e);
            }
        }
    }

    void close(long millis) {
        agenda.close(millis);
    }
}
