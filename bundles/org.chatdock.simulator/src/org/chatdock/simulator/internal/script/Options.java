// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.chatdock.simulator.ScriptException;
import org.chatdock.simulator.ScriptId;
import org.chatdock.simulator.TimeForm;

/** What stands in the brackets of a line. Filled and read by the parser, one thread. */
final class Options {

    private static final String KNOWN = "a message type, id=, late=, again=, time=, pic=, file=, media=";

    private final LineCursor line;
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final List<Duration> again = new ArrayList<>();
    private String type = "text";
    private ScriptId id;
    private Duration late = Duration.ZERO;
    private TimeForm timeForm = TimeForm.SECONDS;

    private Options(LineCursor line) {
        this.line = line;
    }

    /** Takes the options that are next on the line, if any. */
    static Options take(LineCursor line) throws ScriptException {
        Options options = new Options(line);
        String inside = line.brackets();
        if (inside != null && !inside.isBlank()) {
            for (String word : inside.strip().split("\\s+")) {
                options.apply(word);
            }
        }
        return options;
    }

    private void apply(String word) throws ScriptException {
        int equals = word.indexOf('=');
        if (equals < 0) {
            type = word;
            return;
        }
        String value = word.substring(equals + 1);
        switch (word.substring(0, equals)) {
            case "id" -> id = idOf(value);
            case "late" -> late = positive(value);
            case "again" -> addRepeats(value);
            case "time" -> timeForm = timeFormOf(value);
            case "pic" -> fields.put("KfPicUrl", media(value));
            case "file" -> fields.put("KfFileUrl", media(value));
            case "media" -> fields.put("MediaId", value);
            default -> throw line.error("unknown option '" + word + "': there are " + KNOWN);
        }
    }

    private ScriptId idOf(String value) throws ScriptException {
        try {
            return ScriptId.of(value);
        } catch (IllegalArgumentException e) {
            throw line.error(e.getMessage() + ": write id=name, or id=#123 for a JSON number");
        }
    }

    private void addRepeats(String value) throws ScriptException {
        for (String part : value.split(",")) {
            again.add(positive(part));
        }
    }

    private Duration positive(String value) throws ScriptException {
        return WrittenDuration.parse(value).filter(duration -> !duration.isNegative())
                .orElseThrow(() -> line.error("'" + value + "' is no duration: write it like 40s, 1m30s or 0"));
    }

    private TimeForm timeFormOf(String value) throws ScriptException {
        try {
            return TimeForm.valueOf(value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw line.error("unknown time form '" + value + "': there are seconds, millis, text, lower, none");
        }
    }

    /** A plain name is one of the gateway's own media. */
    private static String media(String value) {
        return value.contains("://") || value.startsWith("${") ? value : "${media}/" + value;
    }

    /** Whether there are options that only a message of its own can have, not one in an answer. */
    boolean hasDelivery() {
        return id != null || !late.isZero() || !again.isEmpty();
    }

    String type() {
        return type;
    }

    /** Null if none is given. */
    ScriptId id() {
        return id;
    }

    Duration late() {
        return late;
    }

    List<Duration> again() {
        return again;
    }

    TimeForm timeForm() {
        return timeForm;
    }

    Map<String, Object> fields() {
        return fields;
    }
}
