// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.seal;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.crypto.Mac;

/** HMAC-SHA-256 under one key: the same text always gives the same hash, and only who has the key can tell which. */
public final class KeyedHash {
    private final Mac prototype;
    /** One for each thread that is hashing at once: making one costs more than hashing. */
    private final Queue<Mac> idle = new ConcurrentLinkedQueue<>();

    KeyedHash(byte[] key) {
        prototype = Hkdf.hmac(key);
    }

    /** @return 32 bytes, the caller's */
    public byte[] of(byte[] text) {
        Mac mac = idle.poll();
        if (mac == null) {
            mac = copy();
        }
        byte[] hash = mac.doFinal(text);
        idle.add(mac);
        return hash;
    }

    private Mac copy() {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's HMAC-SHA-256 can be cloned", e);
        }
    }
}
