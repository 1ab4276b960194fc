// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import org.chatdock.api.store.StoreListener;
import org.osgi.service.log.Logger;

/** Opens the kind of store that the configuration asks for. */
final class ConfiguredOpener implements StoreOpener {
    private final StoreConfiguration configuration;
    private final StoreOpener disk;
    private final StoreOpener memory;

    /** {@code directory}: of a store on disk; asked with each try. {@code listeners}: safe on any thread. */
    ConfiguredOpener(StoreConfiguration configuration, Supplier<Path> directory, RankedKeySources keys,
            List<StoreListener> listeners, Logger logger) {
        this.configuration = configuration;
        Supplier<StoreOptions> options = () -> StoreOptions.of(configuration);
        disk = new SqliteOpener(directory, options, keys, logger, listeners);
        memory = new MemoryOpener(options, listeners, logger);
    }

    @Override
    public String place() {
        return isInMemory() ? memory.place() : disk.place();
    }

    private boolean isInMemory() {
        return kind().equals("MEMORY");
    }

    private String kind() {
        return configuration.keep().strip().toUpperCase(Locale.ROOT);
    }

    @Override
    public OpenStore open(StoreWatcher watcher, boolean damaged) {
        if (!isInMemory() && !kind().equals("DISK")) {
            throw new IllegalArgumentException("Configuration org.chatdock.store: keep is \"" + configuration.keep()
                    + "\"; it must be DISK or MEMORY.");
        }
        return isInMemory() ? memory.open(watcher, damaged) : disk.open(watcher, damaged);
    }
}
