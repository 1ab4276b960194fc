// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.search;

import java.util.Arrays;

/** Takes a text to pieces. */
final class Grams {
    private long[] grams;
    private int size;

    Grams(int expected) {
        grams = new long[Math.max(16, expected)];
    }

    void add(long gram) {
        if (size == grams.length) {
            grams = Arrays.copyOf(grams, 2 * size);
        }
        grams[size++] = gram;
    }

    /** All that somebody could search a message's text by. */
    void addText(String folded) {
        int[] text = folded.codePoints().toArray();
        for (int from = 0; from < text.length;) {
            CharKind kind = CharKind.of(text[from]);
            int to = endOfRun(text, from, kind);
            switch (kind) {
                case WORD -> addWord(text, from, to);
                case IDEOGRAPH -> addIdeographs(text, from, to);
                case SYMBOL -> addEach(text, from, to);
                case OTHER -> { }
            }
            from = to;
        }
    }

    private void addWord(int[] text, int from, int to) {
        add(Gram.start(text[from]));
        if (to - from >= 2) {
            add(Gram.start(text[from], text[from + 1]));
        }
        addThrees(text, from, to);
    }

    private void addThrees(int[] text, int from, int to) {
        for (int i = from; i + 2 < to; i++) {
            add(Gram.three(text[i], text[i + 1], text[i + 2]));
        }
    }

    private void addIdeographs(int[] text, int from, int to) {
        addEach(text, from, to);
        addTwos(text, from, to);
    }

    private void addTwos(int[] text, int from, int to) {
        for (int i = from; i + 1 < to; i++) {
            add(Gram.two(text[i], text[i + 1]));
        }
    }

    private void addEach(int[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            add(Gram.one(text[i]));
        }
    }

    /** What a text must have in which a piece without blanks occurs; nothing, if no more can be said than that. */
    void addPiece(String folded) {
        int[] piece = folded.codePoints().toArray();
        for (int from = 0; from < piece.length;) {
            CharKind kind = CharKind.of(piece[from]);
            int to = endOfRun(piece, from, kind);
            int length = to - from;
            switch (kind) {
                case WORD -> addWordOfPiece(piece, from, to);
                case IDEOGRAPH -> {
                    if (length == 1) {
                        add(Gram.one(piece[from]));
                    }
                    addTwos(piece, from, to);
                }
                case SYMBOL -> addEach(piece, from, to);
                case OTHER -> { }
            }
            from = to;
        }
    }

    /** A piece may begin in the middle of a word, unless it is so short that it has to be the beginning. */
    private void addWordOfPiece(int[] piece, int from, int to) {
        int length = to - from;
        if (length >= Piece.SHORT) {
            addThrees(piece, from, to);
        } else if (from > 0 || to == piece.length) {
            add(length == 1 ? Gram.start(piece[from]) : Gram.start(piece[from], piece[from + 1]));
        }
    }

    private static int endOfRun(int[] text, int from, CharKind kind) {
        int to = from + 1;
        while (to < text.length && CharKind.of(text[to]) == kind) {
            to++;
        }
        return to;
    }

    /** Each once, as the index writes them, with blanks between. */
    String terms(TokenCode code) {
        for (int i = 0; i < size; i++) {
            grams[i] = code.of(grams[i]);
        }
        Arrays.sort(grams, 0, size);
        StringBuilder terms = new StringBuilder(size * (Term.CHARS + 1));
        for (int i = 0; i < size; i++) {
            if (i == 0 || !Term.same(grams[i], grams[i - 1])) {
                Term.append(terms, grams[i]);
                terms.append(' ');
            }
        }
        return terms.toString();
    }

    boolean isEmpty() {
        return size == 0;
    }
}
