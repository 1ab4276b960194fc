// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.simulator.Ack;
import org.chatdock.simulator.Gateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CutsTest {
    private static final int MESSAGES = 100_000;
    private static final int CUTS = 1_000;
    private static final int CONVERSATIONS = 100;
    /** releng/soak.sh takes others. */
    private static final long SEED = Long.getLong("chatdock.seed", 20_261_123);
    /** So many may be on their way: what is cut off is delivered again, and that should not be everything. */
    private static final int MOST_UNDER_WAY = 1_500;
    /** So many messages of a conversation have the same time: among them the order of arrival decides. */
    private static final int OF_ONE_SECOND = 7;
    /** After a cut nobody knows whether what was being written has come; then it is written once more. */
    private static final int MOST_IN_DOUBT = CUTS / 10;
    private static final int LARGEST_STEP_BYTES = 30_000;
    private static final int PAGE = 1_000;

    @TempDir
    Path directory;

    private final Random random = new Random(SEED);
    private int pushed;

    @Test
    void aHundredThousandMessagesAcrossAThousandCutsAreThereOnceInOrderAndAcknowledged() throws Exception {
        long begin = System.nanoTime();
        try (Gateway gateway = Gateway.builder().token(House.TOKEN).redeliverAfter(Duration.ZERO).redeliverLimit(-1)
                .start(); Tap tap = new Tap(gateway.webSocketUri(),
                        () -> gateway.awaitSocketsOpen(0, House.PATIENCE));
                House house = new House(directory, gateway, tap.uri(), Map.of("retryFloorMillis", 0,
                        "retryCapMillis", 1, "localRetryMillis", 0))) {
            for (int cut = 1; cut <= CUTS; cut++) {
                push(gateway, house, MESSAGES / CUTS * cut - random.nextInt(MESSAGES / CUTS));
                assertTrue(tap.awaitOpen(), () -> "There is no open socket: " + gateway.state() + tap
                        + house.connection().status() + house.connection().history() + threads());
                tap.cut(random.nextBoolean() ? Tap.Ending.RESET : Tap.Ending.FIN, random.nextInt(LARGEST_STEP_BYTES));
            }
            push(gateway, house, MESSAGES);
            assertTrue(gateway.await(state -> state.ackedIds() == MESSAGES, House.PATIENCE),
                    () -> "only " + gateway.state() + house.connection().metrics());
            house.await(() -> house.connection().metrics().acksWaiting() == 0, "an empty outbox");
            double seconds = (System.nanoTime() - begin) / 1e9;

            assertEquals(CUTS, tap.cuts());
            assertTheStoreIsWhatWasOffered(house);
            assertAcknowledgementsAreInOrder(tap.passed());
            int surplus = assertAcknowledgementsHaveDeliveries(gateway.acks(), tap.passed());
            long resent = house.connection().metrics().acksResent();
            assertTrue(surplus <= MOST_IN_DOUBT, () -> surplus + " acknowledgements too many");
            assertEquals(List.of(), gateway.malformedAcks());
            assertTrue(gateway.state().redeliveries() > CUTS, "hardly a cut was in the middle");
            System.out.printf("cuts: seed %d, %d cuts, %d messages, %d deliveries, %d redeliveries, %d acks, "
                    + "%d sent again, %d more than deliveries, %.1f s%n", SEED, tap.cuts(), pushed,
                    gateway.state().deliveries(), gateway.state().redeliveries(), gateway.acks().size(), resent,
                    surplus, seconds);
        }
    }

    /** Where everybody is, for a failure that nobody can repeat at will. */
    private static String threads() {
        StringBuilder text = new StringBuilder();
        Thread.getAllStackTraces().forEach((thread, frames) -> {
            text.append(System.lineSeparator()).append(thread);
            Arrays.stream(frames).limit(12).forEach(frame -> text.append(System.lineSeparator()).append("    ")
                    .append(frame));
        });
        return text.toString();
    }

    private void push(Gateway gateway, House house, int upTo) throws InterruptedException {
        for (; pushed < upTo; pushed++) {
            gateway.push(frame(pushed % CONVERSATIONS, pushed / CONVERSATIONS));
        }
        assertTrue(gateway.await(state -> pushed - state.ackedIds() < MOST_UNDER_WAY, House.PATIENCE),
                () -> "the line is stuck: " + gateway.state() + house.connection().metrics()
                        + house.connection().status());
    }

    private static String conversation(int number) {
        return "wm" + number;
    }

    private static String id(int conversation, int ordinal) {
        return conversation(conversation) + "-" + ordinal;
    }

    private static String frame(int conversation, int ordinal) {
        return "{\"MsgId\":\"" + id(conversation, ordinal) + "\",\"GroupId\":\"" + conversation(conversation)
                + "\",\"From\":\"" + conversation(conversation) + "\",\"To\":\"demo_lin\",\"FromType\":\"user\","
                + "\"MsgType\":\"text\",\"Content\":\"第 " + ordinal + "\",\"MsgTime\":"
                + (1_763_800_000 + ordinal / OF_ONE_SECOND) + "}";
    }

    private static void assertTheStoreIsWhatWasOffered(House house) throws Exception {
        assertEquals(MESSAGES, house.store().size());
        for (int number = 0; number < CONVERSATIONS; number++) {
            List<String> offered = new ArrayList<>();
            for (int ordinal = 0; ordinal < MESSAGES / CONVERSATIONS; ordinal++) {
                offered.add(id(number, ordinal));
            }
            List<String> stored = stored(house, new ConversationId(conversation(number)));
            assertEquals(digest(offered), digest(stored), () -> "not as offered, from " + IntStream
                    .range(0, Math.min(offered.size(), stored.size()))
                    .filter(i -> !offered.get(i).equals(stored.get(i))).limit(20).mapToObj(stored::get).toList());
        }
    }

    private static List<String> stored(House house, ConversationId conversation) {
        List<String> ids = new ArrayList<>();
        MessageId before = null;
        List<StoredMessage> page = house.store().page(conversation, before, PAGE);
        while (!page.isEmpty()) {
            ids.addAll(0, page.stream().map(each -> each.message().id().value()).toList());
            before = page.get(0).message().id();
            page = house.store().page(conversation, before, PAGE);
        }
        return ids;
    }

    private static String digest(List<String> ids) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        ids.forEach(id -> digest.update((id + "\n").getBytes()));
        return ids.size() + " messages, " + HexFormat.of().formatHex(digest.digest());
    }

    private static void assertAcknowledgementsAreInOrder(List<Tap.Passed> passed) {
        AckOrder order = new AckOrder();
        for (Tap.Passed each : passed) {
            if (each.toClient() && !each.text().equals("pong")) {
                order.delivered(conversationOf(idOf(each)), idOf(each));
            } else if (!each.toClient() && !each.text().equals("ping")) {
                order.acknowledged(conversationOf(idOf(each)), idOf(each), each.socket());
            }
        }
    }

    private static String conversationOf(String id) {
        return id.substring(0, id.indexOf('-'));
    }

    private static String idOf(Tap.Passed passed) {
        String text = passed.text();
        return passed.toClient() ? text.substring(10, text.indexOf('"', 10)) : text.substring(0, text.indexOf('|'));
    }

    /** Returns how many acknowledgements there were beyond one for each delivery. */
    private static int assertAcknowledgementsHaveDeliveries(List<Ack> acks, List<Tap.Passed> passed) {
        Map<String, Integer> counts = new HashMap<>();
        acks.forEach(ack -> {
            assertTrue(ack.delivered(), ack::messageId);
            counts.merge(ack.messageId(), 1, Integer::sum);
        });
        assertEquals(MESSAGES, counts.size());
        passed.stream().filter(each -> each.toClient() && !each.text().equals("pong"))
                .forEach(each -> counts.merge(idOf(each), -1, Integer::sum));
        return counts.values().stream().mapToInt(count -> Math.max(0, count)).sum();
    }
}
