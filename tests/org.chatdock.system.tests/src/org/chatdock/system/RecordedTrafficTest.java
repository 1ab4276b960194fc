// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.chatdock.api.connection.ConnectionMetrics;
import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.dispatch.Outcome;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.simulator.Gateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;

/** The same traffic, past the whole house and past {@link SeenMessage}: the same acknowledgements in the same order. */
class RecordedTrafficTest {
    /** Wants what customers write, ranks first. */
    static final String CUSTOMERS = "customers 客户";
    /** Wants what is important whatever it is, ranks last, and takes a while. */
    static final String VIP = "vip";
    /** Wants videos, and fails on each. */
    private static final String BROKEN = "brokenVideos";
    private static final int WAVES = 20;
    private static final int FRAMES = 10_000;
    /** {@code -Dchatdock.seed} takes another. */
    private static final long SEED = Long.getLong("chatdock.seed", 20_261_123);
    private static final long CLOCK_SLACK_MILLIS = 2_000;

    /** @param optional whether the same acknowledgement may still be waiting: then it need not be sent twice */
    private record Due(String line, boolean optional) {
    }

    @TempDir
    Path directory;

    private final long start = System.currentTimeMillis();
    /** Every message by its frame. */
    private final Map<String, SeenMessage> messages = new LinkedHashMap<>();
    private final AtomicInteger brokenCalls = new AtomicInteger();
    private Path record;
    private int recorded;
    /** By conversation. */
    private final Map<String, Long> lastMillis = new HashMap<>();
    private int checked;

    @Test
    void theAcknowledgementsOfRecordedTrafficAreThoseOfTheRules() throws Exception {
        long begin = System.nanoTime();
        record = directory.resolve("record.jsonl");
        ExecutorService later = Executors.newFixedThreadPool(2);
        int strange = 0;
        int failures;
        try (Gateway gateway = Gateway.builder().token(House.TOKEN).redeliverAfter(Duration.ZERO).redeliverLimit(0)
                .record(record).start(); House house = new House(directory.resolve("house"), gateway)) {
            List<ServiceRegistration<?>> handlers = register(house, later);
            try {
                Recording recording = new Recording(SEED);
                for (int wave = 1; wave <= WAVES; wave++) {
                    List<String> frames = recording.wave(FRAMES / WAVES);
                    frames.add("{\"MsgId\":\"wave-" + wave + "\",\"GroupId\":\"waves\",\"MsgType\":\"text\"}");
                    frames.forEach(gateway::push);
                    settle(gateway, house, "wave-" + wave);
                    assertAcknowledgements(frames);
                    strange += (int) frames.stream().filter(frame -> !Set.of("ping", "pong").contains(frame)
                            && SeenMessage.in(frame).isEmpty()).count();
                }
                assertEquals(strange, house.connection().metrics().strangeTexts());
                assertStored(house);
            } finally {
                handlers.forEach(ServiceRegistration::unregister);
                failures = house.errors.take("'" + BROKEN + "' of org.chatdock.system.tests failed on message");
            }
            assertTrue(failures > 0);
            assertEquals(brokenCalls.get(), failures);
        } finally {
            later.shutdown();
        }
        System.out.printf("recorded traffic: seed %d, %d frames, %d different messages, %d strange, %d acks, %.1f s%n",
                SEED, FRAMES, messages.size(), strange, checked, (System.nanoTime() - begin) / 1e9);
    }

    private List<ServiceRegistration<?>> register(House house, ExecutorService later) {
        return List.of(
                register(house, CUSTOMERS, message -> Outcome.handled(),
                        Map.of(Constants.SERVICE_RANKING, 10, MessageHandler.TYPES, List.of("text", "image", "order"),
                                MessageHandler.SENDER_TYPES, "user")),
                register(house, BROKEN, message -> {
                    brokenCalls.incrementAndGet();
                    throw new IllegalStateException("chaos");
                }, Map.of(Constants.SERVICE_RANKING, 5, MessageHandler.TYPES, "video")),
                register(house, VIP, message -> Outcome.handled(CompletableFuture.runAsync(Thread::yield, later)),
                        Map.of(Constants.SERVICE_RANKING, -10, MessageHandler.FILTER, "(vip=true)")));
    }

