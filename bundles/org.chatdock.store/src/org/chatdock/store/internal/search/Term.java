// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.search;

/**
 * A code as the index writes it: six of 32 characters that are neither blanks nor operators for it. 30 bits: a store
 * has about a million different ones, so that one in a thousand stands for two things. Hits are verified anyway.
 */
final class Term {
    static final int CHARS = 6;
    private static final int BITS = 5;
    private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz234567";

    private Term() {
    }

    /** The highest bits, so that sorted codes are sorted terms. */
    static void append(StringBuilder terms, long code) {
        for (int i = 1; i <= CHARS; i++) {
            terms.append(DIGITS.charAt((int) (code >>> Long.SIZE - i * BITS) & (1 << BITS) - 1));
        }
    }

    static String of(long code) {
        StringBuilder term = new StringBuilder(CHARS);
        append(term, code);
        return term.toString();
    }

    static boolean same(long one, long other) {
        return (one ^ other) >>> Long.SIZE - CHARS * BITS == 0;
    }
}
