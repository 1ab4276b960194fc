// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.util.Random;

/**
 * Texts of about 60 characters, more Chinese than English, with numbers now and then. Words are as unequal as in a
 * language: half of a text comes from a hundredth of the words. The same seed gives the same texts.
 */
final class SearchTexts {
    /** Two characters that other words have, but not next to each other in this order. */
    static final String NEEDLE = "\u4E8C\u4E03";
    /** One of the commonest words, and a piece of an English one. */
    static final String COMMON = "\u8BA2\u5355";
    static final String SUBSTRING = "elive";

    private static final int CHARACTERS = 2_500;
    private static final int CHINESE = 8_000;
    private static final int ENGLISH = 4_000;

    private final Random random;
    private final String[] chinese = new String[CHINESE];
    private final String[] english = new String[ENGLISH];

    SearchTexts(long seed) {
        random = new Random(seed);
        for (int i = 0; i < CHINESE; i++) {
            int length = random.nextInt(10) < 7 ? 2 : 1 + 2 * random.nextInt(2);
            StringBuilder word = new StringBuilder();
            while (word.length() < length) {
                word.append((char) (0x4E00 + rank(CHARACTERS)));
            }
            chinese[i] = word.toString();
        }
        chinese[5] = COMMON;
        for (int i = 0; i < ENGLISH; i++) {
            StringBuilder word = new StringBuilder();
            int length = 2 + random.nextInt(7);
            while (word.length() < length) {
                String letters = (word.length() + i) % 2 == 0 ? "aeiou" : "tnshrdlcmwfgypbvk";
                word.append(letters.charAt(random.nextInt(letters.length())));
            }
            english[i] = word.toString();
        }
        english[50] = "delivery";
    }

    /** Low ones are much more frequent. */
    private int rank(int count) {
        return (int) Math.pow(count, random.nextDouble()) - 1;
    }

    String next(boolean needle) {
        StringBuilder text = new StringBuilder();
        int length = 20 + random.nextInt(80);
        boolean inChinese = random.nextInt(10) < 6;
        while (text.length() < length) {
            inChinese ^= random.nextInt(8) == 0;
            if (inChinese) {
                text.append(chinese[rank(CHINESE)]).append(random.nextInt(7) == 0 ? "\uFF0C" : "");
            } else {
                text.append(english[rank(ENGLISH)]).append(' ');
            }
            if (random.nextInt(40) == 0) {
                text.append(100_000_000L + random.nextInt(900_000_000)).append(' ');
            }
        }
        String without = text.toString().replace(NEEDLE, "\u4E03\u4E8C\u3002");
        return needle ? without + NEEDLE : without;
    }
}
