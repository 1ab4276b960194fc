// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.chatdock.api.dispatch.Delivery;
import org.chatdock.api.dispatch.Outcome;
import org.chatdock.api.message.Message;
import org.chatdock.testkit.RecordingLogger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final int PATIENCE = 60;

    private final RecordingLogger log = new RecordingLogger();
    private final Handlers handlers = new Handlers(Fakes.options(), () -> 0, log.logger(), news -> { });
    private final AtomicLong now = new AtomicLong();
    private Workers workers;
    private Lanes lanes;

    @AfterEach
    void nothingWentWrong() {
        close();
        log.assertNoErrors();
    }

    private void close() {
        lanes.close();
        workers.close();
    }

    private void accept(Delivery delivery) {
        lanes.accept(new LiveErrand(delivery));
    }

    private void start(int threads, Function<Message, Outcome> handle) {
        handlers.add(Fakes.reference(1), Fakes.handler("h", handle));
        workers = new Workers(threads);
        lanes = new Lanes(new Runner(handlers, new Quarantine(3, Clock.systemUTC()), workers, Fakes.options(), now::get,
                log.logger(), message -> { }, version -> { }), workers, now::get);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(PATIENCE, TimeUnit.SECONDS), "waited in vain");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int remembered() throws ReflectiveOperationException {
        Field field = Lanes.class.getDeclaredField("lanes");
        field.setAccessible(true);
        return ((Map<?, ?>) field.get(lanes)).size();
    }

    /** A delivery that counts down when it is done. */
    private static FakeDelivery delivery(String conversation, int id, CountDownLatch done) {
        return new FakeDelivery(conversation, String.valueOf(id)) {
            @Override
            public void done() {
                super.done();
                done.countDown();
            }
        };
    }

    @Test
    void underParallelLoadEveryConversationIsHandledAndAcknowledgedInOrderOneAtATime() throws Exception {
        int conversations = 40;
        int messages = 300;
        Map<String, List<Integer>> handled = new ConcurrentHashMap<>();
        Map<String, List<Integer>> acknowledged = new ConcurrentHashMap<>();
        Map<String, AtomicInteger> inside = new ConcurrentHashMap<>();
        List<String> overlaps = new CopyOnWriteArrayList<>();
        ExecutorService storage = Executors.newFixedThreadPool(3);
        start(4, message -> {
            String conversation = message.conversation().value();
            AtomicInteger count = inside.computeIfAbsent(conversation, key -> new AtomicInteger());
            if (count.incrementAndGet() != 1) {
                overlaps.add(conversation);
            }
            handled.computeIfAbsent(conversation, key -> new ArrayList<>()).add(Integer.valueOf(message.id().value()));
            count.decrementAndGet();
            return Outcome.handled(CompletableFuture.runAsync(() -> { }, storage));
        });
        CountDownLatch done = new CountDownLatch(conversations * messages);
        Random random = new Random(3);
        int[] next = new int[conversations];

        for (int left = conversations * messages; left > 0;) {
            int c = random.nextInt(conversations);
            if (next[c] < messages) {
                String conversation = "c" + c;
                int id = next[c]++;
                left--;
                accept(new FakeDelivery(conversation, String.valueOf(id)) {
                    @Override
                    public void acknowledge(String handlerName) {
                        acknowledged.computeIfAbsent(conversation, key -> new CopyOnWriteArrayList<>()).add(id);
                    }

                    @Override
                    public void done() {
                        done.countDown();
                    }
                });
            }
        }
        await(done);
        storage.shutdown();
        assertTrue(storage.awaitTermination(PATIENCE, TimeUnit.SECONDS));
        close();

        assertEquals(List.of(), overlaps);
        List<Integer> all = IntStream.range(0, messages).boxed().toList();
        for (int c = 0; c < conversations; c++) {
            assertEquals(all, handled.get("c" + c));
            assertEquals(all, acknowledged.get("c" + c));
        }
        assertEquals(0, remembered(), "a lane that has nothing to do is forgotten");
    }

    @Test
    void aConversationGoesOnWhileTheHandlerOfAnotherBlocks() {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        List<String> handled = new CopyOnWriteArrayList<>();
        start(2, message -> {
            if (message.id().value().equals("1")) {
                blocked.countDown();
                await(release);
            }
            handled.add(message.id().value());
            return Outcome.handled();
        });
        CountDownLatch ann = new CountDownLatch(2);
        CountDownLatch bob = new CountDownLatch(1);

        accept(delivery("ann", 1, ann));
        accept(delivery("ann", 2, ann));
        await(blocked);
        accept(delivery("bob", 3, bob));
        await(bob);
        assertEquals(List.of("3"), handled);
        release.countDown();
        await(ann);

        assertEquals(List.of("3", "1", "2"), handled);
    }

    @Test
    void aLongConversationDoesNotStarveAShortOneOnTheSameThread() {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        List<String> handled = new CopyOnWriteArrayList<>();
        start(1, message -> {
            blocked.countDown();
            await(release);
            handled.add(message.conversation().value());
            return Outcome.handled();
        });
        CountDownLatch done = new CountDownLatch(1_001);

        for (int i = 0; i < 1_000; i++) {
            accept(delivery("long", i, done));
        }
        await(blocked);
        accept(delivery("short", 1_000, done));
        release.countDown();
        await(done);

        assertEquals(64, handled.indexOf("short"));
        assertEquals(1_001, handled.size());
    }

    @Test
    void aLongConversationGivesWayAfterALittleTimeToo() {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        List<String> handled = new CopyOnWriteArrayList<>();
        start(1, message -> {
            blocked.countDown();
            await(release);
            now.addAndGet(TimeUnit.MILLISECONDS.toNanos(15));
            handled.add(message.conversation().value());
            return Outcome.handled();
        });
        CountDownLatch done = new CountDownLatch(11);

        for (int i = 0; i < 10; i++) {
            accept(delivery("long", i, done));
        }
        await(blocked);
        accept(delivery("short", 10, done));
        release.countDown();
        await(done);

        assertEquals(2, handled.indexOf("short"));
    }

    @Test
    void aHundredThousandMessagesOfOneConversationDoNotHoldUpTheOthers() {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger handled = new AtomicInteger();
        Map<String, Integer> places = new ConcurrentHashMap<>();
        start(1, message -> {
            blocked.countDown();
            await(release);
            places.put(message.conversation().value(), handled.getAndIncrement());
            return Outcome.handled();
        });
        CountDownLatch done = new CountDownLatch(100_100);

        for (int i = 0; i < 100_000; i++) {
            accept(delivery("long", i, done));
        }
        await(blocked);
        for (int i = 0; i < 100; i++) {
            accept(delivery("short" + i, i, done));
        }
        release.countDown();
        await(done);

        for (int i = 0; i < 100; i++) {
            assertEquals(64 + i, places.get("short" + i), "each after one slice of the long one");
        }
    }

    @Test
    void aLaneIsKeptWhileItsAcknowledgementsAreDueSoThatLaterOnesDoNotOvertake() throws Exception {
        CompletableFuture<Void> first = new CompletableFuture<>();
        CompletableFuture<Void> second = CompletableFuture.completedFuture(null);
        List<String> acknowledged = new CopyOnWriteArrayList<>();
        start(1, message -> Outcome.handled(message.id().value().equals("1") ? first : second));
        CountDownLatch ann = new CountDownLatch(2);
        CountDownLatch bob = new CountDownLatch(1);
        CountDownLatch bobAgain = new CountDownLatch(1);

        accept(noting("1", acknowledged, ann));
        // On the only thread: when this is done, the lane of the first has nothing more to run.
        accept(delivery("bob", 3, bob));
        await(bob);
        accept(noting("2", acknowledged, ann));
        accept(delivery("bob", 4, bobAgain));
        await(bobAgain);
        assertEquals(List.of(), acknowledged);
        first.complete(null);
        await(ann);
        close();

        assertEquals(List.of("1", "2"), acknowledged);
        assertEquals(0, remembered());
    }

    private static FakeDelivery noting(String id, List<String> acknowledged, CountDownLatch done) {
        return new FakeDelivery("ann", id) {
            @Override
            public void acknowledge(String handlerName) {
                acknowledged.add(id);
            }

            @Override
            public void done() {
                done.countDown();
            }
        };
    }

    @Test
    void aHandlerThatLeavesItsThreadInterruptedDoesNotDisturbTheNext() {
        List<Boolean> interrupted = new CopyOnWriteArrayList<>();
        start(1, message -> {
            interrupted.add(Thread.currentThread().isInterrupted());
            Thread.currentThread().interrupt();
            return Outcome.handled();
        });
        CountDownLatch done = new CountDownLatch(3);

        for (int i = 0; i < 3; i++) {
            accept(delivery("ann", i, done));
        }
        await(done);

        assertEquals(List.of(false, false, false), interrupted);
    }

    @Test
    void closeLetsARunningHandlerFinishAndDropsWhatWaits() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        List<String> handled = new CopyOnWriteArrayList<>();
        List<Thread> threads = new CopyOnWriteArrayList<>();
        start(1, message -> {
            handled.add(message.id().value());
            threads.add(Thread.currentThread());
            blocked.countDown();
            try {
                // Until close() loses its patience and interrupts.
                assertFalse(never.await(PATIENCE, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Outcome.handled();
        });
        FakeDelivery running = new FakeDelivery("ann", "1");
        List<FakeDelivery> waiting = List.of(new FakeDelivery("ann", "2"), new FakeDelivery("bob", "3"));

        accept(running);
        await(blocked);
        waiting.forEach(this::accept);
        close();
        threads.get(0).join(PATIENCE * 1_000L);
        accept(new FakeDelivery("eve", "4"));

        assertEquals(List.of("1"), handled);
        assertEquals(List.of("h"), running.acknowledgements());
        for (FakeDelivery dropped : waiting) {
            assertEquals(List.of(), dropped.acknowledgements());
            assertEquals(0, dropped.ends());
        }
    }

    @Test
    void aDeliveryThatThrowsDoesNotStopItsConversation() {
        start(1, message -> Outcome.handled());
        CountDownLatch done = new CountDownLatch(1);

        accept(new FakeDelivery("ann", "1") {
            @Override
            public void acknowledge(String handlerName) {
                throw new IllegalStateException("line");
            }

            @Override
            public void done() {
                throw new IllegalStateException("line");
            }
        });
        accept(delivery("ann", 2, done));

        await(done);
        assertEquals(2, log.takeErrors().size());
    }

    @Test
    void lessThanOneThreadIsRefused() {
        start(1, message -> Outcome.handled());

        assertThrows(IllegalArgumentException.class, () -> Fakes.options(0, false));
    }
}
