// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.seal;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.chatdock.api.store.KeySource;

/** Keeps keys as long as it lives. */
public class MemoryKeys implements KeySource {
    public final Map<String, byte[]> keys = new ConcurrentHashMap<>();

    @Override
    public Optional<byte[]> load(String name) {
        return Optional.ofNullable(keys.get(name)).map(byte[]::clone);
    }

    @Override
    public void save(String name, byte[] key) {
        keys.put(name, key.clone());
    }
}
