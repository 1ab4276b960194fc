// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.search;

import java.util.ArrayList;
import java.util.List;

/** What is searched for in a text: pieces that must all occur. */
final class Words {
    /**
     * Where something was found in a text.
     *
     * @param start its first char
     * @param end the char after its last
     */
    record Occurrence(int start, int end) {
    }

    /** More than these would not make the candidates fewer. */
    private static final int PIECES = 8;
    private static final int CHARACTERS = 24;

    private final List<Piece> pieces = new ArrayList<>();

    Words(String words) {
        for (String piece : Folded.of(words).text().split("[\\s\\p{Z}]+")) {
            if (!piece.isEmpty()) {
                pieces.add(new Piece(piece));
            }
        }
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    void addTo(Grams grams) {
        for (Piece piece : pieces.subList(0, Math.min(PIECES, pieces.size()))) {
            grams.addPiece(beginning(piece.text()));
        }
    }

    private static String beginning(String piece) {
        return piece.codePointCount(0, piece.length()) <= CHARACTERS ? piece
                : piece.substring(0, piece.offsetByCodePoints(0, CHARACTERS));
    }

    /** The first occurrence of any piece, null if one of them does not occur. */
    Occurrence find(String text) {
        Folded folded = Folded.of(text);
        String searched = folded.text();
        int first = Integer.MAX_VALUE;
        Piece firstPiece = null;
        for (Piece piece : pieces) {
            int at = piece.find(searched);
            if (at < 0) {
                return null;
            }
            if (at < first) {
                first = at;
                firstPiece = piece;
            }
        }
        return new Occurrence(folded.origin(first), folded.originEnd(first + firstPiece.text().length()));
    }
}
