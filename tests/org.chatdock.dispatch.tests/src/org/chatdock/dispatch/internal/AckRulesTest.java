// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.dispatch.Outcome;
import org.chatdock.api.message.Message;
import org.chatdock.testkit.Messages;
import org.junit.jupiter.api.Test;

/** The same traffic, past the dispatcher and past the seed's rules as a dozen lines of Java. */
class AckRulesTest {
    private static final int MESSAGES = 10_000;
    private static final List<String> TYPES = List.of("text", "image", "file", "voice", "video", "link", "event",
            "order", "", "|");
    private static final List<String> SENDERS = List.of("user", "agent", "system", "", "robot");

    /** What a handler is for, said once; the two sides make of it what they like. */
    private record Rule(String name, String type, String sender, String extra, boolean works) {
    }

    private static final List<Rule> RULES = List.of(new Rule("newTextMessage", "text", null, null, true),
            new Rule("newImageMessage", "image", null, null, true),
            new Rule("newFileMessage", "file", null, null, true),
            new Rule("newVoiceMessage", "voice", null, null, true),
            new Rule("customerText", "text", "user", null, true),
            new Rule("anything 新", null, "robot", null, true), new Rule("vip", null, null, "vip", true),
            new Rule("pipe", "|", null, null, true), new Rule("broken", "video", null, null, false));

    /** Every handler whose test accepts the message is run, and acknowledged under its name: the seed's whole rule. */
    private static List<String> seed(List<Message> traffic) {
        List<String> acks = new ArrayList<>();
        for (Message message : traffic) {
            for (Rule rule : RULES) {
                boolean wants = (rule.type == null || rule.type.equals(message.type()))
                        && (rule.sender == null || rule.sender.equals(message.fromType()))
                        && (rule.extra == null || message.extra().get(rule.extra) == Boolean.TRUE);
                if (wants && rule.works) {
                    acks.add(line(message, rule.name));
                }
            }
        }
        return acks;
    }

    private static String line(Message message, String name) {
        return message.id().wireText() + "|" + message.conversation() + "|" + message.from() + "|" + message.to() + "|"
                + name;
    }

    private static List<Message> traffic() {
        Random random = new Random(42);
        List<Message> all = new ArrayList<>();
        while (all.size() < MESSAGES) {
            if (!all.isEmpty() && random.nextInt(10) == 0) {
                all.add(all.get(random.nextInt(all.size())));
                continue;
            }
            Messages.Builder message = Messages.builder(List.of("", "9007199254740993", "a|b", "客户", "ann")
                    .get(random.nextInt(5)), (random.nextInt(4) == 0 ? "sha256:" : "92233720368547") + all.size());
            message.type(TYPES.get(random.nextInt(TYPES.size()))).fromType(SENDERS.get(random.nextInt(SENDERS.size())))
                    .from(random.nextBoolean() ? "" : "f|" + random.nextInt(9))
                    .content("|\n\0😀".repeat(random.nextInt(4)));
            if (random.nextInt(3) == 0) {
                message.extra("vip", List.of(true, false, "yes", 1).get(random.nextInt(4)));
            }
            all.add(message.build());
        }
        return all;
    }

    private static void add(Room room, Rule rule, int ranking, ExecutorService storage) {
        Map<String, Object> properties = new HashMap<>();
        boolean byProperties = ranking % 2 == 0;
        if (byProperties && rule.type != null) {
            properties.put(MessageHandler.TYPES, rule.type);
        }
        if (byProperties && rule.sender != null) {
            properties.put(MessageHandler.SENDER_TYPES, new String[] { rule.sender });
        }
        if (byProperties && rule.extra != null) {
            properties.put(MessageHandler.FILTER, "(" + rule.extra + "=true)");
        }
        room.add(Fakes.handler(rule.name,
                message -> byProperties || (rule.type == null || rule.type.equals(message.type()))
                        && (rule.sender == null || rule.sender.equals(message.fromType()))
                        && (rule.extra == null || Boolean.TRUE.equals(message.extra().get(rule.extra))),
                message -> rule.works ? Outcome.handled(CompletableFuture.runAsync(() -> { }, storage))
                        : Outcome.failed("always")),
                ranking, properties);
    }

    private void assertSameAsSeed(int parity) {
        ExecutorService storage = Executors.newFixedThreadPool(2);
        List<Message> traffic = traffic();
        Map<String, List<String>> byConversation = new HashMap<>();
        try (Room room = new Room()) {
            for (int i = 0; i < RULES.size(); i++) {
                add(room, RULES.get(i), 2 * (RULES.size() - i) + parity, storage);
            }
            List<FakeDelivery> deliveries = new ArrayList<>();
            for (Message message : traffic) {
                List<String> acks = byConversation.computeIfAbsent(message.conversation().value(),
                        key -> new CopyOnWriteArrayList<>());
                FakeDelivery delivery = new FakeDelivery(message) {
                    @Override
                    public void acknowledge(String handlerName) {
                        acks.add(line(message, handlerName));
                    }
                };
                deliveries.add(delivery);
                room.dispatcher.accept(delivery);
            }
            deliveries.forEach(FakeDelivery::awaitDone);
            room.log.takeErrors();
        } finally {
            storage.shutdown();
        }

        Map<String, List<String>> expected = new HashMap<>();
        traffic.forEach(message -> expected.computeIfAbsent(message.conversation().value(), key -> List.of()));
        for (String conversation : List.copyOf(expected.keySet())) {
            expected.put(conversation, seed(traffic.stream()
                    .filter(message -> message.conversation().value().equals(conversation)).toList()));
        }
        assertEquals(expected, byConversation);
    }

    @Test
    void byPropertiesTheAcknowledgementsAreThoseOfTheSeed() {
        assertSameAsSeed(0);
    }

    @Test
    void byTestTheAcknowledgementsAreThoseOfTheSeed() {
        assertSameAsSeed(1);
    }
}
