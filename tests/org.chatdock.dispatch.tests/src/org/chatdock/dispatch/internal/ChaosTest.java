// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.dispatch.Outcome;
import org.chatdock.api.message.Message;
import org.chatdock.testkit.Messages;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;

/** Twenty handlers, five of them bad, some of them coming and going; what is promised holds for all the others. */
class ChaosTest {
    private static final int MESSAGES = 50_000;
    private static final int CONVERSATIONS = 50;
    private static final int CYCLES = 200;
    private static final int RESIDENTS = 12;
    private static final int TRAVELLERS = 3;
    /** As the line does it. */
    private static final int IN_FLIGHT = 256;

    private final ExecutorService writer = Executors.newSingleThreadExecutor();
    private final Room room = new Room(new DispatchOptions(4, false, 200, 2_000, 30_000, 5, 10_000, 600_000, 3),
            writer);
    private final CountDownLatch end = new CountDownLatch(1);
    /** By handler and conversation, the numbers of the messages that it handled. */
    private final Map<String, List<Integer>> handled = new ConcurrentHashMap<>();
    /** By handler, how often each message was acknowledged under its name. */
    private final Map<String, Map<String, AtomicInteger>> acknowledged = new ConcurrentHashMap<>();

    private void note(String handler, Message message) {
        handled.computeIfAbsent(handler + "/" + message.conversation(), key -> new CopyOnWriteArrayList<>())
                .add(Integer.valueOf(message.id().value()));
    }

    private void acknowledge(String handler, String id) {
        acknowledged.computeIfAbsent(handler, key -> new ConcurrentHashMap<>())
                .computeIfAbsent(id, key -> new AtomicInteger()).incrementAndGet();
    }

    private MessageHandler healthy(String name) {
        return Fakes.handler(name, message -> {
            note(name, message);
            return Outcome.handled(room.store.append(message));
        });
    }

    private void addResidentsAndBadOnes() {
        for (int i = 0; i < RESIDENTS; i++) {
            // Two of a kind: every handler that matches runs.
            room.add("resident" + i / 2, healthy("resident" + i));
        }
        bad("throws", message -> Fakes.thrown(new IllegalStateException("chaos")));
        bad("links", message -> Fakes.thrown(new NoClassDefFoundError("chaos")));
        bad("nothing", message -> null);
        bad("hangs", message -> {
            boolean over = false;
            while (!over) {
                try {
                    end.await();
                    over = true;
                } catch (InterruptedException e) {
                    // That is what makes it bad.
                }
            }
            return Outcome.handled();
        });
    }

    /** Stops its own bundle in mid-call, and is there again with the next cycle. */
    private void addTheOneThatStopsItself(int cycle) {
        AtomicReference<ServiceReference<MessageHandler>> own = new AtomicReference<>();
        own.set(room.add(Fakes.handler("stops" + cycle, message -> Integer.parseInt(message.id().value()) % 10 == 3,
                message -> {
                    room.remove(own.get());
                    throw new IllegalStateException("chaos");
                }), 100, Map.of()));
    }

    /** Wants every tenth message of whatever type, before all others. */
    private void bad(String name, Function<Message, Outcome> handle) {
        int rest = name.length();
        room.add(Fakes.handler(name, message -> Integer.parseInt(message.id().value()) % 10 == rest % 10, handle), 100,
                Map.of());
    }

    @Test
    void whatBadHandlersAndTravellersDoHurtsNobodyElse() throws Exception {
        addResidentsAndBadOnes();
        Map<Integer, ServiceReference<MessageHandler>> there = new HashMap<>();
        Random random = new Random(7);
        Semaphore inFlight = new Semaphore(IN_FLIGHT);
        Map<String, List<Integer>> expected = new HashMap<>();
        List<Message> all = new ArrayList<>();
        int types = RESIDENTS / 2 + TRAVELLERS;

        for (int i = 0; i < MESSAGES; i++) {
            if (i % (MESSAGES / CYCLES) == 0) {
                // Quarantines end meanwhile.
                room.pass(Duration.ofMillis(100));
                addTheOneThatStopsItself(i);
                int who = i / (MESSAGES / CYCLES) % TRAVELLERS;
                ServiceReference<MessageHandler> old = there.remove(who);
                if (old == null) {
                    there.put(who, room.add("traveller" + who, healthy("traveller" + who)));
                } else {
                    room.remove(old);
                    there.put(who, room.add("traveller" + who, healthy("traveller" + who)));
                }
            }
            int kind = random.nextInt(types);
            String type = kind < RESIDENTS / 2 ? "resident" + kind : "traveller" + (kind - RESIDENTS / 2);
            Message message = Messages.builder("c" + random.nextInt(CONVERSATIONS), String.valueOf(i)).type(type)
                    .build();
            all.add(message);
            for (int twin = 0; kind < RESIDENTS / 2 && twin < 2; twin++) {
                expected.computeIfAbsent("resident" + (2 * kind + twin) + "/" + message.conversation(),
                        key -> new ArrayList<>()).add(i);
            }
            takeOne(inFlight);
            room.dispatcher.accept(new FakeDelivery(message) {
                @Override
                public void acknowledge(String handlerName) {
                    ChaosTest.this.acknowledge(handlerName, message().id().value());
                }

                @Override
                public void done() {
                    inFlight.release();
                }
            });
        }
        for (int i = 0; i < IN_FLIGHT; i++) {
            takeOne(inFlight);
        }
        all.forEach(room::awaitUnderstood);
        end.countDown();
        writer.shutdown();
        assertTrue(writer.awaitTermination(60, TimeUnit.SECONDS));
        room.dispatcher.close();

        Map<String, List<Integer>> residents = handled.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("resident"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        assertEquals(expected.keySet(), residents.keySet());
        expected.forEach((who, numbers) -> assertEquals(numbers, residents.get(who), who));
        room.late.forEach(ack -> acknowledge(ack.split(" ")[1], ack.split(" ")[0]));
        assertEquals(List.of(), handled.entrySet().stream().filter(entry -> entry.getKey().startsWith("traveller"))
                .filter(entry -> entry.getValue().stream().distinct().count() != entry.getValue().size())
                .map(Map.Entry::getKey).toList(), "handled twice");
        for (int i = 0; i < MESSAGES; i++) {
            assertAcknowledged(all.get(i));
        }
        assertEquals(RESIDENTS + TRAVELLERS, acknowledged.size(), acknowledged.keySet().toString());
        assertTrue(Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("chatdock-dispatch")), "a thread is left");
        room.log.takeErrors();
    }

    /** While a handler hangs there may be no room: then time passes, as slowly as in life. */
    private void takeOne(Semaphore inFlight) throws InterruptedException {
        while (!inFlight.tryAcquire(100, TimeUnit.MILLISECONDS)) {
            room.pass(Duration.ofMillis(100));
        }
    }

    private void assertAcknowledged(Message message) {
        String type = message.type();
        List<String> names = type.startsWith("traveller") ? List.of(type)
                : List.of("resident" + 2 * number(type), "resident" + (2 * number(type) + 1));
        for (String name : names) {
            AtomicInteger count = acknowledged.getOrDefault(name, Map.of()).get(message.id().value());
            assertEquals(1, count == null ? 0 : count.get(), () -> message + " by " + name);
        }
    }

    private static int number(String type) {
        return Integer.parseInt(type.substring("resident".length()));
    }
}
