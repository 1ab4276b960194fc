// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.seal;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;

/**
 * Encrypts names so that the same name always gives the same bytes, and can be looked up by them: a synthetic IV
 * (HMAC-SHA-256 of the name, 16 bytes) and the name under AES-256-CTR with that IV. Who has no key learns how long a
 * name is, and whether two are the same.
 */
public final class NameSeal {
    private static final int IV_BYTES = 16;

    private final KeyedHash hash;
    private final SecretKey key;
    private final Queue<Cipher> idle = new ConcurrentLinkedQueue<>();

    NameSeal(byte[] hashKey, SecretKey key) {
        hash = new KeyedHash(hashKey);
        this.key = key;
    }

    public byte[] seal(byte[] name) {
        byte[] sealed = Arrays.copyOf(iv(name), IV_BYTES + name.length);
        System.arraycopy(crypt(sealed, name, 0), 0, sealed, IV_BYTES, name.length);
        return sealed;
    }

    /** @throws AEADBadTagException if the bytes are not what {@link #seal} has given */
    public byte[] open(byte[] sealed) throws AEADBadTagException {
        if (sealed.length < IV_BYTES) {
            throw new AEADBadTagException("not a sealed name");
        }
        byte[] name = crypt(sealed, sealed, IV_BYTES);
        if (!MessageDigest.isEqual(iv(name), Arrays.copyOf(sealed, IV_BYTES))) {
            throw new AEADBadTagException("not a sealed name of this store");
        }
        return name;
    }

    private byte[] iv(byte[] name) {
        return Arrays.copyOf(hash.of(name), IV_BYTES);
    }

    /** CTR is its own inverse. {@code iv}: the first 16 bytes of it. */
    private byte[] crypt(byte[] iv, byte[] text, int from) {
        try {
            Cipher cipher = idle.poll();
            if (cipher == null) {
                cipher = Cipher.getInstance("AES/CTR/NoPadding");
            }
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv, 0, IV_BYTES));
            byte[] crypted = cipher.doFinal(text, from, text.length - from);
            idle.add(cipher);
            return crypted;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-CTR", e);
        }
    }
}
