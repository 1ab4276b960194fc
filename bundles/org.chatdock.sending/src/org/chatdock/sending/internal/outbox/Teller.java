// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.OutboxListener;
import org.chatdock.api.sending.SendHealth;
import org.osgi.service.log.Logger;

/** Tells the listeners, one call at a time, never under a lock. What changes meanwhile is told as one. Any thread. */
final class Teller {
    private final List<OutboxListener> listeners;
    private final Executor thread;
    private final Logger logger;

    private final Object lock = new Object();
    /** Guarded by {@link #lock}. */
    private Set<ConversationId> changed = new HashSet<>();
    /** Nobody is told any more. */
    private volatile boolean closed;

    /** @param thread runs one task after the other */
    Teller(List<OutboxListener> listeners, Executor thread, Logger logger) {
        this.listeners = listeners;
        this.thread = thread;
        this.logger = logger;
    }

    void changed(ConversationId conversation) {
        synchronized (lock) {
            changed.add(conversation);
            if (changed.size() > 1) {
                return;
            }
        }
        thread.execute(this::tell);
    }

    private void tell() {
        Set<ConversationId> now;
        synchronized (lock) {
            now = Set.copyOf(changed);
            changed = new HashSet<>();
        }
        each(listener -> listener.outboxChanged(now));
    }

    void health(SendHealth health) {
        thread.execute(() -> each(listener -> listener.sendHealthChanged(health)));
    }

    private void each(Consumer<OutboxListener> told) {
        for (OutboxListener listener : listeners) {
            if (closed) {
                return;
            }
            try {
                told.accept(listener);
            } catch (Exception | LinkageError e) {
                logger.error("The outbox listener {} failed.", listener.getClass().getName(), e);
            }
        }
    }

    void close() {
        closed = true;
    }
}
