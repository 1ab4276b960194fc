// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.ConversationState;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.StoreChange;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.store.memory.MemoryStore;
import org.chatdock.testkit.store.ForwardingStore;

/** A store in memory, for tests: told of changes on the calling thread, and counts what is read. Any thread. */
public final class WatchedStore extends ForwardingStore {
    /** Holds telling up while much is written, so that it is told as one. */
    private static final class Telling implements Executor {
        /** Guarded by this. */
        private boolean held;
        /** Guarded by this: what was held up; null: nothing. */
        private Runnable last;

        @Override
        public void execute(Runnable tell) {
            synchronized (this) {
                if (held) {
                    last = tell;
                    return;
                }
            }
            tell.run();
        }

        synchronized void hold() {
            held = true;
        }

        void goOn() {
            Runnable tell;
            synchronized (this) {
                held = false;
                tell = last;
                last = null;
            }
            if (tell != null) {
                tell.run();
            }
        }
    }

    private final Telling telling;
    private final MemoryStore store;
    private final Map<ConversationId, Instant> deadlines = new ConcurrentHashMap<>();
    private final AtomicInteger pagesRead = new AtomicInteger();
    private volatile Consumer<StoreChange> listener = change -> {
    };

    public WatchedStore() {
        this(new Telling());
    }

    private WatchedStore(Telling telling) {
        this(telling, MemoryStore.on(Runnable::run, telling));
    }

    private WatchedStore(Telling telling, MemoryStore store) {
        super(store);
        this.telling = telling;
        this.store = store;
        store.addListener(change -> listener.accept(change));
    }

    public void setListener(Consumer<StoreChange> listener) {
        this.listener = listener;
    }

    public int pagesRead() {
        return pagesRead.get();
    }

    public int unread(ConversationId id) {
        return summary(id).map(ConversationSummary::unread).orElse(0);
    }

    public ConversationState state(ConversationId id) {
        return summary(id).orElseThrow().state();
    }

    private Optional<ConversationSummary> summary(ConversationId id) {
        return conversations().stream().filter(summary -> summary.id().equals(id)).findFirst();
    }

    public void tag(ConversationId id, String... tags) {
        store.setTags(id, Set.of(tags));
    }

    /** Until when the customer is to be answered. */
    public void promise(ConversationId id, Instant deadline) {
        deadlines.put(id, deadline);
        listener.accept(new StoreChange(Set.of(id), List.of()));
    }

    @Override
    public List<ConversationSummary> conversations() {
        return super.conversations().stream()
                .map(each -> new ConversationSummary(each.id(), each.last(), each.unread(), each.readTo(),
                        each.waitingSince(), deadlines.get(each.id()), each.state(), each.draft(), each.tags()))
                .toList();
    }

    /** Adds many, told as one change. */
    public void appendAll(List<Message> messages) {
        telling.hold();
        messages.forEach(this::append);
        telling.goOn();
    }

    @Override
    public List<StoredMessage> page(ConversationId conversation, MessageId before, int limit) {
        pagesRead.incrementAndGet();
        return super.page(conversation, before, limit);
    }
}
