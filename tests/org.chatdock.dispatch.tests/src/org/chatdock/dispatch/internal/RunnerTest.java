// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;

import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.dispatch.Outcome;
import org.chatdock.api.dispatch.QuarantinedMessage;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.testkit.ManualClock;
import org.chatdock.testkit.RecordingLogger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunnerTest {
    private final RecordingLogger log = new RecordingLogger();
    private final Handlers handlers = new Handlers(Fakes.options(), () -> 0, log.logger(), news -> { });
    private final FakeDelivery delivery = new FakeDelivery("ann", "m1");
    private final Quarantine quarantine = new Quarantine(3, new ManualClock());
    private final Workers workers = new Workers(1);
    private final List<Message> kept = new ArrayList<>();
    private final List<String> ran = new ArrayList<>();
    private long services;

    @AfterEach
    void nothingWentWrong() {
        workers.close();
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
        run(handlers, acknowledgeUnknown, delivery);
    }

    private void run(Handlers those, boolean acknowledgeUnknown, FakeDelivery arriving) {
        Runner runner = new Runner(those, quarantine, workers, Fakes.options(1, acknowledgeUnknown), () -> 0,
                log.logger(), kept::add, version -> { });
        runner.run(runner.begin(new LiveErrand(arriving)), new Settlement(() -> { }, Fakes::thrown));
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
            Handlers two = new Handlers(Fakes.options(), () -> 0, log.logger(), news -> { });
            FakeDelivery other = new FakeDelivery("ann", "m1");
            two.add(Fakes.reference(1), Fakes.handler("bad", message -> Fakes.thrown(failure), message -> null));
            two.add(Fakes.reference(2), Fakes.handler("good"));
            two.add(Fakes.reference(3, 0, true), Fakes.handler("fallback"));

            run(two, true, other);

            assertEquals(List.of("good"), other.acknowledgements());
            assertEquals(failure, log.takeError().failure());
        }
        run();
    }

    @Test
    void whatHandleThrowsCountsAsAFailureAndHurtsNoOther() {
        for (Throwable failure : List.of(new IllegalStateException("x"), new NoSuchMethodError("x"))) {
            Handlers two = new Handlers(Fakes.options(), () -> 0, log.logger(), news -> { });
            FakeDelivery other = new FakeDelivery("ann", "m1");
            two.add(Fakes.reference(1), Fakes.handler("bad", message -> Fakes.thrown(failure)));
            two.add(Fakes.reference(2), Fakes.handler("good"));

            run(two, false, other);

            assertEquals(List.of("good"), other.acknowledgements());
            assertEquals(1, other.ends());
            assertEquals(failure, log.takeError().failure());
        }
        run();
    }

    @Test
    void whatAHandlerThrewOnIsKeptByTheFallbackAndNotAcknowledged() {
        add(Fakes.handler("bad", message -> Fakes.thrown(new IllegalStateException("x"))));
        addFallback("fallback");

        run(true);

        assertEquals(List.of("fallback"), ran);
        assertEquals(List.of(), delivery.acknowledgements());
        assertOneError("'bad' of bundle-1 failed");
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
        assertOneError("'a' of bundle-1 failed on message m1 of conversation ann (text); the gateway will deliver it "
                + "again: disk full");
    }

    @Test
    void whatAHandlerFailedOnIsKeptByTheFallbackAndNotAcknowledged() {
        add(Fakes.handler("a", message -> Outcome.failed("disk full")));
        addFallback("fallback");

        run(true);

        assertEquals(List.of("fallback"), ran);
        assertEquals(List.of(), delivery.acknowledgements());
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
        assertOneError("'slow' of bundle-1 failed");
    }

    @Test
    void aStageThatIsCancelledIsNotAcknowledged() {
        CompletableFuture<Void> durable = new CompletableFuture<>();
        add(Fakes.handler("slow", message -> Outcome.handled(durable)));

        run();
        durable.cancel(false);

        assertEquals(List.of(), delivery.acknowledgements());
        assertOneError("'slow' of bundle-1 failed");
    }

    @Test
    void whatAHandlerRefusesForGoodGoesIntoQuarantineAtOnceAndToTheFallback() {
        add(noting("a", message -> Outcome.refused("no such order")));
        addFallback("fallback");

        run(true);

        assertEquals(List.of("a", "fallback"), ran);
        assertEquals(List.of(), delivery.acknowledgements());
        assertEquals(List.of(new QuarantinedMessage(new MessageId("m1"), new ConversationId("ann"), "a",
                "no such order", 1, ManualClock.START)), quarantine.all());
    }

    @Test
    void afterThreeTriesAMessageIsNotGivenToTheHandlerAnyMore() {
        add(noting("a", message -> Outcome.failed("not now")));
        add(noting("b", message -> Outcome.handled()));

        for (int i = 0; i < 4; i++) {
            run(handlers, false, new FakeDelivery("ann", "m1"));
        }
        run();

        assertEquals(3, log.takeErrors().size());
        assertEquals(List.of("a", "b", "a", "b", "a", "b", "b", "b"), ran);
        assertEquals(3, quarantine.all().get(0).tries());
        assertEquals("not now", quarantine.all().get(0).reason());
    }

    @Test
    void aSuccessEndsTheCountOfTries() {
        List<Outcome> outcomes = new ArrayList<>(List.of(Outcome.failed("1"), Outcome.failed("2"), Outcome.handled(),
                Outcome.failed("1"), Outcome.failed("2")));
        add(Fakes.handler("a", message -> outcomes.remove(0)));

        for (int i = 0; i < 4; i++) {
            run(handlers, false, new FakeDelivery("ann", "m1"));
        }
        run();

        assertEquals(4, log.takeErrors().size());
        assertEquals(List.of(), quarantine.all());
    }

    @Test
    void ifAllWhoPromisedFailTheMessageIsKeptInTheEnd() {
        CompletableFuture<Void> one = new CompletableFuture<>();
        CompletableFuture<Void> two = new CompletableFuture<>();
        add(Fakes.handler("one", message -> Outcome.handled(one)));
        add(Fakes.handler("two", message -> Outcome.handled(two)));

        run();
        one.completeExceptionally(new IllegalStateException());
        assertEquals(List.of(), kept);
        two.completeExceptionally(new IllegalStateException());

        assertEquals(List.of(delivery.message()), kept);
        assertEquals(2, log.takeErrors().size());
    }

    @Test
    void ifOneOfThemSucceedsItIsNot() {
        CompletableFuture<Void> one = new CompletableFuture<>();
        add(Fakes.handler("one", message -> Outcome.handled(one)));
        add(Fakes.handler("two"));

        run();
        one.completeExceptionally(new IllegalStateException());

        assertEquals(List.of(), kept);
        assertEquals(List.of("two"), delivery.acknowledgements());
        log.takeError();
    }

    private void addExclusive(String name, Function<Message, Outcome> handle) {
        handlers.add(Fakes.reference(++services, 0, Map.of(MessageHandler.EXCLUSIVE, true)), noting(name, handle));
    }

    @Test
    void anExclusiveHandlerThatHandlesOrFailsForNowKeepsThoseAfterItFromRunning() {
        add(noting("a", message -> Outcome.handled()));
        addExclusive("b", message -> message.id().value().equals("m1") ? Outcome.handled() : Outcome.failed("not now"));
        add(noting("c", message -> Outcome.handled()));

        run();
        run(handlers, false, new FakeDelivery("ann", "m2"));

        assertEquals(List.of("a", "b", "a", "b"), ran);
        assertEquals(List.of("a", "b"), delivery.acknowledgements());
        log.takeError();
    }

    @Test
    void anExclusiveHandlerThatSkipsOrRefusesDoesNot() {
        addExclusive("a", message -> Outcome.skipped());
        addExclusive("b", message -> Outcome.refused("never"));
        add(noting("c", message -> Outcome.handled()));

        run();

        assertEquals(List.of("a", "b", "c"), ran);
        assertEquals(List.of("c"), delivery.acknowledgements());
    }

    @Test
    void aStageThatThrowsWhenAskedIsAFailureToo() {
        add(Fakes.handler("a", message -> Outcome.handled(new CompletableFuture<>() {
            @Override
            public CompletableFuture<Object> whenComplete(BiConsumer<? super Object, ? super Throwable> action) {
                throw new NoSuchMethodError("x");
            }
        })));
        add(Fakes.handler("b"));

        run();

        assertEquals(List.of("b"), delivery.acknowledgements());
        assertOneError("NoSuchMethodError");
    }
}
