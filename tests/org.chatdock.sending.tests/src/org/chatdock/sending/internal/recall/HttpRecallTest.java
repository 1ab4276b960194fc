// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.recall;

import static org.chatdock.sending.internal.call.TestService.await;
import static org.chatdock.sending.internal.call.TestService.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.message.MessageType;
import org.chatdock.api.message.SenderType;
import org.chatdock.sending.internal.call.TestService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpRecallTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private TestService service;
    private HttpRecall recall;

    @BeforeEach
    void start() throws Exception {
        service = new TestService();
        recall = new HttpRecall(
                TestService.configured(RecallConfiguration.class, Map.of("url", service.url("/recall"))),
                Clock.fixed(NOW, ZoneOffset.UTC));
        recall.signIn = service.signIn();
    }

    @AfterEach
    void stop() {
        recall.stop();
        service.close();
    }

    private static Message message(String id, String fromType, int secondsAgo) {
        return new Message(new MessageId(id), new ConversationId("ann"), "corp_li", "ann", fromType, MessageType.TEXT,
                "x", Attachment.NONE, NOW.minusSeconds(secondsAgo), Map.of());
    }

    @Test
    void itSaysWhichMessageAndToWhom() throws Exception {
        service.answer(200, "");
        await(recall.recall(message("m1", SenderType.AGENT, 5)));
        assertEquals("{\"MsgId\":\"m1\",\"To\":\"ann\"}", service.request().body());
    }

    @Test
    void aRefusalHasTheServicesWords() throws Exception {
        service.answer(400, "{\"ErrMsg\":\"too late\"}");
        assertEquals("too late", failure(recall.recall(message("m1", SenderType.AGENT, 5))).serviceText());
    }

    @Test
    void onlyTheAgentsOwnFreshMessagesAreOffered() {
        assertTrue(recall.canRecall(message("m1", SenderType.AGENT, 119)));
        assertFalse(recall.canRecall(message("m1", SenderType.AGENT, 120)));
        assertFalse(recall.canRecall(message("m1", SenderType.USER, 5)));
        assertFalse(recall.canRecall(message("sha256:" + "0".repeat(64), SenderType.AGENT, 5)));
    }
}
