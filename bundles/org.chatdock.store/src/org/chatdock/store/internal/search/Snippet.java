// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.search;

import org.chatdock.api.store.SearchHit;
import org.chatdock.api.store.StoredMessage;

/** Cuts a piece out of a text that shows what was found in it. */
final class Snippet {
    private static final int CHARS = 80;
    /** Of the text before the occurrence. */
    private static final int BEFORE = 24;
    private static final String CUT = "\u2026";

    private Snippet() {
    }

    static SearchHit hit(StoredMessage message, Words.Occurrence occurrence) {
        String text = message.message().content();
        int from = Math.max(0, Math.min(occurrence.start() - BEFORE, text.length() - CHARS));
        int to = Math.min(text.length(), from + CHARS);
        if (splitsPair(text, from)) {
            from--;
        }
        if (splitsPair(text, to)) {
            to--;
        }
        String before = from > 0 ? CUT : "";
        String after = to < text.length() ? CUT : "";
        int start = before.length() + occurrence.start() - from;
        int length = Math.min(occurrence.end(), to) - occurrence.start();
        return new SearchHit(message, before + oneLine(text, from, to) + after, start, length, occurrence.start());
    }

    /** Whether a place in a text is in the middle of a surrogate pair. */
    static boolean splitsPair(String text, int at) {
        return at > 0 && at < text.length() && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
    }

    /** Char for char, so that places stay. */
    private static String oneLine(String text, int from, int to) {
        StringBuilder line = new StringBuilder(text.substring(from, to));
        for (int i = 0; i < line.length(); i++) {
            switch (Character.getType(line.charAt(i))) {
                case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                    line.setCharAt(i, ' ');
                default -> { }
            }
        }
        return line.toString();
    }
}
