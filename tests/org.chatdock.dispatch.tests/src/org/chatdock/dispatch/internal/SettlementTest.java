// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.chatdock.api.message.MessageId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SettlementTest {
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<Throwable> thrown = new CopyOnWriteArrayList<>();
    private final AtomicInteger empty = new AtomicInteger();
    private final Settlement settlement = new Settlement(empty::incrementAndGet, thrown::add);

    @AfterEach
    void nothingWasThrown() {
        assertEquals(List.of(), thrown);
    }

    private CompletableFuture<Void> expect(String name) {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        expect(stage, failure -> told.add(name + (failure == null ? "" : " failed")));
        return stage;
    }

    private Settlement.Promise expect(CompletableFuture<Void> stage, Consumer<Throwable> then) {
        return expect(stage, 0, then);
    }

    private Settlement.Promise expect(CompletableFuture<Void> stage, long nanos, Consumer<Throwable> then) {
        Settlement.Promise promise = settlement.promise();
        stage.whenComplete((value, failure) -> settlement.keep(promise, failure));
        settlement.expect(promise, new MessageId("m"), nanos, then);
        return promise;
    }

    private void finish(String name) {
        settlement.afterwards(new MessageId(name), 0, () -> told.add(name + " done"));
    }

    @Test
    void aPromiseThatIsKeptEarlyWaitsForThoseBeforeIt() {
        CompletableFuture<Void> first = expect("1");
        CompletableFuture<Void> second = expect("2");
        finish("m");

        second.complete(null);
        assertEquals(List.of(), told);
        first.complete(null);

        assertEquals(List.of("1", "2", "m done"), told);
    }

    @Test
    void aFailureTakesItsTurnToo() {
        CompletableFuture<Void> first = expect("1");
        CompletableFuture<Void> second = expect("2");

        second.completeExceptionally(new IllegalStateException());
        first.complete(null);

        assertEquals(List.of("1", "2 failed"), told);
    }

    @Test
    void emptinessIsToldWheneverNothingIsLeftAndNeverBefore() {
        assertTrue(settlement.isEmpty());
        CompletableFuture<Void> first = expect("1");
        finish("m");
        assertFalse(settlement.isEmpty());
        assertEquals(0, empty.get());

        first.complete(null);
        assertEquals(1, empty.get());
        finish("n");

        assertEquals(2, empty.get());
        assertTrue(settlement.isEmpty());
    }

    @Test
    void whileTheLastPromiseIsToldItIsNotEmptyYet() {
        expect(CompletableFuture.completedFuture(null), failure -> told.add("empty " + settlement.isEmpty()));

        assertEquals(List.of("empty false"), told);
        assertTrue(settlement.isEmpty());
    }

    @Test
    void aPromiseThatIsKeptWhileAnotherIsToldIsToldAfterItNotWithinIt() {
        CompletableFuture<Void> first = new CompletableFuture<>();
        CompletableFuture<Void> second = new CompletableFuture<>();
        expect(first, failure -> {
            second.complete(null);
            told.add("1");
        });
        expect(second, failure -> told.add("2"));

        first.complete(null);

        assertEquals(List.of("1", "2"), told);
    }

    /** Deliveries with up to three promises each; returns the stages, and the order in which all should be told. */
    private List<CompletableFuture<Void>> promise(Random random, int deliveries, List<String> expected) {
        List<CompletableFuture<Void>> stages = new ArrayList<>();
        for (int d = 0; d < deliveries; d++) {
            for (int p = random.nextInt(4); p > 0; p--) {
                String name = d + "-" + p;
                stages.add(expect(name));
                expected.add(name);
            }
            finish("m" + d);
            expected.add("m" + d + " done");
        }
        return stages;
    }

    @Test
    void whateverTheOrderOfCompletionTheOrderOfTellingIsThatOfThePromises() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<String> expected = new ArrayList<>();
            told.clear();

            List<CompletableFuture<Void>> stages = promise(random, 20, expected);
            Collections.shuffle(stages, random);
            stages.forEach(stage -> stage.complete(null));

            assertEquals(expected, told, "seed " + seed);
            assertTrue(settlement.isEmpty());
        }
    }

    @Test
    void theOrderHoldsAlsoWhenStagesCompleteOnManyThreads() throws Exception {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            List<String> expected = new ArrayList<>();
            told.clear();
            ExecutorService threads = Executors.newFixedThreadPool(4);

            List<CompletableFuture<Void>> stages = promise(random, 100, expected);
            Collections.shuffle(stages, random);
            stages.forEach(stage -> threads.execute(() -> stage.complete(null)));
            threads.shutdown();
            assertTrue(threads.awaitTermination(60, TimeUnit.SECONDS));

            assertEquals(expected, told, "seed " + seed);
            assertTrue(settlement.isEmpty());
        }
        assertTrue(empty.get() >= 50);
    }

    @Test
    void onlyTheFirstEndOfAPromiseCounts() {
        CompletableFuture<Void> first = expect("1");
        Settlement.Promise promise = expect(new CompletableFuture<>(), failure -> told.add("2 " + failure));

        settlement.keep(promise, null);
        settlement.keep(promise, new IllegalStateException());
        first.complete(null);

        assertEquals(List.of("1", "2 null"), told);
    }

    @Test
    void promisesThatAreNotKeptInTimeAreBrokenAndThoseAfterThemGoOn() {
        CompletableFuture<Void> late = new CompletableFuture<>();
        expect(late, 0, failure -> told.add("1 " + (failure instanceof TimeoutException)));
        expect(CompletableFuture.completedFuture(null), 1, failure -> told.add("2"));
        expect(new CompletableFuture<>(), 2, failure -> told.add("3 " + (failure instanceof TimeoutException)));
        expect(new CompletableFuture<>(), 3, failure -> told.add("4"));

        settlement.look(9, 10);
        assertEquals(List.of(), told);
        settlement.look(12, 10);
        late.complete(null);

        assertEquals(List.of("1 true", "2", "3 true"), told);
        assertFalse(settlement.isEmpty());
    }

    @Test
    void itKnowsWhichMessagesItStillHasToSettle() {
        CompletableFuture<Void> first = expect("1");
        finish("n");
        assertTrue(settlement.concerns(new MessageId("m")));
        assertTrue(settlement.concerns(new MessageId("n")));
        assertFalse(settlement.concerns(new MessageId("x")));

        first.complete(null);

        assertFalse(settlement.concerns(new MessageId("m")));
        assertFalse(settlement.concerns(new MessageId("n")));
    }

    @Test
    void aReceiverThatThrowsDoesNotHoldUpThoseAfterIt() {
        CompletableFuture<Void> first = new CompletableFuture<>();
        expect(first, failure -> {
            throw new IllegalStateException("receiver");
        });
        CompletableFuture<Void> second = expect("2");

        first.complete(null);
        second.complete(null);

        assertEquals(List.of("2"), told);
        assertTrue(settlement.isEmpty());
        assertEquals("receiver", thrown.remove(0).getMessage());
    }
}
