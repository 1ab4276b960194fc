// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.Message;
import org.chatdock.testkit.ManualClock;
import org.junit.jupiter.api.Test;

class FrameDecoderTest {
    private final ManualClock clock = new ManualClock();
    private final FrameDecoder decoder = new FrameDecoder(clock);

    private Optional<Message> read(String frame) {
        return decoder.decode(ByteBuffer.wrap(frame.getBytes(StandardCharsets.UTF_8)));
    }

    private Message message(String frame) {
        return read(frame).orElseThrow(() -> new AssertionError("No message: " + frame));
    }

    private Instant time(String json) {
        return message("{\"MsgTime\":" + json + "}").time();
    }

    @Test
    void everyKeyOfTheProtocolReachesItsField() {
        Message message = message("""
                {"MsgId":"m1","GroupId":"ann","From":"ann","To":"corp_me","FromType":"user","MsgType":"image",
                 "Content":"look","KfPicUrl":"http://p","KfFileUrl":"http://f","MediaId":"md","MsgTime":1700000000}""");

        assertEquals("m1", message.id().value());
        assertEquals("ann", message.conversation().value());
        assertEquals("ann", message.from());
        assertEquals("corp_me", message.to());
        assertEquals("user", message.fromType());
        assertEquals("image", message.type());
        assertEquals("look", message.content());
        assertEquals(new Attachment("http://p", "http://f", "md"), message.attachment());
        assertEquals(Instant.ofEpochSecond(1_700_000_000), message.time());
        assertEquals(Map.of(), message.extra());
    }

    @Test
    void idsThatAreNumbersLoseNoDigit() {
        Message message = message("{\"MsgId\":9223372036854775807,\"GroupId\":123456789012345678901234567890123456789,"
                + "\"From\":-9007199254740993,\"To\":0}");

        assertEquals("9223372036854775807", message.id().value());
        assertEquals("123456789012345678901234567890123456789", message.conversation().value());
        assertEquals("-9007199254740993", message.from());
        assertEquals("0", message.to());
    }

    @Test
    void anIdWithAFractionOrAnExponentStaysAsItCame() {
        Message message = message("{\"MsgId\":1.50,\"GroupId\":1E5}");

        assertEquals("1.50", message.id().value());
        assertEquals("1E5", message.conversation().value());
    }

    @Test
    void aNumberAndItsTextAreTheSameId() {
        assertEquals(message("{\"MsgId\":\"17\"}").id(), message("{\"MsgId\":17}").id());
    }

    @Test
    void absentAndNullFieldsAreEmptyTexts() {
        for (String frame : List.of("{}", "{\"MsgId\":null,\"GroupId\":null,\"From\":null,\"To\":null,"
                + "\"FromType\":null,\"MsgType\":null,\"Content\":null,\"KfPicUrl\":null,\"KfFileUrl\":null,"
                + "\"MediaId\":null,\"MsgTime\":null}")) {
            Message message = message(frame);

            assertEquals(List.of("", "", "", "", "", "", ""), List.of(message.id().wireText(),
                    message.conversation().value(), message.from(), message.to(), message.fromType(), message.type(),
                    message.content()));
            assertTrue(message.attachment().isEmpty());
            assertEquals(clock.instant(), message.time());
            assertEquals(Map.of(), message.extra());
        }
    }

    @Test
    void valuesOfAnotherKindBecomeText() {
        assertEquals("true", message("{\"Content\":true}").content());
        assertEquals("{\"a\":[1,null]}", message("{\"Content\":{\"a\": [1, null]}}").content());
        assertEquals("x", message("{\"KfPicUrl\":[\"u\"],\"To\":\"x\"}").to());
    }

    @Test
    void textsKeepEveryCharacter() {
        assertEquals("你好 \"\n\uD83D\uDE00 é", message("{\"Content\":\"你好 \\\"\\n\\ud83d\\ude00 \\u00e9\"}").content());
        assertEquals("\uD83D\uDE00", message("{\"Content\":\"\uD83D\uDE00\"}").content());
    }

