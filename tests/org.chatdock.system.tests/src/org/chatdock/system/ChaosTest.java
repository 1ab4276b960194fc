// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.chatdock.simulator.Ack;
import org.chatdock.simulator.Gateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.log.LogEntry;

/**
 * Twenty handlers of strangers, each in a bundle of its own that is made while the framework runs. Five are bad; those
 * and nine good ones come and go all the time. The gateway delivers every message once and the line is never cut, so
 * there is no excuse for a second call or a second acknowledgement.
 */
class ChaosTest {
    private static final int MESSAGES = 50_000;
    private static final int CYCLES = 200;
    private static final int CONVERSATIONS = 100;
    /** {@code -Dchatdock.seed} takes another. */
    private static final long SEED = Long.getLong("chatdock.seed", 20_261_123);
    private static final int MOST_UNDER_WAY = 1_000;
    private static final int MOST_WHILE_AWAY = 100;
    private static final long CALL_LIMIT_MILLIS = 2_000;
    /** How long threads that have nothing to do may wait for something. */
    private static final Duration IDLE = Duration.ofSeconds(15);
    /** Eclipse's jobs, Declarative Services and Java's processes, whoever was the first to want one. */
    private static final Pattern OF_THE_PLATFORM = Pattern.compile("Worker-.*|SCR .*|process reaper");
    private static final int LEVELS = 6;

    /** Stays, gets all but what is for nobody or for one handler alone, and gets it after all others. */
    private static final String LAST = "last";

    private static final List<Kind> RESIDENTS = List.of(
            new Kind("first", "handles", 1_000, "text,image,shared", "", "", Sent::isForMany),
            new Kind("residentText", "handles", 10, "text", "", "", sent -> sent.is("text")),
            new Kind("residentUser", "handles", 0, "text,image", "user", "",
                    sent -> (sent.is("text") || sent.is("image")) && sent.sender.equals("user")),
            new Kind("residentLevel", "stores", 0, "shared", "", "(level>=3)",
                    sent -> sent.is("shared") && sent.level >= 3),
            new Kind("residentVip", "handles", -10, "", "", "(&(MsgType=image)(vip=true))",
                    sent -> sent.is("image") && sent.vip),
            new Kind(LAST, "stores", -1_000, "text,image,shared", "", "", Sent::isForMany));

    /** They come and go; when they are away nobody handles their messages. */
    private static final List<Kind> LONERS = IntStream.range(0, 5).mapToObj(i -> new Kind("loner" + i, "stores", 0,
            "alone" + i, "", "", sent -> sent.is("alone" + i))).toList();

    /** They come and go; when they are away others still handle their messages. */
    private static final List<Kind> TRAVELLERS = List.of(
            new Kind("travellerText", "handles", 500, "text", "", "", sent -> sent.is("text")),
            new Kind("travellerImage", "stores", 0, "image,shared", "", "",
                    sent -> sent.is("image") || sent.is("shared")),
            new Kind("travellerLevel", "handles", -500, "shared", "", "(level>=3)",
                    sent -> sent.is("shared") && sent.level >= 3),
            new Kind("travellerUser", "handles", 0, "", "user", "(|(MsgType=text)(MsgType=shared))",
                    sent -> (sent.is("text") || sent.is("shared")) && sent.sender.equals("user")));

    /** What the log may say of them, and of nobody else. */
    private static final Map<String, String> BAD = Map.of("throws", "it threw java\\.lang\\.IllegalStateException",
            "hangs", "no answer within " + CALL_LIMIT_MILLIS + " ms",
            "returnsNull", "it returned null",
            "lacksAClass", "it threw java\\.lang\\.NoClassDefFoundError",
            // On two conversations at once it waits for itself, and then for the framework.
            "stopsItself",
            "it threw java\\.lang\\.IllegalStateException|no answer within " + CALL_LIMIT_MILLIS + " ms");
    private static final Map<String, Integer> BAD_RANKINGS = Map.of("throws", 100, "hangs", 50, "returnsNull", 0,
            "lacksAClass", -100, "stopsItself", 2_000);
    private static final Pattern FAILURE = Pattern.compile("The message handler '(\\w+)' of ([\\w.]+) failed on "
            + "message (\\d+) of conversation c\\d+ \\(\\w+\\); the gateway will deliver it again: (.*)");

