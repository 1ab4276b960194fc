// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.script;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import org.chatdock.simulator.ScriptException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Walks along one line of a script. One thread. */
final class LineCursor {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final TypeReference<LinkedHashMap<String, Object>> FIELDS = new TypeReference<>() {
    };

    private final String source;
    private final int number;
    private String rest;

    LineCursor(String source, int number, String line) {
        this.source = source;
        this.number = number;
        this.rest = line.strip();
    }

    ScriptException error(String advice) {
        return new ScriptException(source, number, advice);
    }

    boolean atEnd() {
        return rest.isEmpty();
    }

    boolean at(String start) {
        return rest.startsWith(start);
    }

    /** Takes the next word, empty at the end. */
    String word() {
        int end = 0;
        while (end < rest.length() && !Character.isWhitespace(rest.charAt(end))) {
            end++;
        }
        String word = rest.substring(0, end);
        rest = rest.substring(end).stripLeading();
        return word;
    }

    /** Takes {@code [...]} if it is next; null if it is not. */
    String brackets() throws ScriptException {
        if (!at("[")) {
            return null;
        }
        int end = rest.indexOf(']');
        if (end < 0) {
            throw error("'[' without ']': close the options, or write \\[ if the text is to begin with it");
        }
        String inside = rest.substring(1, end);
        rest = rest.substring(end + 1).stripLeading();
        return inside;
    }

    /** Takes a JSON object if one is next; empty if none is. */
    Map<String, Object> json() throws ScriptException {
        if (!at("{")) {
            return Map.of();
        }
        try (JsonParser parser = JSON.createParser(rest)) {
            Map<String, Object> fields = JSON.readValue(parser, FIELDS);
            rest = rest.substring((int) parser.currentLocation().getCharOffset()).stripLeading();
            return fields;
        } catch (IOException e) {
            throw error("the fields in { } are not JSON: write {\"Name\": \"value\"}, or \\{ if the text is to begin "
                    + "with it");
        }
    }

    /** Takes all that is left, without the backslash that protects its beginning. */
    String text() {
        String text = at("\\") ? rest.substring(1) : rest;
        rest = "";
        return text;
    }
}
