// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.search;

/**
 * A piece of what is searched for, between two blanks, folded. It may occur anywhere in a text, but if it is one or two
 * letters or digits and nothing else, only where a word begins.
 */
final class Piece {
    /** Fewer letters or digits than this are not found within words. */
    static final int SHORT = 3;

    private final String text;
    private final boolean wordStart;

    Piece(String text) {
        this.text = text;
        wordStart = text.codePointCount(0, text.length()) < SHORT
                && text.codePoints().allMatch(codePoint -> CharKind.of(codePoint) == CharKind.WORD);
    }

    String text() {
        return text;
    }

    /** Where it first occurs in a folded text, -1 if it does not. */
    int find(String folded) {
        int at = folded.indexOf(text);
        while (at >= 0 && !mayStand(folded, at)) {
            at = folded.indexOf(text, at + 1);
        }
        return at;
    }

    private boolean mayStand(String folded, int at) {
        return !Snippet.splitsPair(folded, at) && !Snippet.splitsPair(folded, at + text.length())
                && !(wordStart && at > 0 && CharKind.of(folded.codePointBefore(at)) == CharKind.WORD);
    }
}