    /** A handler, once as the product is told, once as the test understands it. */
    private record Kind(String name, String conduct, int ranking, String types, String senders, String filter,
            Predicate<Sent> wants) {
        HandlerBundle.Headers headers() {
            return new HandlerBundle.Headers(name, conduct, ranking, types, senders, filter);
        }
    }

    /** @param trouble the bad handler that wants it as well; empty: none */
    private record Sent(int number, String conversation, String type, String sender, int level, boolean vip,
            String trouble, long nanos) {
        boolean is(String other) {
            return type.equals(other);
        }

        boolean isForMany() {
            return is("text") || is("image") || is("shared");
        }

        String frame() {
            return "{\"MsgId\":\"" + number + "\",\"GroupId\":\"" + conversation + "\",\"From\":\"f" + number
                    + "\",\"To\":\"demo_lin\",\"FromType\":\"" + sender + "\",\"MsgType\":\"" + type
                    + "\",\"Content\":\"第 " + number + "\",\"MsgTime\":" + (1_763_800_000 + number / 100)
                    + ",\"level\":" + level + ",\"vip\":" + vip
                    + (trouble.isEmpty() ? "" : ",\"trouble\":\"" + trouble + "\"") + "}";
        }
    }

    /**
     * When a bundle was stopped and started.
     *
     * @param from before the stop
     * @param gone after the stop
     * @param back before the start
     * @param to after the start
     */
    private record Absence(long from, long gone, long back, long to) {
    }

    @TempDir
    Path directory;

    private final Random random = new Random(SEED);
    private final Sightings sightings = new Sightings();
    private final List<Sent> sent = new ArrayList<>();
    private final Map<String, List<Sent>> byConversation = new HashMap<>();
    private final Map<String, Bundle> bundles = new TreeMap<>();
    private final Map<String, List<Absence>> absences = new HashMap<>();
    private int forMany;

    @Test
    void whatTwentyStrangersDoCostsNobodyElseAMessageOrAnAcknowledgement() throws Exception {
        Set<Long> threadsBefore = threads().stream().map(Thread::getId).collect(Collectors.toSet());
        long begin = System.nanoTime();
        Map<String, Integer> badCalls = new TreeMap<>();
        int must;
        int late;
        long acks;
        try (Gateway gateway = Gateway.builder().token(House.TOKEN).redeliverAfter(Duration.ZERO).redeliverLimit(0)
                .start()) {
            try (House house = new House(directory, gateway);
                    Settings dispatch = new Settings("org.chatdock.dispatch", Map.of("callLimitMillis",
                            CALL_LIMIT_MILLIS, "quarantineMillis", 200L, "quarantineCapMillis", 400L))) {
                house.await(() -> house.isUp() && gateway.state().socketsOpened() == 2
                        && gateway.state().socketsOpen() == 1, "a line to the dispatcher that is configured");
                ServiceRegistration<?> registration = house.context.registerService(BiConsumer.class, sightings,
                        new Hashtable<>(Map.of("chaos", "sightings")));
                try {
                    install(house);
                    for (int cycle = 0; cycle < CYCLES; cycle++) {
                        push(gateway, house, MESSAGES / CYCLES * (cycle + 1) - random.nextInt(MOST_WHILE_AWAY + 1));
                        cycle(gateway, house);
                    }
                    push(gateway, house, MESSAGES);
                    settle(gateway, house);
                    acks = expectedAcks();
                } finally {
                    for (Bundle bundle : bundles.values()) {
                        bundle.uninstall();
                    }
                    registration.unregister();
                }
                for (String bad : BAD.keySet()) {
                    badCalls.put(bad, sightings.count(bad));
                }
                assertEquals(MESSAGES, house.store().size());
                assertErrors(house, badCalls);
            }
            assertNobodyWasCalledWhileAway();
            assertResidentsMissedNothing();
            late = assertLonersMissedNothing();
            must = assertTravellersMissedOnlyWhatCameWhileTheyWereAway();
            assertAcknowledgements(gateway);
            assertEquals(MESSAGES, gateway.state().deliveries());
        }
        awaitNoThreadsBut(threadsBefore);
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("chaos: seed %d, %d messages, %d cycles, %d acks, calls of bad handlers %s, %d offered late, "
                + "travellers had to see %d, %.1f s%n", SEED, MESSAGES, CYCLES, acks, badCalls, late, must, seconds);
        assertTrue(late > 0, "nothing was offered late");
        assertTrue(must > MESSAGES / 5, "the travellers were hardly there");
        badCalls.forEach((bad, calls) -> assertTrue(calls >= 5, () -> bad + " was called " + calls + " times"));
    }

