// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.seal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

import org.chatdock.api.store.StoreException;

/**
 * Encrypts bytes so that nobody can read, change or move them: AES-256-GCM.
 * <p>
 * Sealed bytes are one byte, the format's version (0xA1: no format of plain bytes begins so); two, the number of the
 * key; twelve, the salt of the {@link Series}; four, the number in the series; then the ciphertext with a tag of 16
 * bytes. The nonce is the number in the series, and every series has a random salt, and so a key of its own: no nonce
 * comes twice under one key, also after a crash, or when an older copy of the file is written on.
 */
public final class Sealer {
    /** How much longer sealed bytes are. */
    public static final int OVERHEAD = 35;

    private static final int VERSION = 0xA1;
    private static final int SALT_BYTES = 12;
    private static final int HEADER_BYTES = 3 + SALT_BYTES + Integer.BYTES;
    private static final int TAG_BYTES = OVERHEAD - HEADER_BYTES;
    private static final int NONCE_BYTES = 12;
    /** Keys of series that were read lately; some 200 bytes each. */
    private static final int CACHED_SERIES = 1024;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyRing keys;
    private final String purpose;
    private final int firstNumber;
    /** One for each thread that is at work at once: making one costs more than sealing. */
    private final Queue<Cipher> idle = new ConcurrentLinkedQueue<>();
    /** The one to seal with; null before the first. */
    private volatile Series series;
    /** By key number and salt. Guarded by itself. */
    private final Map<ByteBuffer, SecretKey> readKeys = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, SecretKey> eldest) {
            return size() > CACHED_SERIES;
        }
    };

    /** {@code purpose}: what is sealed for one purpose cannot be passed off for another. */
    Sealer(KeyRing keys, String purpose) {
        this(keys, purpose, 0);
    }

    /** {@code firstNumber}: for tests of the end of a series. */
    Sealer(KeyRing keys, String purpose, int firstNumber) {
        this.keys = keys;
        this.purpose = purpose;
        this.firstNumber = firstNumber;
    }

    /** {@code place}: where the bytes belong; they can be opened there only. @throws StoreException if closed */
    public byte[] seal(byte[] plain, byte[] place) {
        Series mine = series;
        int number = mine == null || mine.keyNumber() != keys.current() ? -1 : mine.next();
        while (number < 0) {
            mine = renew(mine);
            number = mine.next();
        }
        byte[] sealed = new byte[plain.length + OVERHEAD];
        ByteBuffer.wrap(sealed).put((byte) VERSION).putShort((short) mine.keyNumber()).put(mine.salt()).putInt(number);
        Cipher cipher = take();
        try {
            begin(cipher, Cipher.ENCRYPT_MODE, mine.key(), number, sealed, place);
            cipher.doFinal(plain, 0, plain.length, sealed, HEADER_BYTES);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not encrypt", e);
        } finally {
            idle.add(cipher);
        }
    }

    /** {@code old}: the series that cannot be used on; another thread may have replaced it already. */
    private synchronized Series renew(Series old) {
        Series now = series;
        if (now == null || now == old) {
            byte[] salt = new byte[SALT_BYTES];
            RANDOM.nextBytes(salt);
            int number = keys.current();
            SecretKey key = key(number, salt);
            if (key == null) {
                throw new StoreException("The message store is closed.", null);
            }
            now = new Series(number, salt, key, new AtomicInteger(firstNumber));
            series = now;
        }
        return now;
    }

    /** @throws AEADBadTagException if these bytes were not sealed for this place with a key of this store */
    public byte[] open(byte[] sealed, byte[] place) throws AEADBadTagException {
        if (!isSealed(sealed)) {
            throw new AEADBadTagException("not sealed");
        }
        ByteBuffer header = ByteBuffer.wrap(sealed);
        SecretKey key = readKey(header.slice(1, Short.BYTES + SALT_BYTES));
        if (key == null) {
            throw new AEADBadTagException("sealed with another key");
        }
        int number = header.getInt(HEADER_BYTES - Integer.BYTES);
        Cipher cipher = take();
        try {
            begin(cipher, Cipher.DECRYPT_MODE, key, number, sealed, place);
            return cipher.doFinal(sealed, HEADER_BYTES, sealed.length - HEADER_BYTES);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not decrypt", e);
        } finally {
            idle.add(cipher);
        }
    }

    /** Whether these bytes look sealed, by whatever key. */
    public static boolean isSealed(byte[] bytes) {
        return bytes.length >= OVERHEAD && (bytes[0] & 0xFF) == VERSION;
    }

    /** Whether these bytes were sealed with the key that is used now: if not, they are to be sealed anew. */
    public boolean isCurrent(byte[] sealed) {
        return isSealed(sealed) && (ByteBuffer.wrap(sealed).getShort(1) & 0xFFFF) == keys.current();
    }

    /** {@code series}: key number and salt. */
    private SecretKey readKey(ByteBuffer series) {
        synchronized (readKeys) {
            SecretKey known = readKeys.get(series);
            if (known != null) {
                return known;
            }
            byte[] salt = new byte[SALT_BYTES];
            int number = series.getShort(0) & 0xFFFF;
            series.get(Short.BYTES, salt);
            SecretKey key = key(number, salt);
            if (key != null) {
                ByteBuffer copy = ByteBuffer.allocate(Short.BYTES + SALT_BYTES);
                readKeys.put(copy.putShort((short) number).put(salt).flip(), key);
            }
            return key;
        }
    }

    /** Null if there is no key of that number. */
    private SecretKey key(int number, byte[] salt) {
        byte[] derived = keys.derive(number, purpose, salt);
        return derived == null ? null : Wiped.key(derived, "AES");
    }

    private static void begin(Cipher cipher, int mode, SecretKey key, int number, byte[] sealed, byte[] place)
            throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(NONCE_BYTES).putInt(NONCE_BYTES - Integer.BYTES, number).array();
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(sealed, 0, HEADER_BYTES);
        cipher.updateAAD(place);
    }

    private Cipher take() {
        Cipher cipher = idle.poll();
        if (cipher != null) {
            return cipher;
        }
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-GCM", e);
        }
    }

    /** Forgets keys, as far as Java lets go of them. The ring has none any more. */
    void forget() {
        series = null;
        synchronized (readKeys) {
            readKeys.clear();
        }
        idle.clear();
    }
}
