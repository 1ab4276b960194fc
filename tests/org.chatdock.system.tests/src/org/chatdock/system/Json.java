// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads JSON, as strictly as its grammar is, without anything of the product: objects become maps in which the last of
 * equal keys counts, numbers stay as they are written.
 */
final class Json {
    /** A number, character by character. */
    record Digits(String text) {
    }

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final String ESCAPED = "\"\\/bfnrt";
    private static final String MEANT = "\"\\/\b\f\n\r\t";

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException if it is not JSON */
    static Object read(String text) {
        Json reader = new Json(text);
        Object value = reader.value();
        reader.blanks();
        reader.check(reader.at == text.length());
        return value;
    }

    private void check(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("no JSON at " + at);
        }
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /** Whether this comes next, after blanks; then it is taken. */
    private boolean take(String token) {
        blanks();
        boolean next = text.startsWith(token, at);
        at += next ? token.length() : 0;
        return next;
    }

    private void demand(String token) {
        check(take(token));
    }

    private Object value() {
        if (take("{")) {
            return object();
        }
        if (take("[")) {
            return array();
        }
        if (take("\"")) {
            return string();
        }
        if (take("true")) {
            return true;
        }
        if (take("false")) {
            return false;
        }
        if (take("null")) {
            return null;
        }
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        check(number.lookingAt());
        at = number.end();
        return new Digits(number.group());
    }

    private Map<String, Object> object() {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (take("}")) {
            return fields;
        }
        do {
            demand("\"");
            String key = string();
            demand(":");
            fields.put(key, value());
        } while (take(","));
        demand("}");
        return fields;
    }

    private List<Object> array() {
        List<Object> values = new ArrayList<>();
        if (take("]")) {
            return values;
        }
        do {
            values.add(value());
        } while (take(","));
        demand("]");
        return values;
    }

    private String string() {
        StringBuilder value = new StringBuilder();
        while (true) {
            check(at < text.length() && text.charAt(at) >= ' ');
            char c = text.charAt(at++);
            if (c == '"') {
                return value.toString();
            }
            value.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() {
        check(at < text.length());
        char c = text.charAt(at++);
        if (c == 'u') {
            check(at + 4 <= text.length() && text.substring(at, at + 4).matches("[0-9a-fA-F]{4}"));
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 4, at), 16);
        }
        check(ESCAPED.indexOf(c) >= 0);
        return MEANT.charAt(ESCAPED.indexOf(c));
    }
}