    private void install(House house) throws Exception {
        List<HandlerBundle.Headers> all = new ArrayList<>();
        List.of(RESIDENTS, LONERS, TRAVELLERS).forEach(kinds -> kinds.forEach(kind -> all.add(kind.headers())));
        BAD_RANKINGS.forEach((name, ranking) -> all.add(new HandlerBundle.Headers(name, name, ranking, "", "",
                "(trouble=" + name + ")")));
        assertEquals(20, all.size());
        for (HandlerBundle.Headers headers : all) {
            Bundle bundle = HandlerBundle.install(house.context, headers);
            bundles.put(headers.name(), bundle);
            bundle.start(Bundle.START_TRANSIENT);
        }
    }

    /** Pushes up to a message, as fast as those are done that many want. */
    private void push(Gateway gateway, House house, int upTo) throws Exception {
        while (sent.size() < upTo) {
            Sent next = next();
            sent.add(next);
            byConversation.computeIfAbsent(next.conversation, key -> new ArrayList<>()).add(next);
            forMany += next.isForMany() ? 1 : 0;
            gateway.push(next.frame());
            house.await(() -> forMany - sightings.count(LAST) < MOST_UNDER_WAY, "room for more: " + gateway.state());
        }
    }

    private Sent next() {
        int dice = random.nextInt(100);
        String type = dice < 25 ? "text" : dice < 40 ? "image" : dice < 69 ? "shared"
                : dice < 99 ? "alone" + random.nextInt(LONERS.size()) : "nobody";
        int bad = random.nextInt(2_000);
        String trouble = bad < 20 ? "throws" : bad < 40 ? "returnsNull" : bad < 60 ? "lacksAClass"
                : bad < 64 ? "stopsItself" : bad < 65 ? "hangs" : type.equals("nobody") ? "throws" : "";
        return new Sent(sent.size(), "c" + random.nextInt(CONVERSATIONS), type,
                random.nextBoolean() ? "user" : "system", random.nextInt(LEVELS), random.nextBoolean(), trouble,
                System.nanoTime());
    }

    /** One bundle is stopped, and started after a few more messages. */
    private void cycle(Gateway gateway, House house) throws Exception {
        List<String> some = bundles.keySet().stream().filter(name -> RESIDENTS.stream()
                .noneMatch(resident -> resident.name.equals(name))).toList();
        String name = some.get(random.nextInt(some.size()));
        long from = System.nanoTime();
        bundles.get(name).stop(Bundle.STOP_TRANSIENT);
        long gone = System.nanoTime();
        push(gateway, house, Math.min(MESSAGES, sent.size() + random.nextInt(MOST_WHILE_AWAY)));
        long back = System.nanoTime();
        bundles.get(name).start(Bundle.START_TRANSIENT);
        absences.computeIfAbsent(name, key -> new ArrayList<>())
                .add(new Absence(from, gone, back, System.nanoTime()));
        // Back after what it has done to itself.
        bundles.get("stopsItself").start(Bundle.START_TRANSIENT);
    }

    /** Waits until nothing more has to come. */
    private void settle(Gateway gateway, House house) throws Exception {
        for (Kind kind : RESIDENTS) {
            await(house, kind);
        }
        for (Kind kind : LONERS) {
            await(house, kind);
        }
        house.await(() -> house.store().size() == MESSAGES, "all messages in the store: " + house.store().size());
        assertTrue(gateway.await(state -> state.acks() >= expectedAcks(), House.PATIENCE),
                () -> "acknowledgements: " + gateway.state().acks() + " of " + expectedAcks());
    }

