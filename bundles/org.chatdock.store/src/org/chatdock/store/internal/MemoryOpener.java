// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.util.List;
import java.util.function.Supplier;

import org.chatdock.api.store.StoreListener;
import org.chatdock.store.internal.export.StoreExport;
import org.chatdock.store.memory.MemoryStore;
import org.osgi.service.log.Logger;

/** Opens a {@link MemoryStore}: nothing can keep it from that but a wrong configuration. */
final class MemoryOpener implements StoreOpener {
    private final Supplier<StoreOptions> options;
    private final List<StoreListener> listeners;
    private final Logger logger;

    /** {@code options}: asked with each try; fails if the configuration is wrong. */
    MemoryOpener(Supplier<StoreOptions> options, List<StoreListener> listeners, Logger logger) {
        this.options = options;
        this.listeners = listeners;
        this.logger = logger;
    }

    @Override
    public String place() {
        return "the memory of this program";
    }

    @Override
    public OpenStore open(StoreWatcher watcher, boolean damaged) {
        return new Open(new MemoryStore(options.get().answerWithin(), listeners, logger));
    }

    private record Open(MemoryStore store) implements OpenStore {
        @Override
        public List<Object> services() {
            return List.of(store, StoreExport.of(store));
        }

        @Override
        public boolean isEncrypted() {
            return false;
        }

        @Override
        public List<String> notices() {
            return List.of();
        }

        @Override
        public void noticesSeen() {
            // There are none.
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
