// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The store's keys by number, and which of them is used to write. Holds what HKDF extracted of them, never the keys
 * that the source keeps.
 */
final class KeyRing {
    static final int KEY_BYTES = 32;

    /** Guarded by this. */
    private final Map<Integer, byte[]> extracted = new TreeMap<>();
    private volatile int current;

    /** Adds a key, and writes with it from now on. {@code key}: 32 bytes, the caller's to wipe. */
    synchronized void add(int number, byte[] storeId, byte[] key) {
        extracted.put(number, Hkdf.extract(storeId, key));
        current = number;
    }

    /** The number of the key to write with. */
    int current() {
        return current;
    }

    synchronized Set<Integer> numbers() {
        return Set.copyOf(extracted.keySet());
    }

    /**
     * A key of its own for every purpose.
     *
     * @param salt may be empty
     * @return 32 bytes, the caller's; null if there is no key of that number
     */
    synchronized byte[] derive(int number, String purpose, byte[] salt) {
        byte[] secret = extracted.get(number);
        return secret == null ? null : Hkdf.expand(secret, info(purpose, salt), KEY_BYTES);
    }

    static byte[] info(String purpose, byte[] salt) {
        byte[] name = ("chatdock store " + purpose).getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(name.length + 1 + salt.length).put(name).put((byte) 0).put(salt).array();
    }

    /** Takes over the keys of another ring that nobody else uses, and writes with what that would write with. */
    synchronized void take(KeyRing other) {
        extracted.putAll(other.extracted);
        current = other.current;
    }

    /** A ring of its own with the key to write with. */
    synchronized KeyRing last() {
        KeyRing last = new KeyRing();
        last.extracted.put(current, extracted.get(current).clone());
        last.current = current;
        return last;
    }

    synchronized void wipe() {
        extracted.values().forEach(secret -> Arrays.fill(secret, (byte) 0));
        extracted.clear();
    }
}
