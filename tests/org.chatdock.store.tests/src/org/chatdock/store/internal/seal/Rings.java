// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.seal;

import java.util.Arrays;

/** Key rings for tests. */
final class Rings {
    static final byte[] STORE = new byte[16];

    private Rings() {
    }

    static byte[] key(int octet) {
        byte[] key = new byte[KeyRing.KEY_BYTES];
        Arrays.fill(key, (byte) octet);
        return key;
    }

    /** Keys 1, 2 … of these octets. */
    static KeyRing of(int... octets) {
        KeyRing ring = new KeyRing();
        for (int i = 0; i < octets.length; i++) {
            ring.add(i + 1, STORE, key(octets[i]));
        }
        return ring;
    }
}
