// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.wire;

/** Text as the gateway's older client, written in JavaScript, treats it. */
public final class JavaScriptText {
    private JavaScriptText() {
    }

    /** {@code String.prototype.trim}. Java's own ways know neither the byte order mark nor the no-break space. */
    public static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isWhiteSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isWhiteSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** ECMAScript's WhiteSpace and LineTerminator: all of them are single chars. */
    private static boolean isWhiteSpace(char c) {
        return switch (c) {
            case '\t', '\n', '\u000B', '\f', '\r', '\uFEFF', '\u2028', '\u2029' -> true;
            default -> Character.getType(c) == Character.SPACE_SEPARATOR;
        };
    }

    /**
     * In a JSON text: half of a surrogate pair as {@code JSON.stringify} writes it. UTF-8 cannot, and would put a
     * question mark in its place.
     */
    static String escapeHalfPairs(String json) {
        StringBuilder escaped = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (!Character.isSurrogate(c)) {
                escaped.append(c);
            } else if (i + 1 < json.length() && Character.isSurrogatePair(c, json.charAt(i + 1))) {
                escaped.append(c).append(json.charAt(++i));
            } else {
                escaped.append(String.format("\\u%04x", (int) c));
            }
        }
        return escaped.toString();
    }
}
