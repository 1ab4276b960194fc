// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.nio.file.Path;
import java.util.concurrent.CopyOnWriteArrayList;

import org.chatdock.api.store.KeySource;
import org.chatdock.store.internal.StoreOptions.Encryption;
import org.osgi.service.log.Logger;

/** Opens encrypted stores. */
final class Sealed {
    static final StoreOptions OPTIONS = StoreOptions.DEFAULT.with(Encryption.AUTO);

    private Sealed() {
    }

    static SqliteStore open(Path directory, KeySource keys, Pace pace, Logger logger) {
        return new SqliteStore(directory, OPTIONS, keys, pace, logger, new CopyOnWriteArrayList<>());
    }
}
