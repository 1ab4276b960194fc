// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.seal;

import java.nio.ByteBuffer;

/**
 * Turns the pieces of text that a search index knows into numbers that tell nothing to who has no key: the first 64
 * bits of HMAC-SHA-256. What an index finds by them is verified by reading the message. Any thread.
 */
public final class TokenKey {
    /** A power of two. Some 1 MiB when full; language repeats its pieces, so most are found here. */
    private static final int REMEMBERED = 1 << 15;

    /** Odd and without a pattern: neighbours come apart. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private record Known(long piece, long number) {
    }

    private final KeyedHash hash;
    /** By the piece's bits; a race loses an entry, and never mixes two up. */
    private final Known[] known = new Known[REMEMBERED];

    TokenKey(byte[] key) {
        hash = new KeyedHash(key);
    }

    public long of(long piece) {
        int code = Long.hashCode(piece * SPREAD);
        int index = (code ^ code >>> 15) & REMEMBERED - 1;
        Known here = known[index];
        if (here != null && here.piece == piece) {
            return here.number;
        }
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(piece).array();
        long number = ByteBuffer.wrap(hash.of(bytes)).getLong();
        known[index] = new Known(piece, number);
        return number;
    }
}
