// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.chatdock.simulator.Gateway;
import org.chatdock.simulator.GatewayBuilder;
import org.chatdock.simulator.Send;
import org.chatdock.simulator.SendFault;
import org.chatdock.simulator.SendFault.Garbage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The simulator's send call: one message for each client's id, and what can go wrong, without Chatdock. */
class GatewaySendTest {
    private static final String KEYED = "{\"To\":\"wmA\",\"MsgType\":\"text\",\"Content\":\"hi\","
            + "\"ClientMsgId\":\"c1\"}";

    private Gateway gateway;
    private SimulatorCalls calls;

    private void start(GatewayBuilder options) throws IOException {
        gateway = options.token(House.TOKEN).start();
        calls = new SimulatorCalls(gateway);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private Send send(int index) {
        return gateway.sends().get(index);
    }

    private HttpResponse<String> post(String body) throws Exception {
        return calls.post(gateway.sendUri(), body);
    }

    @Test
    void aRepeatedKeyIsAnsweredTheSameAndMakesNoSecondMessage() throws Exception {
        start(Gateway.builder().echo(true));
        BlockingQueue<String> told = calls.socket();

        HttpResponse<String> first = calls.send(SimulatorCalls.message("hi"), "c1");
        assertEquals("c1", SimulatorCalls.next(told).get("ClientMsgId"));
        HttpResponse<String> second = calls.send(SimulatorCalls.message("hi"), "c1");
        HttpResponse<String> third = calls.send(SimulatorCalls.message("hi"), "c2");

        assertEquals(200, first.statusCode());
        assertEquals(first.body(), second.body());
        assertFalse(first.body().equals(third.body()), "another key is another message");
        assertEquals("c2", SimulatorCalls.next(told).get("ClientMsgId"));
        assertEquals(List.of("c1", "c2"), calls.history().stream().map(each -> each.get("ClientMsgId")).toList());
        assertEquals(List.of(false, true, false), gateway.sends().stream().map(Send::repeated).toList());
        assertEquals(List.of("c1", "c1", "c2"), gateway.sends().stream().map(Send::clientId).toList());
        assertEquals(send(0).messageId(), send(1).messageId());
        assertTrue(send(1).accepted());
    }

    @Test
    void theKeyMayAlsoBeAFieldOfTheBodyAndTheHeaderCountsBeforeIt() throws Exception {
        start(Gateway.builder());

        String first = post(KEYED).body();
        assertEquals(first, post(KEYED).body());
        assertEquals(first, calls.send(SimulatorCalls.message("hi"), "c1").body());
        calls.send(KEYED, "c2");

        assertEquals(List.of("c1", "c1", "c1", "c2"), gateway.sends().stream().map(Send::clientId).toList());
        assertEquals(List.of("c1", "c2"), calls.history().stream().map(each -> each.get("ClientMsgId")).toList());
    }

    @Test
    void theFieldCanHaveAnotherName() throws Exception {
        start(Gateway.builder().clientIdField("req_id"));

        post(KEYED.replace("ClientMsgId", "req_id"));
        post(KEYED);

        assertEquals(List.of("c1", ""), gateway.sends().stream().map(Send::clientId).toList());
        assertEquals("c1", calls.history().get(0).get("req_id"));
    }

    @Test
    void withoutAKeyEverySendIsAMessageAndNoKeyIsAdded() throws Exception {
        start(Gateway.builder());

        assertFalse(calls.sent("hi").equals(calls.sent("hi")));

        assertEquals(2, calls.history().size());
        assertFalse(calls.history().get(0).containsKey("ClientMsgId"));
        assertEquals("", send(0).clientId());
    }

    @Test
    void aKeyOfARefusedMessageIsStillFree() throws Exception {
        start(Gateway.builder());
        gateway.faults().nextSends(1, new SendFault.Refuse(500, "余额不足", Duration.ZERO));

        assertEquals(500, post(KEYED).statusCode());
        assertEquals(400, post(KEYED.replace("hi", " ")).statusCode());
        assertEquals(200, post(KEYED).statusCode());

        assertFalse(send(0).accepted());
        assertFalse(send(2).repeated());
    }

    @Test
    void ofManyAtATimeWithTheSameKeyOneIsTaken() throws Exception {
        start(Gateway.builder());
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<String> call = () -> post(KEYED).body();
            List<Future<String>> answers = threads.invokeAll(List.of(call, call, call, call, call, call, call, call));
            for (Future<String> answer : answers) {
                assertEquals(answers.get(0).get(), answer.get());
            }
        } finally {
            threads.shutdown();
        }

        assertEquals(1, calls.history().size());
        assertEquals(7, gateway.sends().stream().filter(Send::repeated).count());
    }

    @Test
    void aRefusalSaysWhenToComeBack() throws Exception {
        start(Gateway.builder());
        gateway.faults().failSends(429, "太频繁", Duration.ofMillis(1_500));

        HttpResponse<String> refused = post(KEYED);

        assertEquals(429, refused.statusCode());
        assertEquals("2", refused.headers().firstValue("Retry-After").orElseThrow());
        assertEquals("太频繁", SimulatorCalls.errMsg(refused));
        gateway.faults().failSends(500, null);
        assertTrue(post(KEYED).headers().firstValue("Retry-After").isEmpty());
        gateway.faults().acceptSends();
        assertEquals(200, post(KEYED).statusCode());
    }

