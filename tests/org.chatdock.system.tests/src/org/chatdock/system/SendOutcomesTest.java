// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.Outbox;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendOutcome;
import org.chatdock.api.sending.SendState;
import org.chatdock.simulator.Gateway;
import org.chatdock.simulator.Send;
import org.chatdock.testkit.fault.Ending;
import org.chatdock.testkit.fault.Fault;
import org.chatdock.testkit.fault.FaultProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twenty thousand messages over a send call that fails in every way: each has one outcome, the gateway has each at most
 * once and in order, and what is said to be sent is there.
 */
class SendOutcomesTest {
    private static final int SENDS = Integer.getInteger("chatdock.sends", 20_000);
    private static final int CONVERSATIONS = 200;
    /** releng/soak.sh takes others. */
    private static final long SEED = Long.getLong("chatdock.seed", 20_261_123);
    private static final int UNDER_WAY = 800;
    /** More than a message has requests. */
    private static final int CONNECTIONS = 2 * SENDS;
    private static final int SENDS_BETWEEN_OUTAGES = 1_000;
    private static final Duration OUTAGE = Duration.ofMillis(150);
    private static final int CONNECT_MILLIS = 150;
    private static final int ANSWER_MILLIS = 250;
    private static final String KEY = "Idempotency-Key";
    private static final String[] GARBAGE = { "<html>Bad gateway</html>", "", "{\"msgID\":", "[1,2", "null", "{}" };

    @TempDir
    Path directory;

    private final Random random = new Random(SEED);
    private final Map<String, SendOutcome> outcomes = new HashMap<>();

    @Test
    void whateverHappensToTheCallEachMessageEndsInOneOutcomeAndIsThereAtMostOnceInOrder() throws Exception {
        long begin = System.nanoTime();
        try (Gateway gateway = Gateway.builder().token(House.TOKEN).start();
                FaultProxy proxy = FaultProxy.to(gateway.sendUri());
                Settings history = new Settings("org.chatdock.history",
                        Map.of("historyUrl", gateway.historyUri().toString()));
                House house = new House(directory, gateway)) {
            house.configure("org.chatdock.sending", Map.of("apiUrl", proxy.uri().toString(), "idempotencyHeader", KEY,
                    "connectTimeoutMillis", CONNECT_MILLIS, "answerTimeoutMillis", ANSWER_MILLIS));
            for (int i = 0; i < CONNECTIONS; i++) {
                proxy.next(faults());
            }
            sendAll(house, proxy);
            proxy.heal();
            Map<String, Send> taken = taken(gateway);
            house.await(() -> unknown(house).stream().noneMatch(taken::containsKey), "an end of all doubts");
            double seconds = (System.nanoTime() - begin) / 1e9;

            assertEquals(SENDS, outcomes.size());
            outcomes.forEach((content, outcome) -> check(content, outcome, taken));
            assertTheGatewayHasThemInOrder(gateway);
            assertTheStoreHasWhatTheGatewayHas(house, taken);
            assertEquals(unknown(house).size() + refused(), house.service(Outbox.class).entries().size());
            System.out.printf("sends: seed %d, %d messages, %d requests at the gateway, %d connections, outcomes %s, "
                    + "%.1f s%n", SEED, SENDS, gateway.sends().size(), proxy.connections().size(), kinds(), seconds);
            kinds().forEach((kind, count) -> assertTrue(count > SENDS / 200, () -> "hardly any " + kind));
            assertEquals(3, kinds().size());
        }
    }

    private Fault[] faults() {
        int kind = random.nextInt(120);
        if (kind >= 40) {
            return new Fault[0];
        }
        return new Fault[] { switch (kind) {
            case 0 -> Fault.resetOnAccept();
            case 1, 2 -> Fault.resetInRequest();
            case 3 -> Fault.silentAccept();
            case 4 -> Fault.silentUpgrade();
            case 5 -> Fault.silentReply();
            case 6, 7, 8 -> Fault.lostReply(Ending.FIN);
            case 9, 10, 11 -> Fault.lostReply(Ending.RESET);
            case 12, 13 -> Fault.cutReply(random.nextInt(250), Ending.FIN);
            case 14, 15 -> Fault.cutReply(random.nextInt(250), Ending.RESET);
            case 16, 17, 18 -> Fault.lateReply(Duration.ofMillis(random.nextInt(ANSWER_MILLIS / 3)));
            case 19 -> Fault.lateReply(Duration.ofMillis(ANSWER_MILLIS + random.nextInt(ANSWER_MILLIS)));
            case 20, 21, 22 -> garbage();
            case 23, 24, 25, 26 -> Fault.http(429, "Retry-After: 0");
            case 27, 28, 29 -> Fault.http(503, "Retry-After: 0");
            case 30 -> Fault.http(429, "Retry-After: 1");
            case 31 -> Fault.http(503);
            case 32 -> Fault.http(500);
            case 33 -> Fault.http(502);
            case 34 -> Fault.http(400);
            case 35 -> Fault.http(401);
            case 36 -> Fault.http(403);
            case 37 -> Fault.http(404);
            default -> Fault.http(409);
        } };
    }

