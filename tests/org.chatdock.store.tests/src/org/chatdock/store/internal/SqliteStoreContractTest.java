// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.nio.file.Path;
import java.util.concurrent.CopyOnWriteArrayList;

import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.StoreListener;
import org.chatdock.store.internal.seal.MemoryKeys;
import org.chatdock.testkit.store.ConversationStoreContractTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept by the store on disk as it is delivered. */
class SqliteStoreContractTest extends ConversationStoreContractTest {
    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    @TempDir
    Path directory;
    private SqliteStore store;

    @BeforeEach
    void open() throws Exception {
        prepare(directory);
        store = new SqliteStore(directory, options(), new MemoryKeys(), pace(), log.logger(),
                new CopyOnWriteArrayList<>());
    }

    StoreOptions options() {
        return StoreOptions.DEFAULT;
    }

    /** Before the store is opened. */
    void prepare(Path directory) throws Exception {
        // nothing is there
    }

    Pace pace() {
        return Pace.DEFAULT;
    }

    @AfterEach
    void close() {
        store.close();
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
