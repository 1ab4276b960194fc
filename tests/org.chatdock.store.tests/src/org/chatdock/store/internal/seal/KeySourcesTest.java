// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.chatdock.api.store.KeySource;
import org.junit.jupiter.api.Test;

class KeySourcesTest {
    private final MemoryKeys first = new MemoryKeys();
    private final MemoryKeys second = new MemoryKeys();
    private final KeySource both = new KeySources(List.of(first, second));
    private final KeySource locked = new KeySource() {
        @Override
        public Optional<byte[]> load(String name) {
            throw new IllegalStateException("locked");
        }

        @Override
        public void save(String name, byte[] key) {
            throw new IllegalStateException("locked");
        }
    };

    @Test
    void aNewKeyGoesToTheFirstOnly() {
        both.save("a", new byte[] { 1 });

        assertArrayEquals(new byte[] { 1 }, first.keys.get("a"));
        assertTrue(second.keys.isEmpty());
        assertThrows(IllegalStateException.class, () -> new KeySources(List.of(locked, second)).save("a", new byte[1]));
    }

    @Test
    void anOldKeyIsLookedForInAllTheFirstBeforeTheOthers() {
        second.save("a", new byte[] { 2 });
        assertArrayEquals(new byte[] { 2 }, both.load("a").orElseThrow());

        first.save("a", new byte[] { 1 });
        assertArrayEquals(new byte[] { 1 }, both.load("a").orElseThrow());
        assertEquals(Optional.empty(), both.load("b"));
    }

    @Test
    void oneThatFailsCountsOnlyIfNoOtherHasTheKey() {
        second.save("a", new byte[] { 2 });
        KeySource some = new KeySources(List.of(locked, second));

        assertArrayEquals(new byte[] { 2 }, some.load("a").orElseThrow());
        assertThrows(IllegalStateException.class, () -> some.load("b"));
    }
}
