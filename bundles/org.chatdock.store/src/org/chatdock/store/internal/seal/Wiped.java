// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.seal;

import java.util.Arrays;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Hands bytes over, and leaves none behind. Copies inside Java's ciphers are beyond reach. */
final class Wiped {
    private Wiped() {
    }

    /** A key of the bytes, which are zeros afterwards. */
    static SecretKey key(byte[] bytes, String algorithm) {
        SecretKey key = new SecretKeySpec(bytes, algorithm);
        Arrays.fill(bytes, (byte) 0);
        return key;
    }
}
