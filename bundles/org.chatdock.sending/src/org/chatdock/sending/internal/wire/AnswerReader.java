// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.wire;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;

import org.chatdock.api.message.MessageId;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Reads an answer, tolerantly: ids and times may be numbers or texts, and stand in an inner object {@code data}. */
public final class AnswerReader {
    private static final String[] ID_KEYS = { "msgID", "MsgId", "msgId", "MsgID" };
    private static final String[] TIME_KEYS = { "msgTime", "MsgTime" };
    private static final String[] ERROR_KEYS = { "ErrMsg", "errMsg" };
    private static final BigDecimal FIRST_MILLIS = new BigDecimal(100_000_000_000L);
    private static final BigDecimal LAST = new BigDecimal(Long.MAX_VALUE);
    /** A number such as 1e999999999 is short to write, and takes all memory when written out. */
    private static final int MAX_SCALE = 30;

    private final ObjectMapper mapper = new ObjectMapper()
            .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** {@code status}: of the answer, final; {@code body}: what came with it. */
    public Answer read(int status, String body) {
        boolean success = status >= 200 && status < 300;
        JsonNode json = parse(body);
        String words = text(json, ERROR_KEYS);
        if (!success) {
            return new Answer.Denied(words);
        }
        String id = text(json, ID_KEYS);
        if (!id.isEmpty()) {
            return new Answer.Accepted(new MessageId(id), time(text(json, TIME_KEYS)));
        }
        // A success that says nothing of a failure may be one, whatever became of its id.
        return words.isBlank() ? new Answer.Unreadable() : new Answer.Denied(words);
    }

    /** Missing if it is no JSON. */
    private JsonNode parse(String body) {
        try {
            return mapper.readTree(body.startsWith("\uFEFF") ? body.substring(1) : body);
        } catch (JsonProcessingException e) {
            return mapper.missingNode();
        }
    }

    /** The first of the keys that is there, outside before inside; empty if none is. */
    private static String text(JsonNode json, String[] keys) {
        for (JsonNode place : new JsonNode[] { json, json.path("data") }) {
            for (String key : keys) {
                String text = text(place.path(key));
                if (!text.isEmpty()) {
                    return text;
                }
            }
        }
        return "";
    }

    private static String text(JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.bigIntegerValue().toString();
        }
        return value.isNumber() ? value.decimalValue().toString() : value.isTextual() ? value.textValue() : "";
    }

    /** Seconds, or milliseconds if there are that many. Null if it is no time; 0 is none, as in JavaScript. */
    private static Instant time(String text) {
        try {
            BigDecimal number = new BigDecimal(text.trim());
            if (Math.abs(number.scale()) > MAX_SCALE || number.signum() <= 0 || number.compareTo(LAST) > 0) {
                return null;
            }
            BigDecimal seconds = number.compareTo(FIRST_MILLIS) > 0 ? number.movePointLeft(3) : number;
            BigDecimal whole = seconds.setScale(0, RoundingMode.DOWN);
            return Instant.ofEpochSecond(whole.longValueExact(),
                    seconds.subtract(whole).movePointRight(9).longValue());
        } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
            return null;
        }
    }
}
