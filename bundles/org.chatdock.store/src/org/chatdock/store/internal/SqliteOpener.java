// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

import org.chatdock.api.store.StoreListener;
import org.osgi.service.log.Logger;

/** Opens a {@link SqliteStore}. */
final class SqliteOpener implements StoreOpener {
    private final Supplier<Path> directory;
    private final Supplier<StoreOptions> options;
    private final RankedKeySources keys;
    private final Logger logger;
    /** Safe on any thread. */
    private final List<StoreListener> listeners;
    private volatile String place = "";

    /** {@code directory}, {@code options}: asked with each try; they fail if the configuration is wrong. */
    SqliteOpener(Supplier<Path> directory, Supplier<StoreOptions> options, RankedKeySources keys, Logger logger,
            List<StoreListener> listeners) {
        this.directory = directory;
        this.options = options;
        this.keys = keys;
        this.logger = logger;
        this.listeners = listeners;
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public OpenStore open(StoreWatcher watcher, boolean damaged) {
        Path where = directory.get().toAbsolutePath();
        place = where.resolve(Database.FILE_NAME).toString();
        return new SqliteStore(where, options.get(), keys.orNull(), Pace.DEFAULT, logger, listeners, watcher,
                Clock.systemDefaultZone(), damaged);
    }
}
