// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;

import org.chatdock.simulator.Agent;
import org.chatdock.simulator.Gateway;
import org.chatdock.simulator.GatewayBuilder;
import org.chatdock.simulator.Transfer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the simulator takes messages back and hands conversations over, without Chatdock. */
class GatewayRecallTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private volatile Instant now = START;
    private Gateway gateway;
    private SimulatorCalls calls;

    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    private void start(GatewayBuilder options) throws IOException {
        gateway = options.token(House.TOKEN).clock(clock).scheduler((delay, task) -> () -> { }).start();
        calls = new SimulatorCalls(gateway);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private HttpResponse<String> recall(String id, String to) throws Exception {
        return calls.post(gateway.recallUri(), "{\"MsgId\":\"" + id + "\",\"To\":\"" + to + "\"}");
    }

    private HttpResponse<String> transfer(String target) throws Exception {
        return calls.post(gateway.transferUri(),
                "{\"To\":\"wmA\",\"Target\":\"" + target + "\",\"Note\":\"wants a refund\"}");
    }

    @Test
    void aMessageThatIsTakenBackIsToldOfOnTheSocketAndInTheHistory() throws Exception {
        start(Gateway.builder());
        BlockingQueue<String> told = calls.socket();
        String id = calls.sent("oops");
        now = START.plusSeconds(120);

        HttpResponse<String> answer = recall(id, "wmA");

        assertEquals(200, answer.statusCode());
        assertEquals("{}", answer.body());
        Map<String, Object> event = SimulatorCalls.next(told);
        assertEquals(Map.of("MsgId", event.get("MsgId"), "GroupId", "wmA", "From", "demo_lin", "FromType", "agent",
                "To", "wmA", "MsgType", "event", "MsgTime", new Json.Digits(Long.toString(now.getEpochSecond())),
                "Event", "recall", "RefMsgId", id, "Version", new Json.Digits("1")), event);
        assertFalse(event.get("MsgId").equals(id));
        assertEquals(event, calls.history().get(1));
        assertEquals(1, gateway.state().recalls());
    }

    @Test
    void takingBackTwiceIsAnsweredTheSameAndToldOnce() throws Exception {
        start(Gateway.builder());
        BlockingQueue<String> told = calls.socket();
        String id = calls.sent("oops");
        recall(id, "wmA");
        SimulatorCalls.next(told);
        now = START.plusSeconds(3600);

        assertEquals("{}", recall(id, "wmA").body());

        assertEquals(2, calls.history().size());
    }

    @Test
    void aMessageThatIsTooOldStays() throws Exception {
        start(Gateway.builder().recallWithin(Duration.ofSeconds(30)));
        String id = calls.sent("oops");
        now = START.plusSeconds(30).plusMillis(1);

        HttpResponse<String> answer = recall(id, "wmA");

        assertEquals(409, answer.statusCode());
        assertEquals("发出超过 30 秒的消息不能撤回 (a message that is older than 30 s cannot be recalled)",
                SimulatorCalls.errMsg(answer));
        assertEquals(1, calls.history().size());
    }

    @Test
    void onlyTheAgentsOwnMessagesToThisCustomerCanBeTakenBack() throws Exception {
        start(Gateway.builder());
        gateway.push(Frames.text("a1", "wmA"));
        String id = calls.sent("oops");

        assertEquals(404, recall("a1", "wmA").statusCode());
        assertEquals(404, recall(id, "wmB").statusCode());
        assertEquals(400, recall("", "wmA").statusCode());
        assertEquals(400, calls.post(gateway.recallUri(), "[]").statusCode());
        assertEquals(405, calls.get(gateway.recallUri()).statusCode());

        assertEquals(2, calls.history().size());
    }

    @Test
    void idsThatAreNumbersAreFoundAndKept() throws Exception {
        start(Gateway.builder());
        BlockingQueue<String> told = calls.socket();
        String answer = calls.post(gateway.sendUri(), "{\"To\":42,\"MsgType\":\"text\",\"Content\":\"hi\"}").body();
        String id = (String) SimulatorCalls.object(answer).get("msgID");

        assertEquals(200, calls.post(gateway.recallUri(), "{\"MsgId\":" + id + ",\"To\":42}").statusCode());

        assertEquals(new Json.Digits("42"), SimulatorCalls.next(told).get("GroupId"));
    }

    @Test
    void theAgentsAreListed() throws Exception {
        start(Gateway.builder().agents(List.of(new Agent("lily", "客服莉莉", Agent.Kind.AGENT, true),
                new Agent("t1", "Refunds", Agent.Kind.TEAM, false))));

        assertEquals("[{\"id\":\"lily\",\"name\":\"客服莉莉\",\"kind\":\"AGENT\",\"available\":true},"
                + "{\"id\":\"t1\",\"name\":\"Refunds\",\"kind\":\"TEAM\",\"available\":false}]",
                new String(calls.get(gateway.agentsUri()).body(), StandardCharsets.UTF_8));
    }

    @Test
    void aConversationThatIsHandedOverIsToldSo() throws Exception {
        start(Gateway.builder());
        BlockingQueue<String> told = calls.socket();

        HttpResponse<String> answer = transfer("lily");

        assertEquals(200, answer.statusCode());
        assertEquals("{}", answer.body());
        assertEquals(List.of(new Transfer("wmA", "lily", "wants a refund", START)), gateway.transfers());
        Map<String, Object> event = SimulatorCalls.next(told);
        assertEquals(List.of("wmA", "system", "system", "demo_lin", "event", "transfer", "lily", "会话已转接给 客服莉莉"),
                List.of(event.get("GroupId"), event.get("From"), event.get("FromType"), event.get("To"),
                        event.get("MsgType"), event.get("Event"), event.get("To_Agent"), event.get("Content")));
        assertFalse(event.containsKey("Note"), "what one agent writes to another is not the conversation's");
        assertEquals(List.of(event), calls.history());
        assertEquals(1, gateway.state().transfers());
    }

    @Test
    void whoeverIsAwayTakesNothing() throws Exception {
        start(Gateway.builder());

        HttpResponse<String> away = transfer("chen");

        assertEquals(409, away.statusCode());
        assertEquals("陈主管 暂时不能接待 (not available now)", SimulatorCalls.errMsg(away));
        assertEquals(404, transfer("nobody").statusCode());
        assertEquals(400, transfer("").statusCode());
        assertEquals(400, calls.post(gateway.transferUri(), "{\"Target\":\"lily\"}").statusCode());
        assertEquals(405, calls.get(gateway.transferUri()).statusCode());
        assertEquals(List.of(), gateway.transfers());
        assertEquals(List.of(), calls.history());
    }

    @Test
    void whoeverTakesBackOrHandsOverNeedsTheCredentials() throws Exception {
        start(Gateway.builder().corp("another"));

        assertEquals(401, recall("1", "wmA").statusCode());
        assertEquals(401, transfer("lily").statusCode());
        assertEquals(401, calls.get(gateway.agentsUri()).statusCode());
        assertTrue(gateway.transfers().isEmpty());
    }
}
