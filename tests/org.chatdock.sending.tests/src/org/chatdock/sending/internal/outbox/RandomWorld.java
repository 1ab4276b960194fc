// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.connection.HistoryPage;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.sending.Admission;
import org.chatdock.api.sending.ClientId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendState;
import org.chatdock.sending.internal.quota.ReplyRules;
import org.osgi.service.log.Logger;

/** One random run: a gateway that does what gateways do, an agent, a disk, kills; and what must be true of it all. */
final class RandomWorld {
    private static final ConversationId[] CUSTOMERS = { new ConversationId("ann"), new ConversationId("bob"),
            new ConversationId("cem") };

    private final long seed;
    private final Random random;
    private final Queue<Runnable> commits = new ArrayDeque<>();
    private final List<String> errors = new ArrayList<>();
    private final World world;
    private final boolean echoNames;

    /** By the gateway, in order; the customers' messages, too. */
    private final Map<ConversationId, List<Message>> gateway = new HashMap<>();
    private final List<Message> unsaid = new ArrayList<>();
    private final Map<ClientId, Integer> arrivals = new HashMap<>();
    private final Map<ClientId, Integer> requestsAfterArrival = new HashMap<>();
    private final Map<ClientId, Integer> retries = new HashMap<>();
    private final Map<ClientId, OutboxEntry> taken = new LinkedHashMap<>();
    private final Set<ClientId> discarded = new HashSet<>();
    private final Map<ConversationId, List<ClientId>> firstRequests = new HashMap<>();
    private final List<ScriptedCall.Request> open = new ArrayList<>();
    private final List<CompletionStage<Admission>> admissions = new ArrayList<>();
    private int seen;
    private int messages;
    private boolean historyWorks = true;

    RandomWorld(long seed) {
        this.seed = seed;
        random = new Random(seed);
        echoNames = random.nextBoolean();
        boolean slowDisk = random.nextInt(4) > 0;
        Logger logger = (Logger) Proxy.newProxyInstance(Logger.class.getClassLoader(), new Class<?>[] { Logger.class },
                (proxy, method, arguments) -> {
                    if (method.getName().equals("error") && String.valueOf(arguments[0]).contains("unexpectedly")) {
                        errors.add(String.valueOf(arguments[arguments.length - 1]));
                    }
                    return method.getReturnType() == boolean.class ? Boolean.FALSE : null;
                });
        world = new World(logger, slowDisk ? commits::add : Runnable::run)
                .with(Duration.ofMinutes(5), new ReplyRules(Duration.ZERO, 0));
        world.random = bound -> (long) (random.nextDouble() * bound);
        world.history = (known, after) -> history(known);
        world.start();
    }

