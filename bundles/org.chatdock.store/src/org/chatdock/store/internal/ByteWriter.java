// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes in the making; the counterpart of {@link ByteReader}. One thread. */
final class ByteWriter {
    private static final int LONGEST_NUMBER = 10;

    private byte[] bytes;
    private int length;

    ByteWriter(int expected) {
        bytes = new byte[expected];
    }

    int length() {
        return length;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), 2 * length));
        }
    }

    void octet(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    /** Eight bytes, the highest first. */
    void fixed(long value) {
        ensure(Long.BYTES);
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    /** Seven bits a byte, the lowest first: small numbers that are not negative take little room. */
    void number(long value) {
        ensure(LONGEST_NUMBER);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    /** As {@link #number}, but small negative ones take little room, too. */
    void signed(long value) {
        number(value << 1 ^ value >> Long.SIZE - 1);
    }

    void digest(Digest digest) {
        fixed(digest.high());
        fixed(digest.low());
    }

    /** How many, then the bytes. */
    void bytes(byte[] value) {
        number(value.length);
        ensure(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    /**
     * Char for char. Twice the number of bytes, and the bytes in UTF-8; or, of a text with half a surrogate pair, which
     * UTF-8 cannot write, twice the number of bytes plus 1, and the bytes in UTF-16.
     */
    void text(String text) {
        boolean exact = ExactText.wellFormed(text);
        byte[] encoded = exact ? text.getBytes(StandardCharsets.UTF_8) : ExactText.units(text);
        number(2L * encoded.length + (exact ? 0 : 1));
        ensure(encoded.length);
        System.arraycopy(encoded, 0, bytes, length, encoded.length);
        length += encoded.length;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }
}
