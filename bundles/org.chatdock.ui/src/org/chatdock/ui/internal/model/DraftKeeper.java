// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.DraftStore;
import org.chatdock.api.store.StoredDraft;
import org.osgi.service.log.Logger;

/**
 * Brings drafts to the store soon after they have changed, and back when there is a store. What the store does not take
 * is offered again, so a disk that was full costs nothing once there is room. Any thread.
 *
 * <p>The outbox writes the rest of a draft itself, in the transaction that takes the message. The store takes writes in
 * the order of calls, so no older draft may be handed over after that: {@link #hold} sees to it.
 */
public final class DraftKeeper {
    /** From the first change on: whoever types on and on is not to lose more than this. */
    static final long PAUSE_MILLIS = 500;
    static final long RETRY_MILLIS = 5_000;

    /** One thread that may wait for the disk. Drops what it is given once it closes: who closes it flushes. */
    public interface Background {
        void run(long delayMillis, Runnable task);
    }

    /** A draft on its way to the store; {@code round} counts how often its conversation was held before. */
    private record Handing(ConversationId conversation, StoredDraft draft, int round) {
    }

    private final Background background;
    private final Logger log;

    // Guarded by this.
    private final Map<ConversationId, StoredDraft> unsaved = new LinkedHashMap<>();
    /** Of these nothing is handed over. */
    private final Set<ConversationId> held = new HashSet<>();
    private final Map<ConversationId, Integer> rounds = new HashMap<>();
    /** Threads that have taken drafts out and not called the store yet. */
    private int handing;
    private List<Runnable> afterHanding = new ArrayList<>();
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
        // What has been thrown away must not come back after a crash.
        plan(draft.isEmpty() ? 0 : PAUSE_MILLIS);
    }

    /** A draft has changed, and what it says now is nowhere else. */
    public synchronized void changedAtOnce(ConversationId conversation, StoredDraft draft) {
        unsaved.put(conversation, draft);
        plan(0);
    }

    /**
     * Hands a draft over once more, as it is, and then no more of its conversation until {@link #release}.
     *
     * @param then runs once nothing older can come after it: at once, or on the thread that was about to call the store
     */
    public void hold(ConversationId conversation, StoredDraft draft, Runnable then) {
        synchronized (this) {
            held.add(conversation);
            unsaved.remove(conversation);
            rounds.merge(conversation, Integer.valueOf(1), Integer::sum);
            if (handing > 0) {
                afterHanding.add(() -> handOver(conversation, draft, then));
                return;
            }
        }
        handOver(conversation, draft, then);
    }

    private void handOver(ConversationId conversation, StoredDraft draft, Runnable then) {
        DraftStore to;
        synchronized (this) {
            to = store;
        }
        try {
            if (to != null) {
                // Whether it succeeds does not matter: the outbox takes the message, or the draft is offered again.
                to.put(conversation, draft);
            }
        } finally {
            then.run();
        }
    }

    /**
     * The outbox has decided.
     *
     * @param draft as it is now
     * @param kept as the store has it now; null: as before
     */
    public synchronized void release(ConversationId conversation, StoredDraft draft, StoredDraft kept) {
        held.remove(conversation);
        unsaved.remove(conversation);
        if (!draft.equals(kept)) {
            changed(conversation, draft);
        }
    }

    /** Gives the store what it has not got yet. */
    public void flush() {
        List<Handing> now = new ArrayList<>();
        DraftStore to;
        synchronized (this) {
            planned = false;
            to = store;
            if (to == null) {
                return;
            }
            unsaved.forEach((conversation, draft) -> {
                if (!held.contains(conversation)) {
                    now.add(new Handing(conversation, draft, round(conversation)));
                }
            });
            now.forEach(each -> unsaved.remove(each.conversation()));
            handing++;
        }
        try {
            for (Handing each : now) {
                to.put(each.conversation(), each.draft()).whenComplete((done, failure) -> {
                    if (failure != null) {
                        refused(each, failure);
                    }
                });
            }
        } finally {
            handedOver();
        }
    }

    private void handedOver() {
        List<Runnable> waiting;
        synchronized (this) {
            handing--;
            if (handing > 0) {
                return;
            }
            waiting = afterHanding;
            afterHanding = new ArrayList<>();
        }
        waiting.forEach(Runnable::run);
    }

    private synchronized void refused(Handing handing, Throwable failure) {
        log.warn("The draft for conversation {} could not be kept; trying again", handing.conversation(), failure);
        // One from before a send is not to come back: whoever sent it offers what is left.
        if (round(handing.conversation()) == handing.round()) {
            unsaved.putIfAbsent(handing.conversation(), handing.draft());
        }
        plan(RETRY_MILLIS);
    }

    /** Held: this. */
    private int round(ConversationId conversation) {
        return rounds.getOrDefault(conversation, Integer.valueOf(0)).intValue();
    }

    /** Held: this. */
    private void plan(long millis) {
        if (millis == 0 || !planned) {
            planned = true;
            background.run(millis, this::flush);
        }
    }
}
