// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.search;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * A piece of what the index knows of a message, as a number: three values of 21 bits, each a character, or one of the
 * marks below, which are no characters.
 */
final class Gram {
    private static final int BITS = 21;
    private static final int MASK = (1 << BITS) - 1;
    private static final int WORD_START = 0x110000;
    private static final int CONVERSATION = 0x110001;
    private static final int TYPE = 0x110002;
    private static final int SENDER_TYPE = 0x110003;
    private static final int NOTHING = 0x1FFFFF;

    private Gram() {
    }

    private static long of(int first, int second, int third) {
        return ((long) first << BITS | second) << BITS | third;
    }

    /** A character alone. */
    static long one(int character) {
        return of(NOTHING, NOTHING, character);
    }

    static long two(int first, int second) {
        return of(NOTHING, first, second);
    }

    static long three(int first, int second, int third) {
        return of(first, second, third);
    }

    /** A word that begins with a character. */
    static long start(int first) {
        return of(WORD_START, NOTHING, first);
    }

    /** A word that begins with two characters. */
    static long start(int first, int second) {
        return of(WORD_START, first, second);
    }

    /** Any message of a conversation. */
    static long conversation(long key) {
        return of(CONVERSATION, (int) (key >>> BITS) & MASK, (int) key & MASK);
    }

    /** Any message of a type. Two types can have the same, as is true of all grams once they are codes. */
    static long type(String type) {
        return of(TYPE, NOTHING, checksum(type) & MASK);
    }

    /** Any message of a kind of sender. */
    static long senderType(String senderType) {
        return of(SENDER_TYPE, NOTHING, checksum(senderType) & MASK);
    }

    private static int checksum(String text) {
        CRC32C sum = new CRC32C();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return (int) sum.getValue();
    }
}
