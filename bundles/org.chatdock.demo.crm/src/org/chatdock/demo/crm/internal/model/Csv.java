// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Comma separated values; a field in quotes may hold commas, quotes (doubled) and line breaks. */
final class Csv {
    private final String text;
    private int at;

    private Csv(String text) {
        this.text = text;
    }

    /** The rows below the header. */
    static List<List<String>> rows(String text) {
        Csv csv = new Csv(text);
        List<List<String>> rows = new ArrayList<>();
        while (csv.at < text.length()) {
            rows.add(csv.row());
        }
        return rows.isEmpty() ? rows : rows.subList(1, rows.size());
    }

    static String line(List<String> fields) {
        return fields.stream().map(Csv::quoted).collect(Collectors.joining(",", "", "\n"));
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    private List<String> row() {
        List<String> fields = new ArrayList<>();
        do {
            fields.add(field());
        } while (skip(','));
        skip('\r');
        skip('\n');
        return fields;
    }

    private String field() {
        return skip('"') ? quotedField() : plainField();
    }

    private String plainField() {
        int from = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }

    private String quotedField() {
        StringBuilder field = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '"') {
                field.append(c);
            } else if (skip('"')) {
                field.append('"');
            } else {
                break;
            }
        }
        return field.toString();
    }

    private boolean skip(char expected) {
        boolean there = at < text.length() && text.charAt(at) == expected;
        if (there) {
            at++;
        }
        return there;
    }
}
