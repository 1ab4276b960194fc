// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.memory;

import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;

import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.StoreListener;
import org.chatdock.store.internal.RecordedLog;
import org.chatdock.testkit.store.ConversationStoreContractTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract, kept in memory, as a host gets it. */
class MemoryStoreContractTest extends ConversationStoreContractTest {
    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    private final MemoryStore store = new MemoryStore(answerWithin(), new CopyOnWriteArrayList<>(), log.logger());

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    protected Duration answerWithin() {
        return Duration.ofMinutes(30);
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
