// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;

import org.chatdock.api.message.MessageId;
import org.chatdock.sending.internal.wire.Answer.Accepted;
import org.chatdock.sending.internal.wire.Answer.Denied;
import org.chatdock.sending.internal.wire.Answer.Unreadable;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
    private static final String LARGE = "123456789012345678901234567890";

    private static Answer read(String body) {
        return new AnswerReader().read(200, body);
    }

    private static Accepted accepted(String id, Instant time) {
        return new Accepted(new MessageId(id), time);
    }

    @Test
    void idsAreTakenInAnyForm() {
        assertEquals(accepted("a", null), read("{\"msgID\":\"a\"}"));
        assertEquals(accepted("a", null), read("{\"MsgId\":\"a\"}"));
        assertEquals(accepted(LARGE, null), read("{\"msgID\":" + LARGE + "}"));
        assertEquals(accepted("0", null), read("{\"msgID\":0}"));
        assertEquals(accepted("1E+999999999", null), read("{\"msgID\":1e999999999}"));
        assertEquals(accepted("a", null), read("{\"data\":{\"msgID\":\"a\"}}"));
        assertEquals(accepted("a", null), read("\uFEFF {\"msgID\":\"a\",\"data\":{\"msgID\":\"b\"}}"));
        assertEquals(accepted("a", null), new AnswerReader().read(201, "{\"msgID\":\"a\"}"));
    }

    @Test
    void timesAreSecondsOrMillisecondsInAnyForm() {
        Instant seconds = Instant.ofEpochSecond(1_700_000_000L);
        Instant millis = Instant.ofEpochMilli(1_700_000_000_123L);
        assertEquals(accepted("a", seconds), read("{\"msgID\":\"a\",\"msgTime\":1700000000}"));
        assertEquals(accepted("a", seconds), read("{\"msgID\":\"a\",\"msgTime\":\"1700000000\"}"));
        assertEquals(accepted("a", seconds), read("{\"msgID\":\"a\",\"MsgTime\":\" 1700000000 \"}"));
        assertEquals(accepted("a", millis), read("{\"msgID\":\"a\",\"msgTime\":1700000000123}"));
        assertEquals(accepted("a", millis), read("{\"msgID\":\"a\",\"msgTime\":1700000000.123}"));
        assertEquals(accepted("a", Instant.ofEpochSecond(100_000_000_000L)),
                read("{\"msgID\":\"a\",\"msgTime\":100000000000}"));
        assertEquals(accepted("a", Instant.ofEpochMilli(100_000_000_001L)),
                read("{\"msgID\":\"a\",\"msgTime\":100000000001}"));
    }

    @Test
    void whatIsNoTimeIsNone() {
        for (String time : new String[] { "0", "-5", "null", "\"\"", "\"yesterday\"", "{}", "true", LARGE,
                "1e999999999", "1e-999999999",
                "\"1e999999999\"" }) {
            assertEquals(accepted("a", null), read("{\"msgID\":\"a\",\"msgTime\":" + time + "}"), time);
        }
    }

    @Test
    void withoutIdTheServicesWordsAreANo() {
        for (String id : new String[] { "\"\"", "null", "{}", "[]", "true" }) {
            assertEquals(new Denied("why"), read("{\"msgID\":" + id + ",\"ErrMsg\":\"why\"}"), id);
        }
        assertEquals(new Denied("42"), read("{\"ErrMsg\":42}"));
        assertEquals(new Denied("why"), read("{\"data\":{\"errMsg\":\"why\"}}"));
    }

    @Test
    void aSuccessWithoutIdAndWordsMayBeOne() {
        for (String body : new String[] { "{}", "null", "[]", "\"ok\"", "0", "{\"data\":{}}", "{\"msgID\":\"\"}",
                "{\"ErrMsg\":\"\"}", "{\"ErrMsg\":\" \"}", "{\"ErrMsg\":null}", "{\"ErrMsg\":{}}" }) {
            assertEquals(new Unreadable(), read(body), body);
            assertEquals(new Unreadable(), new AnswerReader().read(204, body), body);
        }
    }

    @Test
    void anIdDoesNotHelpAgainstTheStatus() {
        assertEquals(new Denied("no"), new AnswerReader().read(500, "{\"msgID\":\"a\",\"ErrMsg\":\"no\"}"));
        assertEquals(new Denied(""), new AnswerReader().read(302, ""));
    }

    @Test
    void whatIsNotJsonIsUnreadable() {
        for (String body : new String[] { "", " ", "ok", "{", "{\"msgID\":\"a\"}}", "[".repeat(5000) }) {
            assertEquals(new Unreadable(), read(body));
        }
    }
}
