// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

import org.chatdock.api.message.Message;
import org.chatdock.api.store.Appended;
import org.chatdock.store.memory.MemoryStore;
import org.chatdock.testkit.store.ForwardingStore;

/** A store that only takes, and commits when the test says so. */
final class RecordedStore extends ForwardingStore {
    final BlockingQueue<Message> appended = new LinkedBlockingQueue<>();
    /** The test's thread sets it before it sends. */
    volatile Supplier<CompletionStage<Appended>> commit = () -> CompletableFuture.completedStage(Appended.ADDED);

    RecordedStore() {
        super(MemoryStore.direct());
    }

    @Override
    public CompletionStage<Appended> append(Message message) {
        appended.add(message);
        return commit.get();
    }
}