    @Test
    void secondsAndMillisecondsAreToldApartByTheirSize() {
        assertEquals(Instant.ofEpochSecond(1_700_000_000), time("1700000000"));
        assertEquals(Instant.ofEpochMilli(1_700_000_000_123L), time("1700000000123"));
        assertEquals(Instant.ofEpochSecond(100_000_000_000L), time("100000000000"));
        assertEquals(Instant.ofEpochMilli(100_000_000_001L), time("100000000001"));
        assertEquals(Instant.EPOCH, time("0"));
    }

    @Test
    void aTimeMayBeATextOrHaveAFraction() {
        assertEquals(Instant.ofEpochSecond(1_700_000_000), time("\"1700000000\""));
        assertEquals(Instant.ofEpochMilli(1_700_000_000_123L), time("\" 1700000000123 \""));
        assertEquals(Instant.ofEpochMilli(1_700_000_000_250L), time("1700000000.25"));
        assertEquals(Instant.ofEpochSecond(1_700_000_000), time("1.7e9"));
    }

    @Test
    void theOtherSpellingOfTheTimeIsReadToo() {
        assertEquals(Instant.ofEpochSecond(5), message("{\"msgTime\":5}").time());
        assertEquals(Map.of(), message("{\"msgTime\":5}").extra());
        assertEquals(Instant.ofEpochSecond(5), message("{\"msgTime\":5,\"MsgTime\":null}").time());
        assertEquals(Instant.ofEpochSecond(5), message("{\"MsgTime\":\"\",\"msgTime\":5}").time());
    }

    @Test
    void whatIsNoTimeCountsAsNoTime() {
        for (String json : List.of("\"\"", "\"soon\"", "true", "{}", "[1]", "-1", "-1e2147483647", "1e2147483647",
                "1e30", "253402300800000", "-9223372036854775808", "9223372036854775807", "18446744075409551616",
                "\"0x10\"", "\"1e99999999999\"")) {
            assertEquals(clock.instant(), time(json), json);
        }
        assertEquals(Instant.EPOCH, time("1e-2147483647"));
    }

    @Test
    void whatIsNoJsonObjectIsNoMessage() {
        for (String frame : List.of("", " ", "pong", "ping", "null", "true", "17", "\"MsgId\"", "[]",
                "[{\"MsgId\":\"1\"}]", "{", "{\"MsgId\":\"1\"", "{\"MsgId\"}", "{\"MsgId\":}", "{MsgId:1}",
                "{'MsgId':'1'}", "{\"MsgId\":NaN}", "{\"MsgId\":\"1\",}", "{\"MsgId\":01}", "\u0000")) {
            assertEquals(Optional.empty(), read(frame), frame);
        }
    }

    @Test
    void trailingGarbageMakesItNoMessage() {
        for (String rest : List.of("x", "{}", "]", "}", ",", "1", "\u0000")) {
            assertEquals(Optional.empty(), read("{\"MsgId\":\"1\"}" + rest), rest);
        }
        assertTrue(read(" \r\n\t{\"MsgId\":\"1\"} \r\n\t").isPresent());
    }

    @Test
    void invalidUtf8IsNoMessage() {
        byte[] frame = "{\"MsgId\":\"1\",\"Content\":\"??\"}".getBytes(StandardCharsets.UTF_8);
        int content = new String(frame, StandardCharsets.UTF_8).indexOf("??");
        for (byte[] wrong : List.of(new byte[] { (byte) 0xFF, 'a' }, new byte[] { (byte) 0xC3, 'a' },
                new byte[] { (byte) 0x80, (byte) 0x80 })) {
            byte[] broken = frame.clone();
            broken[content] = wrong[0];
            broken[content + 1] = wrong[1];

            assertEquals(Optional.empty(), decoder.decode(ByteBuffer.wrap(broken)));
        }
    }

