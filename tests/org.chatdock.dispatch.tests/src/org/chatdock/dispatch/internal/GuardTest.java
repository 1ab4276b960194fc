// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.chatdock.api.dispatch.HandlerHealth;
import org.chatdock.api.dispatch.HandlerHealth.State;
import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.dispatch.Outcome;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.testkit.Messages;
import org.chatdock.testkit.RecordingLogger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardTest {
    private static final Duration CALL_LIMIT = Duration.ofSeconds(5);
    private static final Duration STAGE_LIMIT = Duration.ofSeconds(30);

    private final Room room = new Room(Fakes.options(1, false));
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private volatile boolean wasInterrupted;

    @AfterEach
    void close() {
        release.countDown();
        room.close();
    }

    private static Message order(String conversation, int id) {
        return Messages.builder(conversation, "o" + id).type("order").build();
    }

    private static Message text(String conversation, int id) {
        return Messages.fromCustomer(conversation, "t" + id);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Hangs in its first call, whatever happens to its thread. */
    private Outcome hang() {
        entered.countDown();
        boolean interrupted = false;
        while (release.getCount() > 0) {
            try {
                release.await();
            } catch (InterruptedException e) {
                interrupted = true;
                wasInterrupted = true;
            }
        }
        return interrupted ? Outcome.handled() : Outcome.failed("was never interrupted");
    }

    @Test
    void aSlowHandlerIsNamedInTheLogAndAnotherThreadHelpsOut() {
        room.add("order", Fakes.handler("slow", message -> hang()));
        room.add("text", Fakes.handler("text"));
        FakeDelivery slow = room.deliver(order("ann", 1));
        await(entered);
        FakeDelivery other = room.deliver(text("bob", 2));
        FakeDelivery behind = room.deliver(text("ann", 3));

        room.pass(Duration.ofMillis(199));
        assertEquals(List.of(), room.log.warnings());
        room.pass(Duration.ofMillis(1));
        other.awaitDone();
        room.pass(Duration.ofMillis(1));

        assertEquals(List.of("text"), other.acknowledgements());
        assertEquals(0, behind.ends(), "it delays its own conversation");
        assertEquals(List.of("The message handler 'slow' of bundle-2 has been busy with message o1 of conversation ann"
                + " (order) for 200 ms"), room.log.warnings());
        release.countDown();
        slow.awaitDone();
        behind.awaitDone();
        assertTrue(room.log.takeError().text().endsWith("was never interrupted"));
    }

    @Test
    void aCallThatHangsIsGivenUpAndWhatItBringsLaterIsIgnored() {
        room.add("order", Fakes.handler("hangs", message -> hang()));
        room.add("order", Fakes.handler("after"));
        FakeDelivery hanging = room.deliver(order("ann", 1));
        await(entered);
        FakeDelivery behind = room.deliver(order("ann", 2));

        room.pass(CALL_LIMIT);
        hanging.awaitDone();
        behind.awaitDone();

        assertEquals(List.of("after"), hanging.acknowledgements());
        assertEquals(List.of("after"), behind.acknowledgements(), "not called while a call hangs");
        assertEquals("The message handler 'hangs' of bundle-2 failed on message o1 of conversation ann (order); the "
                + "gateway will deliver it again: no answer within 5000 ms", room.log.takeError().text());
        HandlerHealth health = room.health("hangs");
        assertEquals(State.QUARANTINED, health.state());
        assertEquals("a call has not returned", health.reason());
        assertEquals("call limit", health.lastError());
        release.countDown();
        // Waits for its thread.
        room.dispatcher.close();
        assertTrue(wasInterrupted, "it was asked to end");
        assertEquals(List.of("after"), hanging.acknowledgements(), "too late");
        assertEquals(1, hanging.ends());
    }

    @Test
    void aHandlerWhoseHangingCallsComeBackIsOfferedWhatWasKeptMeanwhile() {
        List<String> handled = new CopyOnWriteArrayList<>();
        room.add("order", Fakes.handler("hangs", message -> {
            handled.add(message.id().value());
            return message.id().value().equals("o1") && entered.getCount() > 0 ? hang() : Outcome.handled();
        }));
        room.deliver(order("ann", 1));
        await(entered);
        room.pass(CALL_LIMIT);
        FakeDelivery kept = room.deliver(order("ann", 2)).awaitDone();
        assertEquals(List.of(), kept.acknowledgements());
        assertFalse(room.isUnderstood(kept.message()));

        release.countDown();
        room.awaitUnderstood(kept.message());

        assertEquals(List.of("o1", "o1", "o2"), handled);
        room.signal.await("late acknowledgements", () -> room.late.size() == 2);
        assertEquals(List.of("o1 hangs", "o2 hangs"), room.late);
        room.log.takeError();
    }

    @Test
    void aHandlerThatHangsAgainAndAgainDoesNotUseUpTheThreads() {
        List<String> calls = new CopyOnWriteArrayList<>();
        room.add("order", Fakes.handler("hangs", message -> {
            calls.add(message.id().value());
            hang();
            return Outcome.handled();
        }));
        room.add("text", Fakes.handler("text"));
        for (int i = 0; i < 200; i++) {
            room.deliver(order("c" + i, i));
        }
        await(entered);
        room.pass(CALL_LIMIT);

        assertEquals(List.of("text"), room.deliver(text("ann", 1)).awaitDone().acknowledgements());
        assertEquals(1, calls.size(), "no second call while the first hangs");
        assertEquals(1, room.log.takeErrors().size());
    }

    @Test
    void aStageThatTakesTooLongIsBrokenAndItsLateEndIgnored() {
        CompletableFuture<Void> never = new CompletableFuture<>();
        room.add("order", Fakes.handler("never", message -> Outcome.handled(never)));
        room.add("text", Fakes.handler("text"));
        FakeDelivery order = room.deliver(order("ann", 1));
        FakeDelivery text = room.deliver(text("ann", 2));
        room.deliver(text("bob", 3)).awaitDone();

        room.pass(STAGE_LIMIT.minusMillis(1));
        assertEquals(List.of(), text.acknowledgements(), "in order");
        room.pass(Duration.ofMillis(1));
        order.awaitDone();
        text.awaitDone();
        never.complete(null);

        assertEquals(List.of(), order.acknowledgements());
        assertEquals(List.of("text"), text.acknowledgements());
        assertTrue(room.log.takeError().text().endsWith("not durable within 30000 ms"));
        assertEquals("stage limit", room.health("never").lastError());
        room.signal.await("the fallback", () -> room.store.find(new MessageId("o1")).isPresent());
    }

    private List<RecordingLogger.Entry> failFiveTimes() {
        for (int i = 0; i < 5; i++) {
            room.deliver(order("ann", i)).awaitDone();
        }
        return room.log.takeErrors();
    }

    @Test
    void aHandlerThatFailsFiveTimesInARowIsLeftAloneForAWhile() {
        List<String> handled = new ArrayList<>();
        room.add("order", Fakes.handler("bad", message -> {
            handled.add(message.id().value());
            return Fakes.thrown(new NoClassDefFoundError("x"));
        }));

        assertEquals(5, failFiveTimes().size());
        FakeDelivery sixth = room.deliver(order("ann", 6)).awaitDone();

        assertEquals(5, handled.size());
        assertEquals(List.of(), sixth.acknowledgements());
        assertFalse(room.isUnderstood(sixth.message()), "shown by the fallback");
        HandlerHealth health = room.health("bad");
        assertEquals(State.QUARANTINED, health.state());
        assertEquals("failed 5 times in a row", health.reason());
        assertEquals("java.lang.NoClassDefFoundError", health.lastError());
        assertEquals(5, health.failures());
        assertTrue(room.log.warnings().contains("The message handler 'bad' of bundle-2 is left alone for 10 s: it has "
                + "failed 5 times in a row"));
        assertTrue(room.pass(Duration.ofMillis(9_999)), "there is something to wait for");
        assertEquals(State.QUARANTINED, room.health("bad").state());
    }

    @Test
    void afterTheWhileItIsOfferedWhatWasKeptInOrder() {
        List<String> handled = new CopyOnWriteArrayList<>();
        boolean[] well = new boolean[1];
        room.add("order", Fakes.handler("bad", message -> {
            if (!well[0]) {
                return null;
            }
            handled.add(message.id().value());
            return Outcome.handled();
        }));
        failFiveTimes();
        FakeDelivery sixth = room.deliver(order("ann", 5)).awaitDone();

        well[0] = true;
        room.pass(Duration.ofSeconds(10));
        room.awaitUnderstood(sixth.message());
        room.signal.await("acknowledgements", () -> room.late.size() == 6);

        // Waits for what is counted after an acknowledgement.
        room.dispatcher.close();

        assertEquals(List.of("o0", "o1", "o2", "o3", "o4", "o5"), handled);
        assertEquals(State.ACTIVE, room.health("bad").state());
        assertEquals(6, room.health("bad").acknowledgements());
    }

    @Test
    void byHandItIsReleasedBefore() {
        boolean[] well = new boolean[1];
        room.add("order", Fakes.handler("bad", message -> well[0] ? Outcome.handled() : null));
        failFiveTimes();
        assertFalse(room.dispatcher.release("good"));

        well[0] = true;
        assertTrue(room.dispatcher.release("bad"));

        assertFalse(room.dispatcher.release("bad"));
        assertEquals(List.of("bad"), room.deliver(order("bob", 9)).awaitDone().acknowledgements());
        room.awaitUnderstood(order("ann", 4));
    }

    @Test
    void aMessageInQuarantineIsGivenOnceMoreByHandAndThenAcknowledged() {
        List<Outcome> outcomes = new CopyOnWriteArrayList<>(List.of(Outcome.refused("no such order")));
        List<String> others = new CopyOnWriteArrayList<>();
        room.add("order", Fakes.handler("strict",
                message -> outcomes.isEmpty() ? Outcome.handled() : outcomes.remove(0)));
        room.add("order", Fakes.handler("other", message -> {
            others.add(message.id().value());
            return Outcome.handled(room.store.append(message));
        }));
        Message message = room.deliver(order("ann", 1)).awaitDone().message();
        assertEquals(List.of("other"), room.deliver(message).awaitDone().acknowledgements(), "not tried again");
        assertEquals("no such order", room.dispatcher.quarantine().get(0).reason());
        assertFalse(room.dispatcher.retry(message.id(), "other"));

        assertTrue(room.dispatcher.retry(message.id(), "strict"));
        room.signal.await("a late acknowledgement", () -> room.late.size() == 1);

        assertEquals(List.of("o1 strict"), room.late);
        assertEquals(List.of("o1", "o1"), others, "the others have had it");
        assertEquals(List.of(), room.dispatcher.quarantine());
        assertFalse(room.dispatcher.retry(message.id(), "strict"));
    }

    @Test
    void aFallbackIsNeverPutIntoQuarantine() {
        List<String> tried = new CopyOnWriteArrayList<>();
        room.add(Fakes.handler("broken", message -> {
            tried.add(message.id().value());
            return Outcome.failed("disk full");
        }), 0, Map.of(MessageHandler.FALLBACK, true));

        for (int i = 0; i < 8; i++) {
            room.deliver(order("ann", 1)).awaitDone();
        }

        assertEquals(8, tried.size());
        assertEquals(8, room.log.takeErrors().size());
        assertEquals(List.of(), room.dispatcher.quarantine());
    }
}
