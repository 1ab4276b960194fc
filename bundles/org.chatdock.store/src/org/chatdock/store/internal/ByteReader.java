// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link ByteWriter} has written. One thread. */
final class ByteReader {
    private final byte[] bytes;
    private int next;

    ByteReader(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean isAtEnd() {
        return next == bytes.length;
    }

    int octet() {
        if (next == bytes.length) {
            throw StoreFailure.body();
        }
        return bytes[next++] & 0xFF;
    }

    long fixed() {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << Byte.SIZE | octet();
        }
        return value;
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int octet = octet();
            value |= (octet & 0x7FL) << shift;
            if (octet < 0x80) {
                return value;
            }
        }
        throw StoreFailure.body();
    }

    long signed() {
        long value = number();
        return value >>> 1 ^ -(value & 1);
    }

    Digest digest() {
        return new Digest(fixed(), fixed());
    }

    byte[] bytes() {
        int start = skip(number());
        return Arrays.copyOfRange(bytes, start, next);
    }

    String text() {
        long header = number();
        int start = skip(header >>> 1);
        return (header & 1) == 0 ? new String(bytes, start, next - start, StandardCharsets.UTF_8)
                : ExactText.fromUnits(Arrays.copyOfRange(bytes, start, next));
    }

    /** @return where the skipped begins */
    private int skip(long count) {
        if (count < 0 || count > bytes.length - next) {
            throw StoreFailure.body();
        }
        int start = next;
        next += (int) count;
        return start;
    }
}
