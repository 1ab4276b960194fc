// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.chatdock.api.message.Message;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.store.memory.MemoryStore;
import org.chatdock.testkit.store.ForwardingStore;

/** A store in memory that can be made to wait, and signals what it has committed. Any thread. */
final class HeldStore extends ForwardingStore {
    private final Signal signal;
    private final Executor writer;
    /** Guarded by this. */
    private int pages;
    /** Guarded by this: while it is there nothing commits. */
    private List<Runnable> heldBack;

    /** @param writer commits, in order */
    HeldStore(Signal signal, Executor writer) {
        super(MemoryStore.direct());
        this.signal = signal;
        this.writer = writer;
    }

    /** How often it was asked for messages that nobody understands. */
    synchronized int pages() {
        return pages;
    }

    /** From now on nothing is committed until {@link #commit}. */
    synchronized void hold() {
        heldBack = new ArrayList<>();
    }

    /** Commits what was held back, and what comes from now on at once. */
    void commit() {
        List<Runnable> writes;
        synchronized (this) {
            writes = heldBack;
            heldBack = null;
        }
        writes.forEach(Runnable::run);
    }

    @Override
    public CompletionStage<Appended> append(Message message) {
        return write(() -> super.append(message));
    }

    @Override
    public CompletionStage<Appended> appendUnknown(Message message) {
        return write(() -> super.appendUnknown(message));
    }

    private CompletionStage<Appended> write(Supplier<CompletionStage<Appended>> append) {
        CompletableFuture<Appended> stage = new CompletableFuture<>();
        Runnable write = () -> {
            append.get().thenAccept(stage::complete);
            signal.changed();
        };
        synchronized (this) {
            if (heldBack != null) {
                heldBack.add(write);
                return stage;
            }
        }
        writer.execute(write);
        return stage;
    }

    @Override
    public List<StoredMessage> unknown(long afterArrival, int limit) {
        synchronized (this) {
            pages++;
        }
        return super.unknown(afterArrival, limit);
    }
}
