// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.seal;

import java.util.List;
import java.util.Optional;

import org.chatdock.api.store.KeySource;

/**
 * Several sources as one: a new key goes to the first, an old one is looked for in all. So a host can bring a source of
 * its own where another one was used before.
 */
public final class KeySources implements KeySource {
    private final List<KeySource> sources;

    /** {@code sources}: at least one, the preferred first. */
    public KeySources(List<KeySource> sources) {
        this.sources = List.copyOf(sources);
    }

    /** A source that fails is no reason not to ask the others; but if none has the key, its failure is told. */
    @Override
    public Optional<byte[]> load(String name) {
        RuntimeException failure = null;
        for (KeySource source : sources) {
            try {
                Optional<byte[]> key = source.load(name);
                if (key.isPresent()) {
                    return key;
                }
            } catch (RuntimeException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return Optional.empty();
    }

    @Override
    public void save(String name, byte[] key) {
        sources.get(0).save(name, key);
    }
}
