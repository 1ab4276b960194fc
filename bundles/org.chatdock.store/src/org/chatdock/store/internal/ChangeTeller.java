// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.chatdock.api.store.StoreChange;
import org.chatdock.api.store.StoreListener;
import org.osgi.service.log.Logger;

/** The thread that tells the listeners. What is committed while they are busy is told as one change. */
final class ChangeTeller {
    /** Safe on any thread. */
    private final List<StoreListener> listeners;
    private final Logger logger;
    private final Thread thread;

    private final Object lock = new Object();
    /** Guarded by {@link #lock}. */
    private StoreChanges pending = new StoreChanges();
    /** Guarded by {@link #lock}. */
    private boolean closing;

    /** {@code listeners}: changed by others, on any thread. */
    ChangeTeller(List<StoreListener> listeners, Logger logger) {
        this.listeners = listeners;
        this.logger = logger;
        thread = new Thread(this::run, "chatdock-store-listeners");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Returns at once. To be called in the order of commits. */
    void tell(StoreChanges changes) {
        if (changes.isEmpty() || listeners.isEmpty()) {
            return;
        }
        synchronized (lock) {
            pending.add(changes);
            lock.notifyAll();
        }
    }

    private void run() {
        for (StoreChanges changes = next(); !changes.isEmpty(); changes = next()) {
            StoreChange change = changes.toChange();
            listeners.forEach(listener -> tell(listener, change));
        }
    }

    /** Waits for changes. Empty: closed, and all is told. */
    private StoreChanges next() {
        synchronized (lock) {
            while (pending.isEmpty() && !closing) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    // A listener may have left it behind; this thread ends by close().
                }
            }
            StoreChanges taken = pending;
            pending = new StoreChanges();
            return taken;
        }
    }

    private void tell(StoreListener listener, StoreChange change) {
        try {
            listener.storeChanged(change);
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            logger.error("A listener of the message store failed: {}", listener.getClass().getName(), e);
        }
    }

    /** Tells what is left, and ends; does not wait longer than the time given for a listener. Any thread. */
    void close(long millis) {
        synchronized (lock) {
            closing = true;
            lock.notifyAll();
        }
        if (Thread.currentThread() != thread) {
            try {
                TimeUnit.MILLISECONDS.timedJoin(thread, millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
