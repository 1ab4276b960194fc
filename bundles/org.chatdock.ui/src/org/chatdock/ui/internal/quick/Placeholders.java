// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.quick;

import java.util.ArrayList;
import java.util.List;

/** Reads the places of a text; see the package for their form. Linear in the text. */
final class Placeholders {
    private static final int LONGEST = 64;

    private Placeholders() {
    }

    /** Fills what is known. A value is written as it is, whatever braces it has. */
    static Filled fill(String template, Fields fields) {
        StringBuilder text = new StringBuilder(template.length());
        List<Gap> gaps = new ArrayList<>();
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at);
            if (c == '{' && template.startsWith("{{", at)) {
                text.append('{');
                at += 2;
                continue;
            }
            int end = c == '{' ? end(template, at) : -1;
            if (end < 0) {
                text.append(c);
                at++;
                continue;
            }
            String field = template.substring(at + 1, end - 1);
            String value = fields.value(field);
            if (value.isBlank()) {
                gaps.add(new Gap(text.length(), text.length() + end - at, field));
                text.append(template, at, end);
            } else {
                text.append(value);
            }
            at = end;
        }
        return new Filled(text.toString(), gaps);
    }

    /** All that has the form of a place, in order. */
    static List<Gap> all(String text) {
        List<Gap> all = new ArrayList<>();
        int at = text.indexOf('{');
        while (at >= 0) {
            int end = end(text, at);
            if (end > 0) {
                all.add(new Gap(at, end, text.substring(at + 1, end - 1)));
            }
            at = text.indexOf('{', Math.max(end, at + 1));
        }
        return all;
    }

    /** Behind the closing brace of the place that begins there; -1 if none does. */
    private static int end(String text, int open) {
        int at = open + 1;
        while (at < text.length() && at - open <= LONGEST && isNameChar(text.charAt(at), at == open + 1)) {
            at++;
        }
        return at > open + 1 && at < text.length() && text.charAt(at) == '}' ? at + 1 : -1;
    }

    private static boolean isNameChar(char c, boolean first) {
        return Character.isLetter(c) || !first && (Character.isDigit(c) || c == '.' || c == '_' || c == '-');
    }
}
