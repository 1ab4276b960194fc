// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.chatdock.api.store.KeySource;

/** Keeps keys as long as the tests run: a host without Eclipse's secure storage brings a source of its own. */
final class MemoryKeys implements KeySource {
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
