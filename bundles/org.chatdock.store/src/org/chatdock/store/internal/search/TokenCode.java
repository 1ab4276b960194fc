// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.search;

/**
 * What stands in the index for a piece of a text, so that the index tells nothing to who has no key: a function that
 * spreads evenly over all its bits, keyed if the store is encrypted. The same piece must get the same code for as long
 * as the index lives. Any thread.
 */
public interface TokenCode {
    /** Without a key: hides nothing. */
    TokenCode PLAIN = gram -> {
        // The finaliser of SplitMix64: a permutation.
        long mixed = (gram ^ gram >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    };

    /** {@code gram}: up to three characters of 21 bits each, see {@link Gram}. Called some 70 times for a message. */
    long of(long gram);
}
