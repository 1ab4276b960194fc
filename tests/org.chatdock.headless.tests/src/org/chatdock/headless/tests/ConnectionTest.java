// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.headless.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionTest {
    @TempDir
    Path directory;

    @Test
    void theHeartbeatIsTheTextPingAndTheCredentialsTravelInHeaders() throws Exception {
        try (BareGateway gateway = new BareGateway(); Headless run = start(gateway.url(), "--corp", "c", "--user", "u",
                "--set", "org.chatdock.connection.pingIntervalSeconds=1")) {
            gateway.awaitTexts(texts -> texts.size() >= 2);
            gateway.awaitTexts(texts -> texts.stream().allMatch("ping"::equals));

            HttpHead head = gateway.handshakes().get(0);
            assertEquals("GET /ws HTTP/1.1", head.line());
            assertEquals("c", head.headers().get("corpid"));
            assertEquals(Headless.TOKEN, head.headers().get("token"));
            assertEquals(0, run.terminate());
        }
    }

    @Test
    void aCloseAndACutAreFollowedByAReopeningAndSaidAsJson() throws Exception {
        try (BareGateway gateway = new BareGateway();
                Headless run = start(gateway.url(), "--set", "org.chatdock.connection.retryCapMillis=1")) {
            gateway.awaitHandshakes(1);
            run.awaitOut(lines -> Headless.values(lines, "state").contains("OPEN"));
            gateway.sayGoodbye(1001);
            gateway.awaitHandshakes(2);
            run.awaitOut(lines -> Headless.values(lines, "state").contains("REOPEN"));
            gateway.cut();
            gateway.awaitHandshakes(3);
            run.awaitOut(lines -> Headless.values(lines, "state").stream().filter("REOPEN"::equals).count() == 2);

            assertEquals(List.of("CONNECTING", "OPEN", "CLOSE", "CONNECTING", "CONNECTING", "REOPEN", "CLOSE",
                    "CONNECTING", "CONNECTING", "REOPEN"), Headless.values(run.out(), "state"));
            assertEquals("1001", Headless.values(run.out(), "code").get(0));
            assertTrue(run.out().stream().allMatch(line -> line.matches("\\{\"t\":[0-9]{13},\"state\":\"[A-Z]+\","
                    + "\"cause\":\"[^\"]+\",\"attempt\":[0-9]+.*}")), () -> run.out().toString());
            gateway.push(Sample.of("text", "after").frame());
            gateway.awaitTexts(texts -> texts.stream().anyMatch(text -> text.startsWith("after|")));
            assertEquals(0, run.terminate());
        }
    }

    @Test
    void aGatewayThatIsNotThereIsTriedOnAndComplainedOfOnce() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (Headless run = start("ws://127.0.0.1:" + port + "/ws", "--set",
                "org.chatdock.connection.retryCapMillis=1")) {
            run.awaitOut(lines -> Headless.values(lines, "attempt").contains("4"));
            run.awaitErr(lines -> !lines.isEmpty());

            assertEquals(0, run.terminate());
            assertEquals(1, run.err().size(), () -> run.err().toString());
            assertTrue(run.err().get(0).startsWith("chatdock: warn: No connection to ws://127.0.0.1:" + port),
                    () -> run.err().toString());
        }
    }

    private Headless start(String url, String... more) throws Exception {
        String[] arguments = new String[more.length + 4];
        System.arraycopy(more, 0, arguments, 4, more.length);
        arguments[0] = "--gateway";
        arguments[1] = url;
        arguments[2] = "--store";
        arguments[3] = directory.resolve("store").toString();
        return Headless.start(arguments);
    }
}
