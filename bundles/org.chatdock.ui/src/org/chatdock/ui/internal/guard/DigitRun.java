// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.guard;

import java.util.Arrays;

/**
 * A stretch of digits of a text, in groups with up to two blanks or hyphens between them. Digits of all scripts count,
 * full-width ones among them.
 */
final class DigitRun {
    private static final int MOST_SEPARATORS = 2;

    private final String text;
    private byte[] digits = new byte[32];
    /** Where each digit is in the text. */
    private int[] places = new int[32];
    /** The index of the first digit of each group, and after the last the number of digits. */
    private int[] groups = new int[8];
    private int size;
    private int groupCount;
    private int end;

    /** @param start where the first digit is in the text */
    DigitRun(String text, int start) {
        this.text = text;
        int at = start;
        while (at < text.length() && digit(text.charAt(at)) >= 0) {
            addGroup(size);
            while (at < text.length() && digit(text.charAt(at)) >= 0) {
                add((byte) digit(text.charAt(at)), at);
                at++;
            }
            end = at;
            int separators = 0;
            while (separators < MOST_SEPARATORS && at < text.length() && isSeparator(text.charAt(at))) {
                separators++;
                at++;
            }
        }
        addGroup(size);
        groupCount--;
    }

    static int digit(char c) {
        return Character.digit(c, 10);
    }

    static boolean isSeparator(char c) {
        return switch (c) {
            case ' ', '\u00A0', '\u2009', '\u202F', '\u3000', '-', '\u2010', '\u2011', '\u2012', '\u2013', '\uFF0D' -> true;
            default -> false;
        };
    }

    private void add(byte digit, int place) {
        if (size == digits.length) {
            digits = Arrays.copyOf(digits, 2 * size);
            places = Arrays.copyOf(places, 2 * size);
        }
        digits[size] = digit;
        places[size++] = place;
    }

    private void addGroup(int first) {
        if (groupCount == groups.length) {
            groups = Arrays.copyOf(groups, 2 * groupCount);
        }
        groups[groupCount++] = first;
    }

    String text() {
        return text;
    }

    /** Where it ends in the text, exclusive. */
    int end() {
        return end;
    }

    int groupCount() {
        return groupCount;
    }

    /** The index of a group's first digit. */
    int first(int group) {
        return groups[group];
    }

    /** The index after a group's last digit. */
    int last(int group) {
        return groups[group + 1];
    }

    int length(int group) {
        return last(group) - first(group);
    }

    int at(int digit) {
        return digits[digit];
    }

    /** Where a digit is in the text. */
    int place(int digit) {
        return places[digit];
    }

    /** The number that some digits in a row make; at most 9 of them. */
    int number(int from, int count) {
        int number = 0;
        for (int i = from; i < from + count; i++) {
            number = 10 * number + digits[i];
        }
        return number;
    }

    /** Some digits in a row, as ASCII. */
    String ascii(int from, int to) {
        StringBuilder ascii = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            ascii.append((char) ('0' + digits[i]));
        }
        return ascii.toString();
    }

    /** Whether a digit is the first behind a decimal point, or stands behind a group of thousands. */
    boolean isFraction(int digit) {
        int place = places[digit];
        return place >= 2 && isPoint(text.charAt(place - 1)) && digit(text.charAt(place - 2)) >= 0;
    }

    /** Whether a digit is followed by a decimal point or a comma, and then by another digit. */
    boolean hasFraction(int digit) {
        int place = places[digit];
        return place + 2 < text.length() && isPoint(text.charAt(place + 1)) && digit(text.charAt(place + 2)) >= 0;
    }

    private static boolean isPoint(char c) {
        return c == '.' || c == ',';
    }

    /** Whether a Latin letter, an underscore or a slash is directly before a digit: it is part of a longer name. */
    boolean isTail(int digit) {
        int place = places[digit];
        return place > 0 && (isNameChar(text.charAt(place - 1)) || text.charAt(place - 1) == '/');
    }

    /** Whether a Latin letter or an underscore follows a digit directly. */
    boolean isHead(int digit) {
        int place = places[digit];
        return place + 1 < text.length() && isNameChar(text.charAt(place + 1));
    }

    static boolean isNameChar(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }
}