    private static ServiceRegistration<?> register(House house, String name, Function<Message, Outcome> handle,
            Map<String, Object> properties) {
        return house.context.registerService(MessageHandler.class, new MessageHandler() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Outcome handle(Message message) {
                return handle.apply(message);
            }
        }, new Hashtable<>(properties));
    }

    /** Waits until all that has come up to a message is done with and acknowledged. */
    private static void settle(Gateway gateway, House house, String last) throws Exception {
        house.await(() -> !Acks.namesOf(gateway, last).isEmpty(), "an acknowledgement of " + last);
        house.await(() -> {
            ConnectionMetrics metrics = house.connection().metrics();
            return metrics.inFlight() == 0 && metrics.acksWaiting() == 0;
        }, "an end of " + last);
        long sent = house.connection().metrics().acksSent();
        assertTrue(gateway.await(state -> state.acks() + state.malformedAcks() >= sent, House.PATIENCE));
    }

    private void assertAcknowledgements(List<String> frames) throws Exception {
        Map<String, List<Due>> due = new LinkedHashMap<>();
        Map<String, String> conversations = new LinkedHashMap<>();
        Set<String> before = new HashSet<>();
        for (String frame : frames) {
            SeenMessage message = SeenMessage.in(frame).orElse(null);
            if (message != null) {
                messages.put(frame, message);
                String conversation = message.text("GroupId");
                String other = conversations.put(message.head(), conversation);
                assertTrue(other == null || other.equals(conversation), "the recording is ambiguous");
                boolean optional = !before.add(frame);
                message.names().forEach(name -> due.computeIfAbsent(conversation, key -> new ArrayList<>())
                        .add(new Due(message.head() + "|" + name, optional)));
            }
        }
        Map<String, List<String>> received = new LinkedHashMap<>();
        for (String raw : received()) {
            // Only the name, which has none, and the time, which is a number, are sure to have no separator in them.
            int name = raw.lastIndexOf('|');
            int time = raw.lastIndexOf('|', name - 1);
            assertTrue(time >= 0, raw);
            String line = raw.substring(0, time) + raw.substring(name);
            String conversation = conversations.get(raw.substring(0, time));
            assertTrue(conversation != null, () -> "nobody waits for " + raw);
            assertTime(conversation, raw.substring(time + 1, name));
            received.computeIfAbsent(conversation, key -> new ArrayList<>()).add(line);
            checked++;
        }
        Set<String> all = new LinkedHashSet<>(due.keySet());
        all.addAll(received.keySet());
        for (String conversation : all) {
            assertMatch(due.getOrDefault(conversation, List.of()), received.getOrDefault(conversation, List.of()));
        }
    }

    /** What the gateway got since the last time, in order. */
    private List<String> received() throws Exception {
        List<String> lines = Files.readAllLines(record);
        List<String> fresh = new ArrayList<>();
        for (String line : lines.subList(recorded, lines.size())) {
            fresh.add((String) ((Map<?, ?>) Json.read(line)).get("raw"));
        }
        recorded = lines.size();
        return fresh;
    }

    /** Within the test, and never back. */
    private void assertTime(String conversation, String text) {
        assertTrue(text.matches("[0-9]{13}"), text);
        long millis = Long.parseLong(text);
        Long last = lastMillis.put(conversation, millis);
        assertTrue(millis >= start - CLOCK_SLACK_MILLIS && millis <= System.currentTimeMillis() + CLOCK_SLACK_MILLIS
                && (last == null || last <= millis), () -> text + " after " + last);
    }

    private static void assertMatch(List<Due> due, List<String> received) {
        // How far one can be in the list; more than one place if equal lines follow each other.
        Set<Integer> places = Set.of(0);
        for (int i = 0; i < received.size(); i++) {
            Set<Integer> next = new TreeSet<>();
            for (int place : places) {
                for (int at = place; at < due.size(); at++) {
                    if (due.get(at).line.equals(received.get(i))) {
                        next.add(at + 1);
                    }
                    if (!due.get(at).optional) {
                        break;
                    }
                }
            }
            Set<Integer> here = places;
            int number = i;
            assertTrue(!next.isEmpty(), () -> "acknowledgement " + number + " is " + received.get(number)
                    + ", but due is " + here + " of " + due + "; there is " + received);
            places = next;
        }
        Set<Integer> ends = places;
        assertTrue(ends.stream().anyMatch(end -> due.subList(end, due.size()).stream().allMatch(Due::optional)),
                () -> "missing from " + ends + " of " + due + "; there is " + received);
    }

    private void assertStored(House house) throws Exception {
        long size = messages.values().stream().filter(SeenMessage::isStored).count();
        house.await(() -> house.store().size() >= size, "all messages in the store");
        assertEquals(size, house.store().size());
        for (SeenMessage message : messages.values()) {
            if (message.isStored() && !message.text("MsgId").isEmpty()) {
                assertStored(message, house.store().find(new MessageId(message.text("MsgId"))).orElse(null));
            }
        }
    }

    private void assertStored(SeenMessage expected, StoredMessage stored) {
        assertTrue(stored != null, () -> expected.head() + " is not stored");
        Message message = stored.message();
        assertEquals(expected.head(), message.id() + "|" + message.conversation() + "|" + message.from() + "|"
                + message.to());
        assertEquals(expected.text("FromType"), message.fromType());
        assertEquals(expected.text("MsgType"), message.type());
        assertEquals(expected.text("Content"), message.content());
        assertEquals(expected.isUnderstood(), stored.understood(), expected::head);
        long millis = message.time().toEpochMilli();
        expected.time().ifPresent(time -> assertEquals(time, millis, expected::head));
        if (expected.isTimeless()) {
            assertTrue(millis >= start && millis <= System.currentTimeMillis(), expected::head);
        }
    }
}