    private Fault garbage() {
        String body = GARBAGE[random.nextInt(GARBAGE.length)];
        return Fault.otherReply("garbage", ("HTTP/1.1 200 OK\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
    }

    private void sendAll(House house, FaultProxy proxy) throws InterruptedException {
        Semaphore underWay = new Semaphore(UNDER_WAY);
        List<CompletableFuture<SendOutcome>> all = new ArrayList<>();
        for (int i = 0; i < SENDS; i++) {
            if (!underWay.tryAcquire(House.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("Sending is stuck: " + house.service(Outbox.class).entries());
            }
            if (i % SENDS_BETWEEN_OUTAGES == SENDS_BETWEEN_OUTAGES - 1) {
                proxy.refuseConnections(OUTAGE);
            }
            String content = (i % CONVERSATIONS) + "-" + (i / CONVERSATIONS);
            all.add(house.sender().send(Outgoing.text(conversation(i % CONVERSATIONS), content))
                    .whenComplete((outcome, failure) -> {
                        underWay.release();
                        synchronized (outcomes) {
                            assertNull(outcomes.put(content, outcome));
                        }
                    }).toCompletableFuture());
        }
        all.forEach(CompletableFuture::join);
    }

    private static ConversationId conversation(int number) {
        return new ConversationId("wm" + number);
    }

    /** By content, which is another one for each message. */
    private static Map<String, Send> taken(Gateway gateway) {
        Map<String, Send> taken = new HashMap<>();
        Map<String, String> keys = new HashMap<>();
        for (Send send : gateway.sends()) {
            String content = content(send);
            String key = send.headers().get(KEY.toLowerCase());
            assertNotNull(key);
            String other = keys.putIfAbsent(key, content);
            assertTrue(other == null || other.equals(content), "a key of two messages");
            if (send.accepted()) {
                assertNull(taken.put(content, send), () -> content + " is there twice");
            }
        }
        assertEquals(keys.size(), Map.copyOf(keys).values().stream().distinct().count(), "a message with two keys");
        return taken;
    }

    private static String content(Send send) {
        return (String) ((Map<?, ?>) Json.read(send.body())).get("Content");
    }

    private static void check(String content, SendOutcome outcome, Map<String, Send> taken) {
        if (outcome instanceof SendOutcome.Sent sent) {
            assertNotNull(taken.get(content), () -> content + " is said to be sent");
            assertEquals(taken.get(content).messageId(), sent.message().id().value());
        } else if (outcome instanceof SendOutcome.Refused) {
            assertFalse(taken.containsKey(content), () -> content + " is said not to be sent");
        } else {
            assertEquals(new SendOutcome.Unknown(), outcome);
        }
    }

    private static void assertTheGatewayHasThemInOrder(Gateway gateway) {
        Map<String, Integer> last = new HashMap<>();
        for (Send send : gateway.sends()) {
            if (send.accepted()) {
                String[] parts = content(send).split("-");
                int ordinal = Integer.parseInt(parts[1]);
                Integer before = last.put(parts[0], ordinal);
                assertTrue(before == null || before < ordinal, () -> content(send) + " came after " + before);
            }
        }
    }

    private static void assertTheStoreHasWhatTheGatewayHas(House house, Map<String, Send> taken) {
        assertEquals(taken.size(), house.store().size());
        for (int number = 0; number < CONVERSATIONS; number++) {
            house.messages(conversation(number)).forEach(each -> assertEquals(
                    taken.get(each.message().content()).messageId(), each.message().id().value()));
        }
    }

    private static List<String> unknown(House house) {
        return house.service(Outbox.class).entries().stream().filter(entry -> entry.state() == SendState.UNKNOWN)
                .map(OutboxEntry::message).map(Outgoing::content).toList();
    }

    private long refused() {
        return outcomes.values().stream().filter(SendOutcome.Refused.class::isInstance).count();
    }

    private Map<String, Long> kinds() {
        return outcomes.values().stream().collect(Collectors.groupingBy(outcome -> outcome.getClass().getSimpleName(),
                TreeMap::new, Collectors.counting()));
    }
}
