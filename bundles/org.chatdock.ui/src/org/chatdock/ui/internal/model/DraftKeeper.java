// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.DraftStore;
import org.chatdock.api.store.StoredDraft;
import org.osgi.service.log.Logger;

/**
 * Brings drafts to the store soon after they have changed, and back when there is a store. What the store does not take
 * is offered again, so a disk that was full costs nothing once there is room. Any thread.
 */
public final class DraftKeeper {
    /** From the first change on: whoever types on and on is not to lose more than this. */
    static final long PAUSE_MILLIS = 500;
    static final long RETRY_MILLIS = 5_000;

    /** One thread that may wait for the disk. Drops what it is given once it closes: who closes it flushes. */
    public interface Background {
        void run(long delayMillis, Runnable task);
    }

    private final Background background;
    private final Logger log;

    // Guarded by this.
    private final Map<ConversationId, StoredDraft> unsaved = new LinkedHashMap<>();
    private DraftStore store;
    private boolean planned;

    public DraftKeeper(Background background, Logger log) {
        this.background = background;
        this.log = log;
    }

    /** @param loaded gets what was kept, on the background thread; not told if it cannot be read */
    public void setStore(DraftStore newStore, Consumer<Map<ConversationId, StoredDraft>> loaded) {
        synchronized (this) {
            store = newStore;
            if (!unsaved.isEmpty()) {
                plan(0);
            }
        }
        background.run(0, () -> {
            try {
                loaded.accept(newStore.drafts());
            } catch (RuntimeException e) {
                log.warn("The drafts could not be read", e);
            }
        });
    }

    /** The store is going: it gets what it lacks first. */
    public void unsetStore(DraftStore gone) {
        boolean mine;
        synchronized (this) {
            mine = store == gone;
        }
        if (mine) {
            flush();
        }
        synchronized (this) {
            // Another may have come in the meantime.
            store = store == gone ? null : store;
        }
    }

    /** A draft has changed; an empty one is to be forgotten. */
    public synchronized void changed(ConversationId conversation, StoredDraft draft) {
        unsaved.put(conversation, draft);
        // What has been sent must not come back after a crash.
        plan(draft.isEmpty() ? 0 : PAUSE_MILLIS);
    }

    /** Gives the store what it has not got yet. */
    public void flush() {
        Map<ConversationId, StoredDraft> now;
        DraftStore to;
        synchronized (this) {
            planned = false;
            to = store;
            if (to == null || unsaved.isEmpty()) {
                return;
            }
            now = new LinkedHashMap<>(unsaved);
            unsaved.clear();
        }
        now.forEach((conversation, draft) -> to.put(conversation, draft).whenComplete((done, failure) -> {
            if (failure != null) {
                refused(conversation, draft, failure);
            }
        }));
    }

    private synchronized void refused(ConversationId conversation, StoredDraft draft, Throwable failure) {
        log.warn("The draft for conversation {} could not be kept; trying again", conversation, failure);
        unsaved.putIfAbsent(conversation, draft);
        plan(RETRY_MILLIS);
    }

    /** Held: this. */
    private void plan(long millis) {
        if (millis == 0 || !planned) {
            planned = true;
            background.run(millis, this::flush);
        }
    }
}