    private void await(House house, Kind kind) throws Exception {
        long wanted = sent.stream().filter(kind.wants).count();
        house.await(() -> sightings.count(kind.name) >= wanted, "all messages at " + kind.name);
    }

    /** One for every call of a good handler, ours included. */
    private long expectedAcks() {
        long ours = sent.stream().filter(each -> each.is("text") || each.is("image")).count();
        return ours + good().stream().mapToLong(kind -> sightings.count(kind.name)).sum();
    }

    private static List<Kind> good() {
        List<Kind> all = new ArrayList<>(RESIDENTS);
        all.addAll(LONERS);
        all.addAll(TRAVELLERS);
        return all;
    }

    private Set<String> conversations() {
        return byConversation.keySet();
    }

    private List<Sent> wanted(Kind kind, String conversation) {
        return byConversation.get(conversation).stream().filter(kind.wants).toList();
    }

    private List<Integer> seen(String handler, String conversation) {
        return sightings.of(handler, conversation).stream().map(Sightings.Sighting::message).toList();
    }

    private void assertNobodyWasCalledWhileAway() {
        absences.forEach((name, times) -> {
            for (String conversation : conversations()) {
                for (Sightings.Sighting each : sightings.of(name, conversation)) {
                    assertTrue(times.stream().noneMatch(time -> time.gone < each.nanos() && each.nanos() < time.back),
                            () -> name + " was not there and got " + sent.get(each.message()));
                }
            }
        });
    }

    private void assertResidentsMissedNothing() {
        for (Kind kind : RESIDENTS) {
            for (String conversation : conversations()) {
                assertIterableEquals(wanted(kind, conversation).stream().map(Sent::number).toList(),
                        seen(kind.name, conversation), () -> kind.name + " in " + conversation);
            }
        }
    }

    /** Returns how many messages came to them late, after a newer one. */
    private int assertLonersMissedNothing() {
        int late = 0;
        for (Kind kind : LONERS) {
            for (String conversation : conversations()) {
                assertIterableEquals(wanted(kind, conversation).stream().map(Sent::number).toList(),
                        seen(kind.name, conversation).stream().sorted().toList(),
                        () -> kind.name + " in " + conversation);
                late += assertOrder(kind, conversation);
            }
        }
        return late;
    }

    /**
     * Only a message that was under way while the handler was away may come after a newer one. Returns how many did.
     */
    private int assertOrder(Kind kind, String conversation) {
        int newest = -1;
        int late = 0;
        for (Sightings.Sighting each : sightings.of(kind.name, conversation)) {
            Sent message = sent.get(each.message());
            if (message.number < newest) {
                int before = newest;
                assertTrue(wasAway(kind, message.nanos, each.nanos()),
                        () -> kind.name + " got " + message + " after " + before);
                late++;
            }
            newest = Math.max(newest, message.number);
        }
        return late;
    }

    private boolean wasAway(Kind kind, long from, long to) {
        return absences.getOrDefault(kind.name, List.of()).stream()
                .anyMatch(absence -> absence.from <= to && from <= absence.to);
    }

    /**
     * Others handled these messages, so none is offered late. A handler may miss one only if it was away at some time
     * between the push and the moment when the last of the handlers had it. Returns how many were not to be missed.
     */
    private int assertTravellersMissedOnlyWhatCameWhileTheyWereAway() {
        int must = 0;
        for (String conversation : conversations()) {
            Map<Integer, Long> over = sightings.of(LAST, conversation).stream()
                    .collect(Collectors.toMap(Sightings.Sighting::message, Sightings.Sighting::nanos));
            for (Kind kind : TRAVELLERS) {
                List<Integer> seen = seen(kind.name, conversation);
                Set<Integer> left = new HashSet<>(seen);
                assertIterableEquals(left.stream().sorted().toList(), seen, () -> kind.name + " in " + conversation);
                for (Sent message : wanted(kind, conversation)) {
                    boolean excused = wasAway(kind, message.nanos, over.get(message.number));
                    assertTrue(left.remove(message.number) || excused, () -> kind.name + " has missed " + message);
                    must += excused ? 0 : 1;
                }
                assertEquals(Set.of(), left, () -> kind.name + " got what is not for it");
            }
        }
        return must;
    }

