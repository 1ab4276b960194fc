// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.chatdock.api.connection.HistoryPage;
import org.chatdock.api.connection.HistorySource;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.osgi.service.log.Logger;

/**
 * Asks for what was missed while the line was down. What is known is looked up while it is still down, before a new
 * message can hide the gap; the socket is read when what was missed is there, or a little later. Belongs to the lane
 * but for what says otherwise.
 */
public final class CatchUp {
    /** Before a source that failed is asked again: doubled each time up to the longest. */
    private static final long FIRST_WAIT_MILLIS = 2_000;
    private static final long LONGEST_WAIT_MILLIS = 60_000;
    /**
     * New messages wait so long for the missed ones, because times are whole seconds and of two messages of the same
     * second the one that came first stands first.
     */
    private static final long HOLD_MILLIS = 2_000;

    /** What the line has to do with it. */
    interface Host {
        /** Gives a message to the handlers; then runs when they are done with it, on any thread. */
        void take(Message message, Runnable then);

        /** All that was missed is there; on the lane. */
        void current();
    }

    private final Supplier<HistorySource> source;
    private final Supplier<Map<ConversationId, MessageId>> known;
    private final Executor helpers;
    private final Logger logger;
    private Scheduler lane;
    private Host host;

    private long generation;
    private CompletableFuture<Map<ConversationId, MessageId>> snapshot;
    private Scheduler.Timer again = () -> { };
    private long wait;
    private Runnable reader = () -> { };
    private Scheduler.Timer hold = () -> { };

    /**
     * @param source null if there is none; any thread
     * @param known the newest message that has come of every conversation; may wait for a disk
     * @param helpers runs what may wait
     */
    public CatchUp(Supplier<HistorySource> source, Supplier<Map<ConversationId, MessageId>> known, Executor helpers,
            Logger logger) {
        this.source = source;
        this.known = known;
        this.helpers = helpers;
        this.logger = logger;
    }

    void join(Scheduler itsLane, Host itsHost) {
        lane = itsLane;
        host = itsHost;
    }

    /** A try begins; the line is down. */
    void prepare() {
        cancel();
        snapshot = source.get() == null ? null : new CompletableFuture<>();
        if (snapshot != null) {
            CompletableFuture<Map<ConversationId, MessageId>> mine = snapshot;
            helpers.execute(() -> lookUp(mine));
        }
    }

    private void lookUp(CompletableFuture<Map<ConversationId, MessageId>> into) {
        try {
            into.complete(known.get());
        } catch (RuntimeException | LinkageError e) {
            into.completeExceptionally(e);
        }
    }

    /** Whether there is something to ask for before conversations are complete. */
    boolean isDue() {
        return snapshot != null;
    }

    /** @param read run once, on the lane, when the socket may be read */
    void begin(Runnable read) {
        long mine = generation;
        wait = FIRST_WAIT_MILLIS;
        if (snapshot == null) {
            read.run();
            return;
        }
        reader = read;
        snapshot.whenComplete((ids, failure) -> onLane(mine, () -> {
            if (failure == null) {
                hold = lane.schedule(HOLD_MILLIS, () -> onLane(mine, this::read));
                ask(ids, null);
            } else {
                // Without a store nothing is kept, so nothing can be missing.
                logger.error("What is stored could not be looked up; missed messages are not asked for", failure);
                finish();
            }
        }));
    }

    private void read() {
        Runnable once = reader;
        reader = () -> { };
        once.run();
    }

    private void finish() {
        hold.cancel();
        read();
        host.current();
    }

    /** The line is down. */
    void cancel() {
        generation++;
        again.cancel();
        hold.cancel();
    }

    private void onLane(long mine, Runnable task) {
        lane.execute(() -> {
            if (mine == generation) {
                task.run();
            }
        });
    }

    private void ask(Map<ConversationId, MessageId> ids, String after) {
        long mine = generation;
        HistorySource from = source.get();
        if (from == null) {
            finish();
            return;
        }
        helpers.execute(() -> ask(from, ids, after, (page, failure) -> onLane(mine, () -> {
            if (page == null) {
                later(ids, after, failure);
            } else {
                wait = FIRST_WAIT_MILLIS;
                take(page, () -> onLane(mine, () -> {
                    if (page.next() == null) {
                        finish();
                    } else {
                        ask(ids, page.next());
                    }
                }));
            }
        })));
    }

    /** A source is a stranger's code: it may throw, or give nothing, instead of failing its stage. */
    private static void ask(HistorySource from, Map<ConversationId, MessageId> ids, String after,
            BiConsumer<HistoryPage, Throwable> then) {
        try {
            CompletionStage<HistoryPage> stage = from.missed(ids, after);
            stage.whenComplete(then);
        } catch (RuntimeException | LinkageError e) {
            then.accept(null, e);
        }
    }

    /** Nobody knows how long it will take: the new messages must not wait for it. */
    private void later(Map<ConversationId, MessageId> ids, String after, Throwable failure) {
        read();
        logger.warn("Missed messages could not be asked for; asking again in {} s", wait / 1000, failure);
        again = lane.schedule(wait, () -> ask(ids, after));
        wait = Math.min(LONGEST_WAIT_MILLIS, 2 * wait);
    }

    /** @param then run once the handlers are done with all of them, on any thread */
    private void take(HistoryPage page, Runnable then) {
        AtomicInteger open = new AtomicInteger(page.messages().size() + 1);
        Runnable one = () -> {
            if (open.decrementAndGet() == 0) {
                then.run();
            }
        };
        page.messages().forEach(message -> host.take(message, one));
        one.run();
    }
}
