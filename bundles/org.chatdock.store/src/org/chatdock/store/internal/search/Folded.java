// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.search;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * A text as search compares it: NFKC, so that the width of letters and digits does not matter, lower case, without
 * characters that cannot be seen. It knows where its characters stood. Both what is searched and what is searched for
 * go through here.
 */
final class Folded {
    /** So many chars of a message are searched; a text of megabytes is nothing that anybody typed. */
    static final int SEARCHED_CHARS = 1 << 14;

    /** A letter and its marks are normalised as one; nobody writes more marks than these. */
    private static final int MARKS = 16;

    private final String original;
    /** Where folding ended. */
    private final int limit;
    private final StringBuilder folded;
    /** For every char of {@link #folded} where its character begins in the original; null: at the same place. */
    private int[] origins;

    private Folded(String original, int limit) {
        this.original = original;
        this.limit = limit;
        folded = new StringBuilder(limit);
        int i = 0;
        while (i < limit) {
            char c = original.charAt(i);
            if (isPlain(c) && (i + 1 == limit || !continues(original.charAt(i + 1)))) {
                append(c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c, i);
                i++;
            } else {
                i = fold(i);
            }
        }
    }

    /** The beginning of a message's text. */
    static Folded of(String text) {
        return new Folded(text, Math.min(text.length(), SEARCHED_CHARS));
    }

    /** Normal already, but for capitals. */
    private static boolean isPlain(char c) {
        return c < 0x80 || c >= 0x4E00 && c <= 0x9FFF || c == '\u3002';
    }

    /** Folds the character at a place, with its marks. @return where the next one begins */
    private int fold(int from) {
        int to = from + charCount(from);
        for (int i = 0; i < MARKS && to < limit && continues(Character.codePointAt(original, to)); i++) {
            to += charCount(to);
        }
        Normalizer.normalize(original.substring(from, to), Normalizer.Form.NFKC).codePoints()
                .filter(codePoint -> !isInvisible(codePoint)).map(Folded::lower)
                .forEach(codePoint -> append(codePoint, from));
        return to;
    }

    /** A pair that the limit cuts is half a pair. */
    private int charCount(int at) {
        return at + 1 < limit ? Character.charCount(original.codePointAt(at)) : 1;
    }

    /** Whether a character can become one with the one before it: marks, vowels and endings of Korean syllables. */
    private static boolean continues(int codePoint) {
        if (codePoint < 0x300 || codePoint >= 0x4E00 && codePoint <= 0x9FFF) {
            return false;
        }
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK || codePoint >= 0x1160 && codePoint <= 0x11FF
                || codePoint == 0xFF9E || codePoint == 0xFF9F;
    }

    /** By way of the capital: some letters have several small forms. */
    private static int lower(int codePoint) {
        return Character.toLowerCase(Character.toUpperCase(codePoint));
    }

    private static boolean isInvisible(int codePoint) {
        return Character.getType(codePoint) == Character.FORMAT || codePoint >= 0xFE00 && codePoint <= 0xFE0F;
    }

    private void append(char c, int origin) {
        note(folded.length(), origin);
        folded.append(c);
    }

    private void append(int codePoint, int origin) {
        int at = folded.length();
        folded.appendCodePoint(codePoint);
        for (int i = at; i < folded.length(); i++) {
            note(i, origin);
        }
    }

    private void note(int at, int origin) {
        if (origins == null) {
            if (at == origin) {
                return;
            }
            origins = new int[Math.max(16, limit)];
            Arrays.setAll(origins, i -> i);
        }
        if (at >= origins.length) {
            origins = Arrays.copyOf(origins, 2 * at);
        }
        origins[at] = origin;
    }

    String text() {
        return folded.toString();
    }

    /** Where the character at a place of the folded text begins in the original. */
    int origin(int at) {
        return origins == null ? at : origins[at];
    }

    /** Where the character before a place of the folded text, not its beginning, ends in the original. */
    int originEnd(int end) {
        int last = origin(end - 1);
        int next = end;
        while (next < folded.length() && origin(next) == last) {
            next++;
        }
        return next < folded.length() ? origin(next) : limit;
    }
}
