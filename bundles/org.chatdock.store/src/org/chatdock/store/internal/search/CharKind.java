// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.search;

import java.lang.Character.UnicodeScript;

/** How a character of a folded text is searched. */
enum CharKind {
    /** Of a script that puts blanks between words, and digits: found by three in a row, and by how a word begins. */
    WORD,
    /** Of a script without blanks: found alone, and by two in a row. */
    IDEOGRAPH,
    /** A picture or a currency: found alone. */
    SYMBOL,
    /** Punctuation, blanks, what is broken: found only beside something else, or by looking at every message. */
    OTHER;

    static CharKind of(int codePoint) {
        if (codePoint < 0x80) {
            boolean letter = codePoint >= 'a' && codePoint <= 'z' || codePoint >= 'A' && codePoint <= 'Z';
            return letter || codePoint >= '0' && codePoint <= '9' ? WORD : codePoint == '$' ? SYMBOL : OTHER;
        }
        if (codePoint >= 0x4E00 && codePoint <= 0x9FFF) {
            return IDEOGRAPH;
        }
        return switch (Character.getType(codePoint)) {
            case Character.UPPERCASE_LETTER, Character.LOWERCASE_LETTER, Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER, Character.OTHER_LETTER, Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER, Character.OTHER_NUMBER, Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> letter(codePoint);
            case Character.OTHER_SYMBOL, Character.CURRENCY_SYMBOL, Character.MODIFIER_SYMBOL -> SYMBOL;
            default -> OTHER;
        };
    }

    private static CharKind letter(int codePoint) {
        return switch (UnicodeScript.of(codePoint)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO, YI, THAI, LAO, KHMER, MYANMAR, TIBETAN -> IDEOGRAPH;
            default -> WORD;
        };
    }
}
