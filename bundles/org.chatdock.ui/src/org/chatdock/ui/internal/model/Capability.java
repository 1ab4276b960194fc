// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

import org.osgi.service.log.Logger;

/** A service that may be there or not, of whoever has it. What it throws is logged and counts as no answer. Any thread. */
public final class Capability<S> {
    private final AtomicReference<S> service = new AtomicReference<>();
    private final Class<S> type;
    private final Logger log;

    public Capability(Class<S> type, Logger log) {
        this.type = type;
        this.log = log;
    }

    public void set(S newService) {
        service.set(newService);
    }

    /** @return whether it was the one that is used */
    public boolean unset(S gone) {
        return service.compareAndSet(gone, null);
    }

    public boolean isThere() {
        return service.get() != null;
    }

    /** @return the fallback if there is no service, or it fails, or it answers null */
    public <R> R ask(Function<S, R> question, R fallback) {
        S now = service.get();
        if (now == null) {
            return fallback;
        }
        try {
            R answer = question.apply(now);
            return answer == null ? fallback : answer;
        } catch (RuntimeException | LinkageError e) {
            // Its words might quote a message.
            log.error("{} failed: {}", type.getSimpleName(), e.getClass().getName());
            return fallback;
        }
    }

    public void tell(Consumer<S> words) {
        ask(current -> {
            words.accept(current);
            return Boolean.TRUE;
        }, Boolean.FALSE);
    }
}
