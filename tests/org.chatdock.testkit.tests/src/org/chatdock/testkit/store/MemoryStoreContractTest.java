// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.store;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.StoreListener;
import org.junit.jupiter.api.AfterEach;

class MemoryStoreContractTest extends ConversationStoreContractTest {
    private final ExecutorService teller = Executors.newSingleThreadExecutor();
    private final MemoryStore store = new MemoryStore(Runnable::run, teller);

    @AfterEach
    void stop() {
        teller.shutdownNow();
    }

    @Override
    protected ConversationStore store() {
        return store;
    }

    @Override
    protected void listen(StoreListener listener) {
        store.addListener(listener);
    }
}
