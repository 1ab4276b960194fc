// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.chatdock.api.dispatch.LateAcknowledger;
import org.chatdock.api.dispatch.QuarantinedMessage;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.StoreException;
import org.chatdock.api.store.StoredMessage;
import org.osgi.service.log.Logger;

/**
 * Offers what was kept because nobody understood it to handlers that come later: in the order of arrival, a few at a
 * time, each on the lane of its conversation. Any thread.
 */
final class Offers {
    private static final int STEP = 64;

    private final Executor workers;
    private final Consumer<Errand> lanes;
    private final Logger logger;

    /** Null while there is none. */
    private volatile ConversationStore store;
    private volatile LateAcknowledger line;

    /** Guarded by this: for whom the next round is. */
    private Set<BoundHandler> wanted = new HashSet<>();
    /** Guarded by this: a round is under way. */
    private boolean running;

    Offers(Executor workers, Consumer<Errand> lanes, Logger logger) {
        this.workers = workers;
        this.lanes = lanes;
        this.logger = logger;
    }

    /** What was asked for before is done now. */
    void store(ConversationStore newStore) {
        store = newStore;
        request(List.of());
    }

    /** Without effect if another has come meanwhile. */
    void storeGone(ConversationStore gone) {
        if (store == gone) {
            store = null;
        }
    }

    void line(LateAcknowledger newLine) {
        line = newLine;
    }

    /** As {@link #storeGone}. */
    void lineGone(LateAcknowledger gone) {
        if (gone.equals(line)) {
            line = null;
        }
    }

    /** Offers all that is kept to these handlers, soon. */
    void request(Collection<BoundHandler> handlers) {
        synchronized (this) {
            handlers.stream().filter(handler -> !handler.fallback()).forEach(wanted::add);
            if (running || store == null || wanted.isEmpty()) {
                return;
            }
            running = true;
        }
        workers.execute(this::nextRound);
    }

    /** Gives a message to one handler once more. */
    void retry(QuarantinedMessage message) {
        ConversationStore from = store;
        if (from != null) {
            lanes.accept(new StoredErrand(from, line, message.message(), message.conversation(), message.handler(),
                    () -> { }));
        }
    }

    private void nextRound() {
        Set<BoundHandler> handlers;
        synchronized (this) {
            running = store != null && !wanted.isEmpty();
            if (!running) {
                return;
            }
            handlers = wanted;
            wanted = new HashSet<>();
        }
        step(handlers, 0);
    }

    private void step(Set<BoundHandler> handlers, long after) {
        ConversationStore from = store;
        List<StoredMessage> page = from == null ? List.of() : page(from, after);
        if (page.isEmpty()) {
            nextRound();
            return;
        }
        List<StoredMessage> matching = new ArrayList<>();
        for (StoredMessage stored : page) {
            MessageFields fields = new MessageFields(stored.message());
            if (handlers.stream().anyMatch(handler -> handler.matching().accepts(stored.message(), fields))) {
                matching.add(stored);
            }
        }
        long last = page.get(page.size() - 1).arrival();
        // One more than there are, so that the next step does not begin before all are on their way.
        AtomicInteger left = new AtomicInteger(matching.size() + 1);
        Runnable done = () -> {
            if (left.decrementAndGet() == 0) {
                workers.execute(() -> step(handlers, last));
            }
        };
        matching.forEach(stored -> lanes.accept(new StoredErrand(from, line, stored.message().id(),
                stored.message().conversation(), null, done)));
        done.run();
    }

    private List<StoredMessage> page(ConversationStore from, long after) {
        try {
            return from.unknown(after, STEP);
        } catch (StoreException e) {
            logger.error("The messages of unknown type could not be read, and are not offered now", e);
            return List.of();
        }
    }
}