    @Test
    void faultsAreUsedUpInOrderAndThenTheStandingOneCounts() throws Exception {
        start(Gateway.builder());
        gateway.faults().failSends(500, "down");
        gateway.faults().nextSends(2, new SendFault.Late(Duration.ZERO));
        gateway.faults().nextSends(1, new SendFault.Refuse(503, "busy", Duration.ofSeconds(1)));

        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            statuses.add(post(SimulatorCalls.message("hi")).statusCode());
        }

        assertEquals(List.of(200, 200, 503, 500), statuses);
        gateway.faults().nextSends(1, new SendFault.CutUnread());
        gateway.faults().acceptSends();
        assertEquals(200, post(KEYED).statusCode());
        assertThrows(IllegalArgumentException.class, () -> gateway.faults().nextSends(0, new SendFault.CutUnread()));
    }

    @Test
    void aCallWithoutCredentialsUsesUpNoFault() throws Exception {
        start(Gateway.builder().corp("another"));
        gateway.faults().nextSends(1, new SendFault.CutUnread());

        assertEquals(401, post(KEYED).statusCode());
        assertFalse(send(0).tokenMatched());
    }

    @Test
    void aConnectionThatIsCutBeforeTheBodyIsReadLeavesNoMessage() throws Exception {
        start(Gateway.builder());
        gateway.faults().nextSends(1, new SendFault.CutUnread());

        assertThrows(IOException.class, () -> calls.send(KEYED, "c9"));

        assertEquals(0, send(0).status());
        assertEquals("c9", send(0).clientId());
        assertFalse(send(0).accepted());
        assertEquals(List.of(), calls.history());
        assertEquals(200, post(KEYED).statusCode());
    }

    @Test
    void aLostAnswerIsThatOfAMessageThatWasTakenAndIsEchoed() throws Exception {
        start(Gateway.builder().echo(true));
        BlockingQueue<String> told = calls.socket();
        gateway.faults().nextSends(1, new SendFault.CutUnanswered());

        assertThrows(IOException.class, () -> post(KEYED));

        assertEquals(0, send(0).status());
        assertTrue(send(0).accepted());
        assertEquals(send(0).messageId(), SimulatorCalls.next(told).get("MsgId"));
        assertEquals(send(0).messageId(), calls.history().get(0).get("MsgId"));
        assertEquals(send(0).messageId(), SimulatorCalls.object(post(KEYED).body()).get("msgID"));
        assertEquals(1, calls.history().size());
    }

    @Test
    void answersThatAreNoGoodComeWithTheMessageOrWithoutIt() throws Exception {
        start(Gateway.builder());
        for (boolean taken : new boolean[] { true, false }) {
            for (Garbage what : List.of(Garbage.NOT_JSON, Garbage.OTHER_JSON, Garbage.EMPTY)) {
                gateway.faults().nextSends(1, new SendFault.Garble(what, taken));
                int before = calls.history().size();

                HttpResponse<String> answer = post(SimulatorCalls.message("hi"));

                assertEquals(200, answer.statusCode());
                switch (what) {
                    case NOT_JSON -> assertThrows(IllegalArgumentException.class, () -> Json.read(answer.body()));
                    case OTHER_JSON -> assertEquals(Map.of("result", "ok"), Json.read(answer.body()));
                    default -> assertEquals("", answer.body());
                }
                Send last = send(gateway.sends().size() - 1);
                assertEquals(taken, last.accepted(), what.name());
                assertEquals(200, last.status());
                assertEquals(taken ? before + 1 : before, calls.history().size(), what.name());
            }
        }
    }

    @Test
    void halfAnAnswerBreaksOff() throws Exception {
        start(Gateway.builder());
        for (boolean taken : new boolean[] { true, false }) {
            gateway.faults().nextSends(1, new SendFault.Garble(Garbage.HALF, taken));

            assertThrows(IOException.class, () -> post(SimulatorCalls.message("hi")));

            assertEquals(taken, send(gateway.sends().size() - 1).accepted());
        }
        assertEquals(1, calls.history().size());
    }

    @Test
    void aLateAnswerIsLateByItselfAndByAllThatAreLate() throws Exception {
        ConcurrentLinkedQueue<Duration> delays = new ConcurrentLinkedQueue<>();
        start(Gateway.builder().scheduler((delay, task) -> {
            delays.add(delay);
            task.run();
            return () -> { };
        }).redeliverAfter(Duration.ZERO));
        delays.clear();
        gateway.faults().delaySends(Duration.ofSeconds(3));
        gateway.faults().nextSends(1, new SendFault.Late(Duration.ofSeconds(4)));

        assertEquals(200, post(KEYED).statusCode());

        assertEquals(Duration.ofSeconds(7), delays.poll());
        assertNull(delays.poll());
    }

    @Test
    void faultsThatMakeNoSenseAreRefused() throws Exception {
        start(Gateway.builder());

        assertThrows(IllegalArgumentException.class, () -> gateway.faults().failSends(200, "fine"));
        assertThrows(IllegalArgumentException.class,
                () -> gateway.faults().failSends(503, "busy", Duration.ofSeconds(-1)));
        assertThrows(IllegalArgumentException.class, () -> new SendFault.Late(Duration.ofSeconds(-1)));
        assertThrows(IllegalArgumentException.class, () -> Gateway.builder().clientIdField(" "));
    }
}
