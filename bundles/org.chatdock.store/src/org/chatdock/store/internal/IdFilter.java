// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Says in which epochs an id may be, and nearly always: in none. A Bloom filter for each epoch, 16 bits an id, 8 of
 * them set, laid side by side: one long holds a bit of 64 epochs, so 8 longs answer for two million ids. Changed by one
 * thread; who guards it guards reading, too.
 */
final class IdFilter {
    /** How many ids make an epoch. */
    static final int EPOCH_IDS = 1 << 15;
    /** Above this the oldest epochs are not filtered: 16 million ids, 32 MiB of memory. */
    private static final int MOST_SLABS = 8;
    private static final int POSITION_BITS = 19;
    private static final int POSITIONS = 1 << POSITION_BITS;
    private static final int HASHES = 8;
    /** Odd, and its bits look like chance. */
    private static final long STIR = 0x9E3779B97F4A7C15L;
    private static final int[] NONE = {};

    /** Of 64 epochs each; null where the memory was needed for younger ones. */
    private final List<long[]> slabs = new ArrayList<>();
    private int epochs;

    /** The filter of one epoch, as bytes that can be kept. */
    static byte[] bits(Iterable<Digest> ids) {
        byte[] bits = new byte[POSITIONS / Byte.SIZE];
        for (Digest id : ids) {
            long hash = id.low();
            for (int i = 0; i < HASHES; i++) {
                int position = (int) (hash >>> Long.SIZE - POSITION_BITS);
                bits[position >>> 3] |= (byte) (1 << (position & 7));
                hash = next(hash, id);
            }
        }
        return bits;
    }

    private static long next(long hash, Digest id) {
        return hash * STIR + id.high();
    }

    int epochs() {
        return epochs;
    }

    /** Adds the next epoch. {@code bits}: from {@link #bits}. */
    void add(byte[] bits) {
        if (bits.length != POSITIONS / Byte.SIZE) {
            throw StoreFailure.body();
        }
        int slab = epochs / Long.SIZE;
        if (slab == slabs.size()) {
            slabs.add(new long[POSITIONS]);
            if (slabs.size() > MOST_SLABS) {
                slabs.set(slabs.size() - 1 - MOST_SLABS, null);
            }
        }
        long[] longs = slabs.get(slab);
        long bit = 1L << epochs;
        for (int i = 0; i < bits.length; i++) {
            for (int octet = bits[i] & 0xFF; octet != 0; octet &= octet - 1) {
                longs[i << 3 | Integer.numberOfTrailingZeros(octet)] |= bit;
            }
        }
        epochs++;
    }

    /** The epochs that may have an id, the youngest first. */
    int[] candidates(Digest id) {
        int[] found = NONE;
        for (int slab = slabs.size() - 1; slab >= 0; slab--) {
            for (long mask = mask(slab, id); mask != 0;) {
                int bit = Long.SIZE - 1 - Long.numberOfLeadingZeros(mask);
                mask &= ~(1L << bit);
                found = Arrays.copyOf(found, found.length + 1);
                found[found.length - 1] = slab * Long.SIZE + bit;
            }
        }
        return found;
    }

    private long mask(int slab, Digest id) {
        long[] longs = slabs.get(slab);
        long mask = -1;
        if (longs != null) {
            long hash = id.low();
            for (int i = 0; i < HASHES && mask != 0; i++) {
                mask &= longs[(int) (hash >>> Long.SIZE - POSITION_BITS)];
                hash = next(hash, id);
            }
        }
        return mask;
    }
}
