// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.headless.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendTest {
    private static final String SENT = "{\"msgID\":\"1001\",\"msgTime\":1763800000}";

    @TempDir
    Path directory;

    @Test
    void aSendIsKeyForKeyTheSeeds() throws Exception {
        try (SendService service = new SendService(200, SENT);
                Headless run = Headless.run("--api", service.url(), "--store", store(), "--corp", "c", "--user", "u",
                        "--send", "wm1", "--text", "  你好 👋 ")) {
            assertEquals(0, run.exitCode());
            assertEquals(1, service.requests().size());
            SendService.Request request = service.requests().get(0);
            assertEquals("POST /sendMsgToUser HTTP/1.1", request.head().line());
            assertEquals("c", request.head().headers().get("corpid"));
            assertEquals(Headless.TOKEN, request.head().headers().get("token"));
            assertEquals("{\"To\":\"wm1\",\"FromType\":\"agent\",\"From\":\"c_u\","
                    + "\"Content\":\"你好 👋\",\"MsgType\":\"text\","
                    + "\"KfFileUrl\":\"\"}", request.body());
            assertEquals(List.of("{\"result\":\"SENT\",\"To\":\"wm1\",\"MsgId\":\"1001\",\"MsgTime\":1763800000}"),
                    run.out());
            assertEquals(List.of(), run.err());
        }
        try (Headless dump = Headless.run("--store", store(), "--dump")) {
            assertEquals(List.of("1001"), Headless.values(dump.out(), "MsgId"));
            assertEquals(List.of("agent"), Headless.values(dump.out(), "FromType"));
        }
    }

    @Test
    void linesOfStandardInputAreSentAndOneThatIsNoMessageIsSaid() throws Exception {
        try (SendService service = new SendService(200, SENT);
                Headless run = Headless.runWith("{\"To\":\"wm1\",\"MsgType\":\"image\",\"KfPicUrl\":\"https://p\"}\n"
                        + "\nnonsense\n{\"To\":\"wm2\",\"Content\":\"b\"}\n", "--api", service.url(),
                        "--store", store(), "--send-stdin")) {
            assertEquals(1, run.exitCode());
            assertEquals(Set.of("wm1", "wm2"), Set.copyOf(Headless.values(run.out(), "To")));
            assertEquals(2, service.requests().size());
            assertTrue(service.requests().stream().anyMatch(request -> request.body().contains(
                    "\"MsgType\":\"image\",\"KfPicUrl\":\"https://p\",\"KfFileUrl\":\"\"}")));
            assertEquals(1, run.err().size());
        }
    }

    @Test
    void aRefusalIsToldInTheServicesOwnWords() throws Exception {
        try (SendService service = new SendService(500, "{\"ErrMsg\":\"余额不足\"}"); Headless run = Headless.run("--api",
                service.url(), "--store", store(), "--send", "wm1", "--text", "a")) {
            assertEquals(1, run.exitCode());
            assertEquals(List.of("{\"result\":\"REFUSED\",\"To\":\"wm1\",\"reason\":\"SERVICE\",\"ErrMsg\":\"余额不足\"}"),
                    run.out());
        }
    }

    @Test
    void nothingToSendIsRefusedWithoutARequest() throws Exception {
        try (SendService service = new SendService(200, SENT); Headless run = Headless.run("--api", service.url(),
                "--store", store(), "--send", "wm1", "--text", "  ")) {
            assertEquals(1, run.exitCode());
            assertEquals(List.of("EMPTY"), Headless.values(run.out(), "reason"));
            assertEquals(List.of(), service.requests());
        }
    }

    private String store() {
        return directory.resolve("store").toString();
    }
}
