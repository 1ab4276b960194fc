// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.transfer;

import static org.chatdock.sending.internal.call.TestService.await;
import static org.chatdock.sending.internal.call.TestService.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.ConversationTransfer.Kind;
import org.chatdock.api.sending.ConversationTransfer.Target;
import org.chatdock.sending.internal.call.TestService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpTransferTest {
    private static final ConversationId ANN = new ConversationId("ann");

    private TestService service;
    private HttpTransfer transfer;

    @BeforeEach
    void start() throws Exception {
        service = new TestService();
        transfer = new HttpTransfer(TestService.configured(TransferConfiguration.class,
                Map.of("url", service.url("/transfer"), "targetsUrl", service.url("/targets"))));
        transfer.signIn = service.signIn();
    }

    @AfterEach
    void stop() {
        transfer.stop();
        service.close();
    }

    @Test
    void theTargetsAreReadTolerantlyAndInOrder() throws Exception {
        String list = "[{\"id\":\"b\",\"name\":\"Bea\",\"kind\":\"AGENT\",\"available\":false},"
                + "{\"id\":7,\"kind\":\"team\"},{\"name\":\"nobody\"},3]";
        List<Target> expected = List.of(new Target("b", "Bea", Kind.AGENT, false),
                new Target("7", "7", Kind.TEAM, true));
        service.answer(200, list);
        assertEquals(expected, await(transfer.targets(ANN)));
        assertEquals("GET", service.request().method());
        service.answer(200, "{\"data\":" + list + "}");
        assertEquals(expected, await(transfer.targets(ANN)));
        service.answer(200, "{}");
        assertEquals(List.of(), await(transfer.targets(ANN)));
        service.answer(503, "{\"ErrMsg\":\"later\"}");
        assertEquals("later", failure(transfer.targets(ANN)).serviceText());
    }

    @Test
    void itSaysWhoIsHandedToWhomAndWhy() throws Exception {
        service.answer(200, "{}");
        await(transfer.transfer(ANN, new Target("b", "Bea", Kind.AGENT, true), "knows \"her\""));
        assertEquals("{\"To\":\"ann\",\"Target\":\"b\",\"Note\":\"knows \\\"her\\\"\"}", service.request().body());
        service.answer(409, "{\"ErrMsg\":\"Bea is away\"}");
        assertEquals("Bea is away",
                failure(transfer.transfer(ANN, new Target("b", "Bea", Kind.AGENT, true), "")).serviceText());
    }
}