    @Test
    void ofAKeyThatStandsTwiceTheLastCounts() {
        Message message = message("{\"MsgId\":\"1\",\"x\":1,\"MsgId\":\"2\",\"Content\":\"a\","
                + "\"Content\":null,\"x\":2}");

        assertEquals("2", message.id().value());
        assertEquals("", message.content());
        assertEquals(Map.of("x", 2), message.extra());
    }

    @Test
    void unknownKeysAreKeptInOrderWithAllThatIsInThem() {
        Message message = message("""
                {"zeta":"z","MsgId":"1","alpha":{"b":[1,2.50,"three",null,true,{"c":{}}],"MsgId":"inner"},
                 "nothing":null,"msgid":"other case","long":12345678901234567890,"exact":0.10}""");

        assertEquals(List.of("zeta", "alpha", "nothing", "msgid", "long", "exact"),
                List.copyOf(message.extra().keySet()));
        assertEquals("1", message.id().value());
        assertEquals(Map.of("b", Arrays.asList(1, new BigDecimal("2.50"), "three", null, true, Map.of("c", Map.of())),
                "MsgId", "inner"), message.extra().get("alpha"));
        assertNull(message.extra().get("nothing"));
        assertTrue(message.extra().containsKey("nothing"));
        assertEquals(new BigInteger("12345678901234567890"), message.extra().get("long"));
        assertEquals(new BigDecimal("0.10"), message.extra().get("exact"));
    }

    @Test
    void aMessageWithoutAnIdIsNamedByItsFrame() {
        Message first = message("{\"Content\":\"a\"}");

        assertEquals(first.id(), message("{\"Content\":\"a\"}").id());
        assertEquals("sha256:ecabba2744829dc68aab61019016b3159e0b69fab17f3b130ae77975d34dceee",
                first.id().value());
        assertNotEquals(first.id(), message("{\"Content\":\"b\"}").id());
        assertNotEquals(first.id(), message("{\"Content\":\"a\" }").id());
        assertEquals("", first.id().wireText());
        assertTrue(message("{\"MsgId\":\"\"}").id().value().startsWith("sha256:"));
    }

    @Test
    void anIdOfTheGatewayThatBeginsLikeOursIsTheGateways() {
        assertEquals("sha256:1", message("{\"MsgId\":\"sha256:1\"}").id().wireText());
    }

    @Test
    void onlyTheBytesOfTheBufferCountAndAllOfThemAreRead() {
        byte[] around = "xx{\"MsgId\":\"1\"}yy".getBytes(StandardCharsets.UTF_8);
        for (ByteBuffer buffer : List.of(ByteBuffer.wrap(around).slice(1, around.length - 2).position(1),
                ByteBuffer.wrap(around).asReadOnlyBuffer().position(2),
                ByteBuffer.allocateDirect(around.length).put(around).position(2))) {
            buffer.limit(buffer.position() + around.length - 4);

            assertEquals("1", decoder.decode(buffer).orElseThrow().id().value());
            assertFalse(buffer.hasRemaining());
        }
    }

    @Test
    void theNameOfAFrameWithoutAnIdIsMadeOfItsBytesOnly() {
        byte[] around = "xx{\"Content\":\"a\"}yy".getBytes(StandardCharsets.UTF_8);
        ByteBuffer inside = ByteBuffer.wrap(around, 2, around.length - 4);

        assertEquals(message("{\"Content\":\"a\"}").id(), decoder.decode(inside).orElseThrow().id());
    }

    @Test
    void fourMebibytesOfContentArrive() {
        String content = "長".repeat(4 * 1024 * 1024 / 3);

        assertEquals(content, message("{\"MsgId\":\"1\",\"Content\":\"" + content + "\"}").content());
    }

    @Test
    void aMessageInAMessageDeepDownStaysReadable() {
        String deep = "[".repeat(900) + "]".repeat(900);

        assertEquals("1", message("{\"MsgId\":\"1\",\"x\":" + deep + "}").id().value());
    }
}