    private CompletionStage<HistoryPage> history(Map<ConversationId, MessageId> known) {
        if (!historyWorks) {
            return random.nextBoolean() ? new CompletableFuture<>()
                    : CompletableFuture.failedStage(new IllegalStateException());
        }
        List<Message> missed = new ArrayList<>();
        gateway.forEach((conversation, all) -> {
            int from = 0;
            for (int i = 0; i < all.size(); i++) {
                from = all.get(i).id().equals(known.get(conversation)) ? i + 1 : from;
            }
            missed.addAll(all.subList(from, all.size()));
        });
        return CompletableFuture.completedStage(new HistoryPage(missed, null));
    }

    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            step();
            check();
        }
        end();
    }

    private ConversationId customer() {
        return CUSTOMERS[random.nextInt(CUSTOMERS.length)];
    }

    private void step() {
        switch (random.nextInt(20)) {
            case 0, 1, 2 -> put();
            case 3, 4, 5, 6, 7, 8 -> answer();
            case 9, 10, 11 -> commit();
            case 12 -> world.advance(random.nextInt(3_000));
            case 13 -> world.advance(random.nextInt(60_000));
            case 14 -> sayOne();
            case 15 -> retry();
            case 16 -> discard();
            case 17 -> {
                if (random.nextInt(6) == 0) {
                    kill();
                }
            }
            case 18 -> world.kept.failing = random.nextInt(4) == 0;
            default -> {
                historyWorks = random.nextBoolean();
                if (random.nextInt(3) == 0) {
                    customerWrites();
                }
            }
        }
        take();
    }

    private void put() {
        ConversationId to = customer();
        List<Outgoing> parts = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            parts.add(Outgoing.text(to, random.nextInt(4) == 0 ? "ok" : "t" + messages++));
        }
        admissions.add(world.outbox.put(parts, null));
    }

    /** Who was told that his messages are taken, may rely on it. */
    private void take() {
        admissions.removeIf(stage -> {
            if (World.now(stage) instanceof Admission.Taken all) {
                all.entries().forEach(entry -> taken.put(entry.id(), entry));
            }
            return World.now(stage) != null;
        });
        for (; seen < world.call.requests.size(); seen++) {
            request(world.call.requests.get(seen));
        }
    }

    private void request(ScriptedCall.Request request) {
        ConversationId to = to(request);
        assertTrue(open.stream().noneMatch(other -> to(other).equals(to)), () -> said("two at a time"));
        open.add(request);
        if (arrivals.getOrDefault(request.id(), 0) > 0) {
            requestsAfterArrival.merge(request.id(), 1, Integer::sum);
        }
        List<ClientId> order = firstRequests.computeIfAbsent(to, key -> new ArrayList<>());
        if (!order.contains(request.id())) {
            order.add(request.id());
        }
    }

    private static ConversationId to(ScriptedCall.Request request) {
        return new ConversationId(request.body().replaceFirst(".*\"To\":\"([^\"]*)\".*", "$1"));
    }

    private void answer() {
        if (open.isEmpty()) {
            return;
        }
        ScriptedCall.Request request = open.remove(random.nextInt(open.size()));
        switch (random.nextInt(12)) {
            case 0 -> request.refuseConnection();
            case 1 -> request.throttle(429, "" + random.nextInt(20));
            case 2 -> request.answer(random.nextBoolean() ? 400 : 500, "{\"ErrMsg\":\"no\"}");
            case 3 -> request.answer(401, "");
            case 4 -> request.lose();
            case 5 -> {
                arrive(request);
                request.lose();
            }
            case 6 -> {
                arrive(request);
                request.answer(200, "<html>");
            }
            case 7 -> {
                Message message = arrive(request);
                say(message);
                request.accept(message.id().value());
            }
            default -> request.accept(arrive(request).id().value());
        }
    }

    private Message arrive(ScriptedCall.Request request) {
        arrivals.merge(request.id(), 1, Integer::sum);
        Message message = world.agents("m" + messages++, to(request), request.content(),
                echoNames ? Map.of("clientId", request.id().value()) : Map.of());
        message = new Message(message.id(), message.conversation(), message.from(), message.to(), message.fromType(),
                message.type(), message.content(), message.attachment(),
                message.time().truncatedTo(ChronoUnit.SECONDS), message.extra());
        gateway.computeIfAbsent(message.conversation(), key -> new ArrayList<>()).add(message);
        unsaid.add(message);
        return message;
    }

    private void say(Message message) {
        unsaid.remove(message);
        world.store.append(message);
    }

    private void sayOne() {
        if (!unsaid.isEmpty()) {
            say(unsaid.get(random.nextInt(unsaid.size())));
        }
    }

    private void customerWrites() {
        Message message = world.customers("c" + messages++, customer(), world.clock.instant());
        gateway.computeIfAbsent(message.conversation(), key -> new ArrayList<>()).add(message);
        world.store.append(message);
    }

    private void commit() {
        for (int i = random.nextInt(4); i >= 0 && !commits.isEmpty(); i--) {
            commits.remove().run();
        }
    }

    private OutboxEntry any() {
        List<OutboxEntry> entries = world.outbox.entries();
        return entries.isEmpty() ? null : entries.get(random.nextInt(entries.size()));
    }

    private void retry() {
        OutboxEntry entry = any();
        if (entry != null && entry.state() != SendState.WAITING && entry.state() != SendState.SENDING) {
            retries.merge(entry.id(), 1, Integer::sum);
            taken.values().stream().filter(other -> other.first().equals(entry.first()))
                    .forEach(other -> retries.putIfAbsent(other.id(), 0));
            world.outbox.retry(entry.id());
            world.outbox.retry(entry.id());
        }
    }

    private void discard() {
        OutboxEntry entry = any();
        if (entry != null && random.nextInt(3) == 0) {
            discarded.add(entry.id());
            world.outbox.discard(entry.id());
        }
    }

    private void kill() {
        commits.clear();
        // What had left may still arrive.
        open.forEach(request -> {
            if (random.nextBoolean()) {
                arrive(request);
            }
        });
        open.clear();
        admissions.clear();
        seen = 0;
        world.kill();
    }

    private String said(String what) {
        return "Seed " + seed + ": " + what;
    }

    private void check() {
        assertEquals(List.of(), errors, () -> said("failed"));
        arrivals.forEach((id, count) -> assertTrue(count <= 1 + retries.getOrDefault(id, 0),
                () -> said("arrived " + count + " times")));
        requestsAfterArrival.forEach((id, count) -> assertTrue(count <= 2 * retries.getOrDefault(id, 0),
                () -> said("sent again after it had arrived")));
        for (OutboxEntry entry : world.outbox.entries()) {
            boolean says = entry.state() == SendState.REFUSED || entry.state() == SendState.EXPIRED;
            assertTrue(!says || arrivals.getOrDefault(entry.id(), 0) == 0, () -> said("refused, but it is there"));
        }
        List<ClientId> put = List.copyOf(taken.keySet());
        firstRequests.values().forEach(order -> {
            List<Integer> numbers = order.stream().filter(id -> !retries.containsKey(id) && taken.containsKey(id))
                    .map(put::indexOf).toList();
            assertEquals(numbers.stream().sorted().toList(), numbers, () -> said("out of order"));
        });
    }

    /** All heals, and nobody writes any more. */
    private void end() {
        world.kept.failing = false;
        historyWorks = true;
        for (int i = 0; i < 60; i++) {
            while (!commits.isEmpty()) {
                commits.remove().run();
            }
            take();
            List.copyOf(open).forEach(request -> {
                open.remove(request);
                request.accept(arrive(request).id().value());
            });
            world.advance(20_000);
            take();
            check();
        }
        world.kill();
        seen = 0;
        for (int i = 0; i < 60; i++) {
            while (!commits.isEmpty()) {
                commits.remove().run();
            }
            world.advance(20_000);
        }
        checkEnd();
    }

    private void checkEnd() {
        Map<ClientId, SendState> left = new HashMap<>();
        world.outbox.entries().forEach(entry -> left.put(entry.id(), entry.state()));
        assertTrue(left.values().stream().noneMatch(state -> Showcase.waits(state)), () -> said("not ended " + left));
        Map<String, Integer> sent = new HashMap<>();
        Map<String, Integer> there = new HashMap<>();
        // Also those of whom the agent was never told that they are taken.
        gateway.values().forEach(all -> all.forEach(
                message -> there.merge(message.conversation() + " " + message.content(), 1, Integer::sum)));
        for (OutboxEntry entry : taken.values()) {
            String key = entry.message().to() + " " + entry.message().content();
            if (!left.containsKey(entry.id()) && !discarded.contains(entry.id())) {
                sent.merge(key, 1, Integer::sum);
                assertTrue(entry.message().content().equals("ok") || arrivals.getOrDefault(entry.id(), 0) > 0,
                        () -> said("lost: " + key));
            } else if (left.get(entry.id()) == SendState.UNKNOWN && !entry.message().content().equals("ok")) {
                assertEquals(0, arrivals.getOrDefault(entry.id(), 0), () -> said("not found: " + key));
            }
        }
        sent.forEach((key, count) -> assertTrue(count <= there.getOrDefault(key, 0),
                () -> said(key + " is said to be sent " + count + " times")));
        long claims = world.kept.entries().stream().filter(entry -> entry.state() == SendState.SENT).count();
        assertTrue(claims == 0 || left.containsValue(SendState.UNKNOWN), () -> said("claims are left"));
    }
}
