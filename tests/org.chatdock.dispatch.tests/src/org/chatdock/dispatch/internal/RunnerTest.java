// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.dispatch.Outcome;
import org.chatdock.api.message.Message;
import org.chatdock.testkit.RecordingLogger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunnerTest {
    private final RecordingLogger log = new RecordingLogger();
    private final Handlers handlers = new Handlers(log.logger());
    private final FakeDelivery delivery = new FakeDelivery("ann", "m1");
    private final List<String> ran = new ArrayList<>();
    private long services;

    @AfterEach
    void nothingWentWrong() {
        log.assertNoErrors();
        assertEquals(1, delivery.ends(), "done once, whatever happens");
    }

    private void add(MessageHandler handler) {
        handlers.add(Fakes.reference(++services), handler);
    }

    private void addFallback(String name) {
        handlers.add(Fakes.reference(++services, 1_000, true), noting(name, message -> Outcome.handled()));
    }

    private MessageHandler noting(String name, Function<Message, Outcome> handle) {
        return Fakes.handler(name, message -> {
            ran.add(name);
            return handle.apply(message);
        });
    }

    private void run() {
        run(false);
    }

    private void run(boolean acknowledgeUnknown) {
        new Runner(handlers, acknowledgeUnknown, log.logger()).run(delivery, new Settlement(() -> { }, Fakes::thrown));
    }

    private void assertOneError(String part) {
        String error = log.takeError().text();
        assertTrue(error.contains(part) && error.contains("message m1 of conversation ann (text)"), error);
    }

    @Test
    void everyHandlerThatWantsTheMessageRunsInOrderAndIsAcknowledgedByName() {
        add(noting("a", message -> Outcome.handled()));
        add(Fakes.handler("b", message -> false, message -> {
            ran.add("b");
            return Outcome.handled();
        }));
        add(noting("c", message -> Outcome.handled()));

        run();

        assertEquals(List.of("a", "c"), ran);
        assertEquals(List.of("a", "c"), delivery.acknowledgements());
    }

    @Test
    void aMessageThatNobodyWantsIsDoneAndNotAcknowledged() {
        add(Fakes.handler("a", message -> false, message -> Outcome.handled()));

        run();

        assertEquals(List.of(), delivery.acknowledgements());
    }

    @Test
    void whatTestThrowsCountsAsAFailureAndHurtsNoOther() {
        for (Throwable failure : List.of(new IllegalStateException("x"), new NoClassDefFoundError("x"),
                new StackOverflowError())) {
            Handlers two = new Handlers(log.logger());
            FakeDelivery other = new FakeDelivery("ann", "m1");
            two.add(Fakes.reference(1), Fakes.handler("bad", message -> Fakes.thrown(failure), message -> null));
            two.add(Fakes.reference(2), Fakes.handler("good"));
            two.add(Fakes.reference(3, 0, true), Fakes.handler("fallback"));

            new Runner(two, true, log.logger()).run(other, new Settlement(() -> { }, Fakes::thrown));

            assertEquals(List.of("good"), other.acknowledgements());
            assertEquals(failure, log.takeError().failure());
        }
        run();
    }

    @Test
    void whatHandleThrowsCountsAsAFailureAndHurtsNoOther() {
        for (Throwable failure : List.of(new IllegalStateException("x"), new NoSuchMethodError("x"))) {
            Handlers two = new Handlers(log.logger());
            FakeDelivery other = new FakeDelivery("ann", "m1");
            two.add(Fakes.reference(1), Fakes.handler("bad", message -> Fakes.thrown(failure)));
            two.add(Fakes.reference(2), Fakes.handler("good"));

            new Runner(two, false, log.logger()).run(other, new Settlement(() -> { }, Fakes::thrown));

            assertEquals(List.of("good"), other.acknowledgements());
            assertEquals(1, other.ends());
            assertEquals(failure, log.takeError().failure());
        }
        run();
    }

    @Test
    void aHandlerThatThrewHasTakenTheMessageFromTheFallback() {
        add(Fakes.handler("bad", message -> Fakes.thrown(new IllegalStateException("x"))));
        addFallback("fallback");

        run(true);

        assertEquals(List.of(), ran);
        assertOneError("'bad' failed");
    }

    @Test
    void anOutcomeOfNullIsAFailure() {
        add(Fakes.handler("a", message -> null));
        addFallback("fallback");

        run(true);

        assertEquals(List.of(), delivery.acknowledgements());
        assertOneError("it returned null");
    }

    @Test
    void aFailureIsLoggedWithItsReasonAndNotAcknowledged() {
        add(Fakes.handler("a", message -> Outcome.failed("disk full")));
        add(Fakes.handler("b"));

        run();

        assertEquals(List.of("b"), delivery.acknowledgements());
        assertOneError("'a' failed on message m1 of conversation ann (text); the gateway will deliver it again: "
                + "disk full");
    }

    @Test
    void aHandlerThatFailedHasTakenTheMessageFromTheFallback() {
        add(Fakes.handler("a", message -> Outcome.failed("disk full")));
        addFallback("fallback");

        run(true);

        assertEquals(List.of(), ran);
        assertOneError("disk full");
    }

    @Test
    void aMessageThatIsSkippedIsLeftToTheOthersAndToTheFallback() {
        add(noting("a", message -> Outcome.skipped()));
        addFallback("fallback");

        run();

        assertEquals(List.of("a", "fallback"), ran);
        assertEquals(List.of(), delivery.acknowledgements());
    }

    @Test
    void theFallbackRunsOnlyIfNobodyElseTookTheMessageHoweverHighItRanks() {
        addFallback("fallback");
        add(noting("a", message -> Outcome.handled()));

        run(true);

        assertEquals(List.of("a"), ran);
        assertEquals(List.of("a"), delivery.acknowledgements());
    }

    @Test
    void theFallbackIsAcknowledgedOnlyWhenItIsConfigured() {
        addFallback("fallback");

        run(true);

        assertEquals(List.of("fallback"), ran);
        assertEquals(List.of("fallback"), delivery.acknowledgements());
    }

    @Test
    void theFallbackIsNotAcknowledgedOtherwise() {
        addFallback("fallback");

        run(false);

        assertEquals(List.of("fallback"), ran);
        assertEquals(List.of(), delivery.acknowledgements());
    }

    @Test
    void theAcknowledgementWaitsUntilTheEffectIsDurable() {
        CompletableFuture<Void> durable = new CompletableFuture<>();
        add(Fakes.handler("slow", message -> Outcome.handled(durable)));
        add(Fakes.handler("fast"));

        run();
        assertEquals(List.of(), delivery.acknowledgements());
        assertEquals(0, delivery.ends());
        durable.complete(null);

        assertEquals(List.of("slow", "fast"), delivery.acknowledgements());
    }

    @Test
    void aStageThatFailsIsLoggedAndNotAcknowledged() {
        CompletableFuture<Void> durable = new CompletableFuture<>();
        add(Fakes.handler("slow", message -> Outcome.handled(durable)));
        add(Fakes.handler("fast"));

        run();
        durable.completeExceptionally(new IllegalStateException("disk full"));

        assertEquals(List.of("fast"), delivery.acknowledgements());
        assertOneError("'slow' could not finish");
    }

    @Test
    void aStageThatIsCancelledIsNotAcknowledged() {
        CompletableFuture<Void> durable = new CompletableFuture<>();
        add(Fakes.handler("slow", message -> Outcome.handled(durable)));

        run();
        durable.cancel(false);

        assertEquals(List.of(), delivery.acknowledgements());
        assertOneError("'slow' could not finish");
    }
}
