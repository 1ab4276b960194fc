// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.seal;

import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes many keys of one: HKDF with HMAC-SHA-256 (RFC 5869). Java has it from version 25 on. */
final class Hkdf {
    static final String HMAC = "HmacSHA256";
    private static final int HASH_BYTES = 32;

    private Hkdf() {
    }

    static byte[] extract(byte[] salt, byte[] secret) {
        // An empty salt is as good as zeros, and Java takes no empty key.
        return hmac(salt.length == 0 ? new byte[HASH_BYTES] : salt).doFinal(secret);
    }

    /** {@code length}: at most 8160 bytes. */
    static byte[] expand(byte[] extracted, byte[] info, int length) {
        Mac mac = hmac(extracted);
        byte[] expanded = new byte[length];
        byte[] block = {};
        for (int done = 0, number = 1; done < length; done += HASH_BYTES, number++) {
            mac.update(block);
            mac.update(info);
            mac.update((byte) number);
            Arrays.fill(block, (byte) 0);
            block = mac.doFinal();
            System.arraycopy(block, 0, expanded, done, Math.min(HASH_BYTES, length - done));
        }
        Arrays.fill(block, (byte) 0);
        return expanded;
    }

    static Mac hmac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA-256", e);
        }
    }
}
