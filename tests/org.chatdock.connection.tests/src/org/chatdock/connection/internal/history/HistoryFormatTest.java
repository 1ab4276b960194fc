// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.chatdock.api.connection.HistoryPage;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.connection.internal.wire.FrameDecoder;
import org.chatdock.testkit.ManualClock;
import org.junit.jupiter.api.Test;

class HistoryFormatTest {
    private static final List<String> FRAMES = List.of(
            "{\"MsgId\":9007199254740993,\"GroupId\":-9223372036854775808,\"MsgType\":\"text\",\"MsgTime\":1763800000}",
            "{ \"MsgId\" : \"m-2\" ,\n\t\"GroupId\":\"王芳\", \"Content\":\"在吗 👍 \\u4f60 } ] {\", "
                    + "\"MsgTime\":\"1763800001\" }",
            "{\"GroupId\":\"wm1\",  \"Content\":\"has no id\",\"list\":[[1,{}],[]],\"msgTime\":1763800002123}",
            "{}");

    private final ManualClock clock = new ManualClock();
    private final FrameDecoder decoder = new FrameDecoder(clock);
    private final HistoryFormat format = new HistoryFormat(decoder);

    private HistoryPage page(String answer) throws HistoryException {
        return format.page(answer.getBytes(StandardCharsets.UTF_8));
    }

    private Message onTheSocket(String frame) {
        return decoder.decode(StandardCharsets.UTF_8.encode(frame)).orElseThrow();
    }

    private static String question(Map<ConversationId, MessageId> known, String after) {
        return new String(HistoryFormat.question(known, after, 500), StandardCharsets.UTF_8);
    }

    @Test
    void theQuestionNamesWhatIsKnownTheCursorAndTheLimit() {
        Map<ConversationId, MessageId> known = Map.of(new ConversationId("王\"芳"), new MessageId("9007199254740993"));

        assertEquals("{\"known\":{\"王\\\"芳\":\"9007199254740993\"},\"after\":\"c 1\",\"limit\":500}",
                question(known, "c 1"));
        assertEquals("{\"known\":{},\"limit\":500}", question(Map.of(), null));
    }

    @Test
    void aConversationWhoseNewestMessageHasNoIdOfTheGatewayIsNotNamed() {
        assertEquals("{\"known\":{},\"limit\":500}",
                question(Map.of(new ConversationId("wm1"), MessageId.derived("ab12".repeat(16))), null));
    }

    @Test
    void aMessageIsTheSameOneAsOnTheSocket() throws Exception {
        List<Message> expected = FRAMES.stream().map(this::onTheSocket).toList();

        HistoryPage page = page("{\"messages\":[" + String.join(",", FRAMES) + "],\"next\":null}");

        assertEquals(expected, page.messages());
        assertEquals("9007199254740993", page.messages().get(0).id().value());
        assertEquals("-9223372036854775808", page.messages().get(0).conversation().value());
        assertEquals(Instant.ofEpochSecond(1763800001), page.messages().get(1).time());
        assertEquals("", page.messages().get(2).id().wireText());
        assertEquals(Instant.ofEpochMilli(1763800002123L), page.messages().get(2).time());
        assertEquals(clock.instant(), page.messages().get(3).time());
    }

    @Test
    void whatStandsBetweenTheFramesDoesNotBelongToThem() throws Exception {
        List<Message> expected = FRAMES.stream().map(this::onTheSocket).toList();

        HistoryPage page = page("\n { \"谁\" : [ { \"messages\" : 1 } ] ,\r\n\t\"messages\" : [\n  "
                + String.join(" \n\t , ", FRAMES) + "\r\n ] , \"next\" : \"c\" , \"total\" : 4 } \n");

        assertEquals(expected, page.messages());
        assertEquals("c", page.next());
    }

    @Test
    void aByteOrderMarkIsNoPartOfAFrame() throws Exception {
        HistoryPage page = page("\uFEFF{\"messages\":[" + FRAMES.get(2) + "]}");

        assertEquals(List.of(onTheSocket(FRAMES.get(2))), page.messages());
    }

    @Test
    void theNextCursorMayComeFirstAsANumberOrNotAtAll() throws Exception {
        assertEquals("17", page("{\"next\":17,\"messages\":[]}").next());
        assertEquals("17", page("{\"next\":\"17\",\"messages\":[]}").next());
        assertNull(page("{\"next\":null,\"messages\":[]}").next());
        assertNull(page("{\"next\":\"\",\"messages\":[]}").next());
        assertNull(page("{\"messages\":[]}").next());
    }

    @Test
    void whatIsNoObjectIsLeftOutAsOnTheSocket() throws Exception {
        HistoryPage page = page("{\"messages\":[\"pong\",1,null,[{\"MsgId\":\"inner\"}]," + FRAMES.get(1) + ",true]}");

        assertEquals(List.of(onTheSocket(FRAMES.get(1))), page.messages());
    }

    @Test
    void whatIsNoAnswerIsSaidWithoutQuotingIt() {
        for (String wrong : List.of("", "s3cret", "[]", "\"s3cret\"", "{}", "{\"messages\":{\"s3cret\":1}}",
                "{\"messages\":null}", "{\"messages\":[{\"MsgId\":\"s3cret\"}", "{\"messages\":[{\"Content\":\"s3cret",
                "{\"messages\":[],\"next\":{\"s3cret\":1}}", "{\"messages\":[],\"next\":\"c\" s3cret}")) {
            HistoryException failure = assertThrows(HistoryException.class, () -> page(wrong), wrong);

            assertTrue(failure.getMessage().startsWith("The history service's answer "), failure.getMessage());
            assertTrue(failure.getMessage().contains("Check that historyUrl"), failure.getMessage());
            assertFalse(failure.getMessage().contains("s3cret"), failure.getMessage());
            assertNull(failure.getCause());
        }
    }

    @Test
    void onlyUtf8IsRead() {
        byte[] utf16 = ("{\"messages\":[" + FRAMES.get(1) + "]}").getBytes(Charset.forName("UTF-16LE"));

        HistoryException failure = assertThrows(HistoryException.class, () -> format.page(utf16));

        assertTrue(failure.getMessage().contains("is not UTF-8"), failure.getMessage());
    }

    @Test
    void aLargePageKeepsItsOrder() throws Exception {
        StringBuilder answer = new StringBuilder("{\"messages\":[");
        for (int i = 0; i < 5_000; i++) {
            answer.append(i == 0 ? "" : ", ").append("{\"GroupId\":\"王").append(i % 7).append("\",\"Content\":\"")
                    .append("字".repeat(i % 50)).append(i).append("\"}");
        }

        List<Message> messages = page(answer + "]}").messages();

        assertEquals(5_000, messages.size());
        for (int i = 0; i < 5_000; i++) {
            String frame = "{\"GroupId\":\"王" + i % 7 + "\",\"Content\":\"" + "字".repeat(i % 50) + i + "\"}";
            assertEquals(decoder.decode(ByteBuffer.wrap(frame.getBytes(StandardCharsets.UTF_8))).orElseThrow(),
                    messages.get(i));
        }
    }
}
