// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import org.chatdock.api.store.KeySource;
import org.chatdock.store.internal.StoreOptions.Encryption;
import org.osgi.service.log.Logger;

/**
 * A store as it is measured.
 *
 * @param name for the table
 * @param key for the line of JSON
 * @param opener opens it in a directory
 * @param aimFew times the bare loop, with few users
 * @param aimMany the same with many
 */
record StoreSide(String name, String key, Function<Path, SqliteStore> opener, double aimFew, double aimMany) {
    static final StoreSide PLAIN = of("in the clear, without index", "",
            StoreOptions.DEFAULT.withoutSearchIndex(), null, 1.2, 2.5);
    static final StoreSide SEALED = of("encrypted, with index", "Sealed", StoreOptions.DEFAULT.with(Encryption.AUTO),
            new Keys(), 0.8, 1.5);

    /** Keeps keys as long as the process lives. */
    private static final class Keys implements KeySource {
        private final Map<String, byte[]> keys = new ConcurrentHashMap<>();

        @Override
        public Optional<byte[]> load(String name) {
            return Optional.ofNullable(keys.get(name)).map(byte[]::clone);
        }

        @Override
        public void save(String name, byte[] key) {
            keys.put(name, key.clone());
        }
    }

    private static StoreSide of(String name, String key, StoreOptions options, KeySource keys, double aimFew,
            double aimMany) {
        return new StoreSide(name, key, directory -> new SqliteStore(directory, options, keys, Pace.DEFAULT, logToErr(),
                new CopyOnWriteArrayList<>()), aimFew, aimMany);
    }

    SqliteStore open(Path directory) {
        return opener.apply(directory);
    }

    private static Logger logToErr() {
        return (Logger) Proxy.newProxyInstance(StoreSide.class.getClassLoader(), new Class<?>[] { Logger.class },
                (self, method, arguments) -> {
                    System.err.println(method.getName() + " " + Arrays.deepToString(arguments));
                    return method.getReturnType() == boolean.class ? Boolean.TRUE : null;
                });
    }
}