    /** For every call of a good handler one, in the order of the calls, and no other. */
    private void assertAcknowledgements(Gateway gateway) {
        Map<String, List<Integer>> acknowledged = new TreeMap<>();
        for (Ack ack : gateway.acks()) {
            Sent message = sent.get(Integer.parseInt(ack.messageId()));
            assertTrue(ack.delivered(), ack::raw);
            assertEquals(message.number + "|" + message.conversation + "|f" + message.number + "|demo_lin|"
                    + ack.sentAt().toEpochMilli() + "|" + ack.handler(), ack.raw());
            acknowledged.computeIfAbsent(ack.handler() + " in " + ack.groupId(), key -> new ArrayList<>())
                    .add(message.number);
        }
        Map<String, List<Integer>> expected = new TreeMap<>();
        for (String conversation : conversations()) {
            good().forEach(kind -> expected.put(kind.name + " in " + conversation, seen(kind.name, conversation)));
            for (String type : List.of("text", "image")) {
                expected.put((type.equals("text") ? "newTextMessage" : "newImageMessage") + " in " + conversation,
                        byConversation.get(conversation).stream().filter(each -> each.is(type)).map(Sent::number)
                                .toList());
            }
        }
        expected.values().removeIf(List::isEmpty);
        assertEquals(expected.keySet(), acknowledged.keySet());
        expected.forEach((who, numbers) -> assertIterableEquals(numbers, acknowledged.get(who), who));
        assertEquals(List.of(), gateway.malformedAcks());
    }

    /** One for every call of a bad handler, which says what was wrong, and no other. */
    private void assertErrors(House house, Map<String, Integer> badCalls) throws Exception {
        List<LogEntry> errors = new ArrayList<>();
        int calls = badCalls.values().stream().mapToInt(Integer::intValue).sum();
        house.await(() -> {
            errors.addAll(house.errors.take(entry -> FAILURE.matcher(entry.getMessage()).matches()));
            return errors.size() >= calls;
        }, "an error for every call of a bad handler: " + badCalls);
        Map<String, List<Integer>> failed = new TreeMap<>();
        for (LogEntry error : errors) {
            Matcher matcher = FAILURE.matcher(error.getMessage());
            assertTrue(matcher.matches());
            String name = matcher.group(1);
            assertTrue(BAD.containsKey(name), error::getMessage);
            assertEquals(HandlerBundle.symbolicName(name), matcher.group(2));
            assertTrue(matcher.group(4).matches(BAD.get(name)), error::getMessage);
            if (name.equals("lacksAClass")) {
                assertEquals("org/chatdock/system/chaos/Missing", error.getException().getMessage());
            }
            failed.computeIfAbsent(name, key -> new ArrayList<>()).add(Integer.valueOf(matcher.group(3)));
        }
        for (String name : BAD.keySet()) {
            List<Integer> called = conversations().stream().map(conversation -> seen(name, conversation))
                    .flatMap(List::stream).sorted().toList();
            assertIterableEquals(called, failed.getOrDefault(name, List.of()).stream().sorted().toList(), name);
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet();
    }

    /** Nobody tells of threads, so this looks again and again. */
    private static void awaitNoThreadsBut(Set<Long> before) {
        long end = System.nanoTime() + IDLE.toNanos();
        Set<String> more;
        do {
            more = threads().stream().filter(thread -> !before.contains(thread.getId())).map(Thread::getName)
                    .filter(name -> !OF_THE_PLATFORM.matcher(name).matches())
                    .collect(Collectors.toCollection(TreeSet::new));
        } while (!more.isEmpty() && System.nanoTime() < end);
        assertEquals(Set.of(), more);
    }
}
