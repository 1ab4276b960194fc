// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.chatdock.api.store.StoredMessage;
import org.chatdock.ui.api.MessageRenderer;
import org.osgi.service.log.Logger;

/**
 * Knows the renderers and finds the one for a message. A renderer that fails three times is not asked again. UI thread,
 * but for {@link #add} and {@link #remove}.
 */
public final class Renderers {
    private static final int PATIENCE = 3;

    private record Entry(MessageRenderer renderer, int ranking, long id) {
    }

    private final MessageRenderer fallback;
    private final Logger log;
    /** Copied on change; guarded by this for writing. */
    private volatile List<Entry> entries = List.of();
    private final Map<MessageRenderer, Integer> failures = new HashMap<>();

    public Renderers(List<MessageRenderer> builtIn, MessageRenderer fallback, Logger log) {
        this.fallback = fallback;
        this.log = log;
        // Ids from the far end: a guest of equal score and ranking comes first.
        long id = Long.MAX_VALUE - builtIn.size();
        for (MessageRenderer renderer : builtIn) {
            add(renderer, 0, id++);
        }
    }

    public synchronized void add(MessageRenderer renderer, int ranking, long id) {
        List<Entry> copy = new ArrayList<>(entries);
        copy.add(new Entry(renderer, ranking, id));
        copy.sort(Comparator.comparingInt(Entry::ranking).reversed().thenComparingLong(Entry::id));
        entries = List.copyOf(copy);
    }

    public synchronized void remove(MessageRenderer renderer) {
        entries = entries.stream().filter(entry -> entry.renderer() != renderer).toList();
        synchronized (failures) {
            failures.remove(renderer);
        }
    }

    MessageRenderer fallback() {
        return fallback;
    }

    MessageRenderer choose(StoredMessage stored) {
        MessageRenderer best = fallback;
        int bestScore = 0;
        for (Entry entry : entries) {
            int score = score(entry.renderer(), stored);
            if (score > bestScore) {
                best = entry.renderer();
                bestScore = score;
            }
        }
        return best;
    }

    /** Notes that a renderer threw; says so in the log each time, which is at most three times. */
    void failed(MessageRenderer renderer, StoredMessage stored, Throwable failure) {
        int count;
        synchronized (failures) {
            count = failures.merge(renderer, 1, Integer::sum);
        }
        log.error("The renderer {} failed on {}", renderer.getClass().getName(), stored.message(), failure);
        if (count == PATIENCE) {
            log.error("The renderer {} is not asked again", renderer.getClass().getName());
        }
    }

    private int score(MessageRenderer renderer, StoredMessage stored) {
        synchronized (failures) {
            if (failures.getOrDefault(renderer, 0) >= PATIENCE) {
                return 0;
            }
        }
        try {
            return renderer.score(stored);
        } catch (Exception | LinkageError e) {
            failed(renderer, stored, e);
            return 0;
        }
    }
}
