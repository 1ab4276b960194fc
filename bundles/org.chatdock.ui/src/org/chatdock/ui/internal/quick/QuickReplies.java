// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.quick;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import org.chatdock.api.sending.QuickReply;
import org.osgi.service.log.Logger;

/** Gathers the replies of all sources, off the UI thread. Any thread. */
public final class QuickReplies {
    /** How long a source may take; the agent is shown what was known before in the meantime. */
    public static final long LIMIT_MILLIS = 2_000;

    private record Waiting(Executor where, Consumer<ReplySearch> use) {
    }

    private final QuickReplyServices services;
    private final Executor workers;
    private final Executor strangers;
    private final long limitMillis;
    private final Logger log;
    private final Object lock = new Object();
    /** Those who wait for the answers that are under way; none is under way while it is empty. Guarded by the lock. */
    private List<Waiting> waiting = new ArrayList<>();
    /** Null before the first time. */
    private volatile ReplySearch known;

    /**
     * @param workers where answers are waited for
     * @param strangers where the sources run; grows with those that hang
     */
    public QuickReplies(QuickReplyServices services, Executor workers, Executor strangers, long limitMillis,
            Logger log) {
        this.services = services;
        this.workers = workers;
        this.strangers = strangers;
        this.limitMillis = limitMillis;
        this.log = log;
    }

    /** What was gathered last; null before the first time. */
    ReplySearch known() {
        return known;
    }

    /**
     * Asks all sources anew. Returns at once.
     *
     * @param use is given what they have, on {@code where}; never if the desk is closing
     */
    void load(Executor where, Consumer<ReplySearch> use) {
        synchronized (lock) {
            waiting.add(new Waiting(where, use));
            if (waiting.size() > 1) {
                return;
            }
        }
        try {
            workers.execute(this::gather);
        } catch (@SuppressWarnings("unused") RejectedExecutionException closing) {
            synchronized (lock) {
                waiting.clear();
            }
        }
    }

    private void gather() {
        try {
            services.askAgent();
            known = new ReplySearch(ask());
        } catch (@SuppressWarnings("unused") InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            List<Waiting> told;
            synchronized (lock) {
                told = waiting;
                waiting = new ArrayList<>();
            }
            ReplySearch found = known != null ? known : new ReplySearch(List.of());
            told.forEach(one -> one.where.execute(() -> one.use.accept(found)));
        }
    }

    private List<QuickReply> ask() throws InterruptedException {
        List<AskedSource> sources = services.sources();
        List<CompletableFuture<List<QuickReply>>> asked = new ArrayList<>();
        sources.forEach(source -> asked.add(source.ask(strangers)));
        long end = System.nanoTime() + limitMillis * 1_000_000;
        List<QuickReply> all = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            all.addAll(sources.get(i).answer(asked.get(i), end - System.nanoTime(), log));
        }
        return all;
    }
}
