// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.chatdock.simulator.Gateway;
import org.chatdock.simulator.Script;
import org.junit.jupiter.api.Test;

/** The simulator's history and what it does to sockets, without Chatdock. */
class GatewayHistoryTest {
    private static final String A1 = Frames.text("a1", "wmA");
    private static final String A2 = Frames.text("a2", "wmA");
    private static final String B1 = Frames.text("b1", "wmB");
    private static final String B2 = Frames.text("b2", "wmB");
    private static final String ALL = "{\"known\":{}}";

    private final HttpClient http = HttpClient.newHttpClient();

    /** What a socket is told: its frames, or {@code close <code> <reason>}. */
    private static final class Told implements WebSocket.Listener {
        final BlockingQueue<String> all = new LinkedBlockingQueue<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            all.add(data.toString());
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            all.add("close " + code + " " + reason);
            return null;
        }

        String next() throws InterruptedException {
            return all.poll(House.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private HttpRequest request(URI address, String body) {
        return HttpRequest.newBuilder(address).timeout(House.PATIENCE).header("corpid", "demo")
                .header("token", House.TOKEN).POST(BodyPublishers.ofString(body)).build();
    }

    private HttpResponse<String> ask(Gateway gateway, String body) throws Exception {
        return http.send(request(gateway.historyUri(), body), BodyHandlers.ofString());
    }

    private void assertGives(String frames, String next, Gateway gateway, String question) throws Exception {
        HttpResponse<String> answer = ask(gateway, question);
        assertEquals("{\"messages\":[" + frames + "],\"next\":" + next + "}", answer.body());
        assertEquals(200, answer.statusCode());
    }

    private Told socket(Gateway gateway) throws Exception {
        Told told = new Told();
        http.newWebSocketBuilder().header("corpid", "demo").header("token", House.TOKEN)
                .buildAsync(gateway.webSocketUri(), told).get(House.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return told;
    }

    @Test
    void itGivesWhatCameAfterTheKnownMessages() throws Exception {
        try (Gateway gateway = Gateway.builder().start()) {
            List.of(A1, B1, A2, B2).forEach(gateway::push);

            assertGives(String.join(",", A1, B1, A2, B2), "null", gateway, ALL);
            assertGives(String.join(",", B1, A2, B2), "null", gateway, "{\"known\":{\"wmA\":\"a1\"},\"limit\":9}");
            assertGives(B2, "null", gateway, "{\"known\":{\"wmA\":\"a2\",\"wmB\":\"b1\"}}");
            assertGives("", "null", gateway, "{\"known\":{\"wmA\":\"a2\",\"wmB\":\"b2\"}}");
            assertEquals(4, gateway.state().historyCalls());
        }
    }

    @Test
    void ofAConversationKnownByAStrangeIdItGivesAll() throws Exception {
        try (Gateway gateway = Gateway.builder().start()) {
            List.of(A1, B1, A2).forEach(gateway::push);

            assertGives(A1 + "," + A2, "null", gateway, "{\"known\":{\"wmA\":\"?\",\"wmB\":\"b1\",\"wmC\":\"c1\"}}");
            assertGives(A1 + "," + A2, "null", gateway, "{\"known\":{\"wmA\":\"b1\",\"wmB\":\"b1\"}}");
        }
    }

    @Test
    void aRepetitionIsInItOnceWhereItWasFirst() throws Exception {
        String nameless = "{\"GroupId\":\"wmA\",\"Content\":\"no id\"}";
        try (Gateway gateway = Gateway.builder().start()) {
            List.of(A1, nameless, A2, A1, nameless).forEach(gateway::push);

            assertGives(String.join(",", A1, nameless, A2), "null", gateway, ALL);
        }
    }

    @Test
    void framesAreByteForByteThoseOfTheSocketAndOthersAreNotInIt() throws Exception {
        String number = "{ \"MsgId\" : 9007199254740993,\"GroupId\":-42 ,\"msgTime\":\"1763800000\" }";
        String escaped = "{\"MsgId\":\"\\u4f60\",\"GroupId\":\"王\",\"Content\":\"\\u4f60 👍\"}";
        try (Gateway gateway = Gateway.builder().start()) {
            List.of("pong", number, "[1]", "{\"MsgId\":\"broken\"", A1 + " x", escaped).forEach(gateway::push);

            assertGives(number + "," + escaped, "null", gateway, ALL);
            assertGives(escaped, "null", gateway, "{\"known\":{\"-42\":\"9007199254740993\"}}");
            assertGives(number, "null", gateway, "{\"known\":{\"王\":\"你\"}}");
        }
    }

    @Test
    void pagesFitTogetherWhileMessagesCome() throws Exception {
        String known = "{\"known\":{\"wmA\":\"a1\"},\"limit\":2";
        try (Gateway gateway = Gateway.builder().start()) {
            List.of(A1, B1, A2, B2).forEach(gateway::push);
            assertGives(B1 + "," + A2, "\"3\"", gateway, known + "}");
            String late = Frames.text("a3", "wmA");
            gateway.push(late);
            gateway.push(A2);

            assertGives(B2 + "," + late, "null", gateway, known + ",\"after\":\"3\"}");
            assertGives(B1 + "," + A2, "\"3\"", gateway, known + ",\"after\":null}");
        }
    }

    @Test
    void itHasTheAgentsOwnMessagesAsSoonAsTheyAreTaken() throws Exception {
        try (Gateway gateway = Gateway.builder().token(House.TOKEN).echo(true).start()) {
            gateway.push(A1);
            gateway.faults().delaySends(Duration.ofHours(1));
            CompletableFuture<?> unanswered = http.sendAsync(request(gateway.sendUri(),
                    "{\"To\":\"wmA\",\"FromType\":\"agent\",\"Content\":\"hi\",\"MsgType\":\"text\"}"),
                    BodyHandlers.ofString());
            assertTrue(gateway.awaitSends(1, House.PATIENCE));
            gateway.push(A2);

            String id = gateway.sends().get(0).messageId();
            String body = ask(gateway, "{\"known\":{\"wmA\":\"a1\"}}").body();

            assertFalse(unanswered.isDone());
            assertTrue(body.startsWith("{\"messages\":[{\"To\":\"wmA\",\"FromType\":\"agent\",\"Content\":\"hi\","
                    + "\"MsgType\":\"text\",\"MsgId\":\"" + id + "\",\"GroupId\":\"wmA\",\"MsgTime\":"), body);
            assertTrue(body.endsWith("}," + A2 + "],\"next\":null}"), body);
        }
    }

    @Test
    void anEchoOfTheAgentsMessageIsInItOnce() throws Exception {
        try (Gateway gateway = Gateway.builder().token(House.TOKEN).echo(true).start()) {
            Told told = socket(gateway);
            http.send(request(gateway.sendUri(), "{\"To\":\"wmA\",\"MsgType\":\"text\",\"Content\":\"hi\"}"),
                    BodyHandlers.ofString());

            assertGives(told.next(), "null", gateway, ALL);
        }
    }

    @Test
    void itDoesNotKnowTheFutureOfTheScript() throws Exception {
        Script script = Script.parse("test", """
                chatdock-script 1
                customer #42 Ann
                @-1h > [id=#9007199254740993 time=millis] past
                @0 > [id=now] now
                @1h > [id=later] later
                """);
        Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
        try (Gateway gateway = Gateway.builder().script(script).clock(clock)
                .scheduler((delay, task) -> () -> { }).start()) {
            Told told = socket(gateway);

            assertGives(told.next() + "," + told.next(), "null", gateway, ALL);
            assertTrue(ask(gateway, ALL).body().contains("{\"MsgId\":9007199254740993,\"GroupId\":42,"));
        }
    }

    @Test
    void whoeverAsksNeedsTheCredentials() throws Exception {
        try (Gateway gateway = Gateway.builder().token("another").start()) {
            assertEquals(401, ask(gateway, ALL).statusCode());
            assertEquals(1, gateway.state().historyCalls());
        }
        try (Gateway gateway = Gateway.builder().token(House.TOKEN).start()) {
            assertEquals(200, ask(gateway, ALL).statusCode());
        }
    }

    @Test
    void whatIsNoQuestionIsRefused() throws Exception {
        try (Gateway gateway = Gateway.builder().start()) {
            for (String wrong : List.of("", "{", "[]", "{}", "{\"known\":[]}", "{\"known\":{},\"limit\":0}",
                    "{\"known\":{},\"after\":\"x\"}", "{\"known\":{},\"after\":\"-1\"}")) {
                assertEquals(400, ask(gateway, wrong).statusCode(), wrong);
            }
            HttpRequest get = HttpRequest.newBuilder(gateway.historyUri()).build();
            assertEquals(405, http.send(get, BodyHandlers.ofString()).statusCode());
        }
    }

    @Test
    void itFailsAndIsLateOnRequest() throws Exception {
        BlockingQueue<Runnable> later = new LinkedBlockingQueue<>();
        try (Gateway gateway = Gateway.builder().scheduler((delay, task) -> {
            later.add(task);
            return () -> later.remove(task);
        }).start()) {
            gateway.faults().failHistory(503);
            assertEquals(503, ask(gateway, ALL).statusCode());
            gateway.faults().giveHistory();
            gateway.faults().delayHistory(Duration.ofSeconds(5));
            gateway.push(A1);
            CompletableFuture<HttpResponse<String>> asked = http.sendAsync(request(gateway.historyUri(), ALL),
                    BodyHandlers.ofString());
            assertTrue(gateway.await(state -> state.historyCalls() == 2, House.PATIENCE));
            gateway.push(A2);
            assertFalse(asked.isDone());

            later.poll(House.PATIENCE.toSeconds(), TimeUnit.SECONDS).run();

            String answer = asked.get(House.PATIENCE.toSeconds(), TimeUnit.SECONDS).body();
            assertEquals("{\"messages\":[" + A1 + "],\"next\":null}", answer);
        }
    }

    @Test
    void aGatewayThatForgetsDeliversNothingOfWhatCameWhileNobodyWasThere() throws Exception {
        try (Gateway gateway = Gateway.builder().holdWhileAway(false).start()) {
            gateway.push(A1);
            assertEquals(0, gateway.state().waiting());
            Told told = socket(gateway);
            assertTrue(gateway.awaitSocketsOpen(1, House.PATIENCE));
            gateway.push(A2);

            assertEquals(A2, told.next());
            assertGives(A1 + "," + A2, "null", gateway, ALL);
            assertEquals(0, gateway.deliveriesOf("a1"));
        }
    }

    @Test
    void aGatewayThatForgetsDropsWhatWasNotWrittenWhenTheLastSocketEnded() throws Exception {
        try (Gateway gateway = Gateway.builder().holdWhileAway(false).start()) {
            socket(gateway);
            assertTrue(gateway.awaitSocketsOpen(1, House.PATIENCE));
            gateway.faults().fallSilent();
            gateway.push(A1);
            assertEquals(1, gateway.state().waiting());
            gateway.faults().cutSockets();
            assertTrue(gateway.awaitSocketsOpen(0, House.PATIENCE));
            assertTrue(gateway.await(state -> state.waiting() == 0, House.PATIENCE));
            gateway.faults().speakAgain();

            Told told = socket(gateway);
            assertTrue(gateway.awaitSocketsOpen(1, House.PATIENCE));
            gateway.push(A2);
            assertEquals(A2, told.next());
        }
    }

    @Test
    void anAgentWhoSignsInElsewhereLosesTheOlderSocket() throws Exception {
        try (Gateway gateway = Gateway.builder().singleSession(true).start()) {
            Told older = socket(gateway);
            assertTrue(gateway.awaitSocketsOpen(1, House.PATIENCE));
            Told newer = socket(gateway);

            assertEquals("close 4409 signed in elsewhere", older.next());
            assertTrue(gateway.await(state -> state.socketsOpened() == 2, House.PATIENCE));
            assertEquals(1, gateway.state().socketsOpen());
            gateway.push(A1);
            assertEquals(A1, newer.next());
            assertEquals(1, gateway.deliveriesOf("a1"));
            assertEquals(List.of(), List.copyOf(older.all));
        }
    }

    @Test
    void whatTheOlderSocketHadNotWrittenGoesToTheNewer() throws Exception {
        try (Gateway gateway = Gateway.builder().singleSession(true).start()) {
            Told older = socket(gateway);
            assertTrue(gateway.awaitSocketsOpen(1, House.PATIENCE));
            gateway.faults().fallSilent();
            gateway.push(A1);
            Told newer = socket(gateway);
            assertEquals("close 4409 signed in elsewhere", older.next());
            gateway.faults().speakAgain();

            assertEquals(A1, newer.next());
        }
    }

    @Test
    void socketsAreRefusedWithAStatusAndATime() throws Exception {
        try (Gateway gateway = Gateway.builder().start()) {
            HttpRequest get = HttpRequest.newBuilder(URI.create(gateway.httpUri() + "/ws")).build();
            gateway.faults().refuseSockets(429, Duration.ofMillis(2_001));
            HttpResponse<String> refused = http.send(get, BodyHandlers.ofString());
            assertEquals(429, refused.statusCode());
            assertEquals("3", refused.headers().firstValue("Retry-After").orElse(""));

            gateway.faults().refuseSockets(500, Duration.ZERO);
            HttpResponse<String> failed = http.send(get, BodyHandlers.ofString());
            assertEquals(500, failed.statusCode());
            assertTrue(failed.headers().firstValue("Retry-After").isEmpty());

            gateway.faults().refuseSockets();
            assertEquals(503, http.send(get, BodyHandlers.ofString()).statusCode());
            gateway.faults().acceptSockets();
            assertEquals(426, http.send(get, BodyHandlers.ofString()).statusCode());
        }
    }
}
