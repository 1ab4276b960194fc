// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds web addresses in text. Only {@code http} and {@code https}: what a customer sends must not open anything else.
 */
public final class Links {
    // Chinese text stands beside an address without a space, so anything but ASCII ends it.
    private static final Pattern ADDRESS = Pattern.compile("https?://[\\x21-\\x7e&&[^<>\"`]]+",
            Pattern.CASE_INSENSITIVE);
    private static final int MOST = 100;

    /** A stretch of text. */
    public record Range(int start, int length) {
    }

    private Links() {
    }

    public static List<Range> in(String text) {
        List<Range> found = new ArrayList<>();
        Matcher matcher = ADDRESS.matcher(text);
        while (found.size() < MOST && matcher.find()) {
            int end = matcher.end();
            while (end > matcher.start() && closes(text, matcher.start(), end)) {
                end--;
            }
            if (end - matcher.start() > "https://".length()) {
                found.add(new Range(matcher.start(), end - matcher.start()));
            }
        }
        return found;
    }

    public static boolean isLink(String text) {
        return ADDRESS.matcher(text).matches();
    }

    /** Whether the last character belongs to the sentence around the address. */
    private static boolean closes(String text, int start, int end) {
        char last = text.charAt(end - 1);
        if (last == ')') {
            return text.substring(start, end).indexOf('(') < 0;
        }
        return ".,;:!?'*]}".indexOf(last) >= 0;
    }
}
