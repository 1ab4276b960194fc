// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.chatdock.api.dispatch.HandlerHealth.State;
import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.dispatch.Outcome;
import org.chatdock.api.message.Message;
import org.chatdock.testkit.Messages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;

class DynamicsTest {
    private final Room room = new Room(Fakes.options(2, false));
    private final List<String> handled = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        room.close();
    }

    private static Message order(String conversation, int id) {
        return Messages.builder(conversation, "o" + id).type("order").build();
    }

    /** Handles by storing, as the guide says. */
    private MessageHandler storing(String name) {
        return Fakes.handler(name, message -> {
            handled.add(message.id().value());
            return Outcome.handled(room.store.append(message));
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitLate(int count) {
        room.signal.await(count + " late acknowledgements", () -> room.late.size() >= count);
    }

    @Test
    void whatNobodyUnderstoodIsOfferedToAHandlerThatComesLaterInOrderAndAcknowledged() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            FakeDelivery delivery = room.deliver(order("ann", i)).awaitDone();
            assertEquals(List.of(), delivery.acknowledgements());
            expected.add("o" + i);
        }
        Message other = room.deliver(Messages.builder("ann", "x").type("other").build()).awaitDone().message();

        room.add("order", storing("order"));
        awaitLate(300);

        assertEquals(expected, handled);
        assertEquals(expected.stream().map(id -> id + " order").toList(), room.late);
        assertTrue(room.isUnderstood(order("ann", 299)));
        assertFalse(room.isUnderstood(other));
    }

    @Test
    void whatWasOfferedIsUnderstoodEvenIfTheHandlerStoresNothing() {
        Message message = room.deliver(order("ann", 1)).awaitDone().message();

        ServiceReference<MessageHandler> first = room.add("order", Fakes.handler("order"));
        room.awaitUnderstood(message);
        awaitLate(1);
        room.remove(first);
        room.add("order", Fakes.handler("order"));
        room.deliver(order("ann", 2)).awaitDone();

        assertEquals(List.of("o1 order"), room.late, "not once more");
    }

    @Test
    void withoutALineItIsAcknowledgedWhenItIsDeliveredAgain() {
        Message message = room.deliver(order("ann", 1)).awaitDone().message();
        room.dispatcher.offers().line(null);

        room.add("order", storing("order"));
        room.awaitUnderstood(message);

        assertEquals(List.of("order"), room.deliver(message).awaitDone().acknowledgements());
        assertEquals(0, room.health("unknown").acknowledgements());
        assertEquals(1, room.health("order").acknowledgements());
    }

    @Test
    void aStoreThatComesAfterTheHandlersIsLookedThroughToo() {
        Message message = room.deliver(order("ann", 1)).awaitDone().message();
        room.dispatcher.offers().storeGone(room.store);
        room.add("order", storing("order"));
        room.deliver(Messages.builder("ann", "x").type("other").build()).awaitDone();
        assertFalse(room.isUnderstood(message));

        room.dispatcher.offers().store(room.store);

        room.awaitUnderstood(message);
        awaitLate(1);
    }

    @Test
    void aMessageThatTheFallbackIsJustKeepingWhenItsHandlerComesIsOfferedToo() {
        room.store.hold();
        FakeDelivery delivery = room.deliver(order("ann", 1));
        room.deliver(Messages.builder("ann", "x").type("other").build());
        FakeDelivery behind = new FakeDelivery(Messages.builder("bob", "y").type("quick").build());
        room.add("quick", Fakes.handler("quick"));
        room.dispatcher.accept(behind);
        behind.awaitDone();

        room.add("order", storing("order"));
        room.store.commit();
        room.awaitUnderstood(delivery.message());
        awaitLate(1);

        assertEquals(List.of("o1"), handled);
        assertEquals(List.of(), delivery.acknowledgements());
    }

    @Test
    void aMessageThatWasDeliveredAgainAndIsJustBeingStoredIsNotOfferedAsWell() {
        Message message = room.deliver(order("ann", 1)).awaitDone().message();
        room.dispatcher.offers().storeGone(room.store);
        room.add("order", storing("order"));
        room.store.hold();
        FakeDelivery again = room.deliver(message);
        int pages = room.store.pages();

        room.dispatcher.offers().store(room.store);
        while (room.store.pages() == pages) {
            Thread.onSpinWait();
        }
        room.deliver(order("ann", 2));
        while (!handled.contains("o2")) {
            Thread.onSpinWait();
        }
        room.store.commit();
        again.awaitDone();
        room.deliver(order("ann", 3)).awaitDone();

        assertEquals(List.of("o1", "o2", "o3"), handled);
        assertEquals(List.of("order"), again.acknowledgements());
        assertEquals(List.of(), room.late);
    }

    @Test
    void afterAHandlerHasGoneNoCallOfItBegins() {
        ServiceReference<MessageHandler> going = room.add("order", storing("going"));
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch block = new CountDownLatch(1);
        room.add(Fakes.handler("first", message -> {
            entered.countDown();
            await(block);
            return Outcome.skipped();
        }), 1, Map.of(MessageHandler.TYPES, "order"));
        FakeDelivery delivery = room.deliver(order("ann", 1));
        await(entered);

        room.remove(going);
        block.countDown();
        delivery.awaitDone();

        assertEquals(List.of(), handled);
        assertEquals(List.of(), delivery.acknowledgements());
        assertFalse(room.isUnderstood(delivery.message()), "kept, not lost");
    }

    @Test
    void theGoingOfAHandlerWaitsForItsCallAndTheCallCounts() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch block = new CountDownLatch(1);
        ServiceReference<MessageHandler> going = room.add("order", Fakes.handler("order", message -> {
            entered.countDown();
            await(block);
            handled.add("done");
            return Outcome.handled();
        }));
        FakeDelivery delivery = room.deliver(order("ann", 1));
        await(entered);

        CompletableFuture<List<String>> gone = CompletableFuture.supplyAsync(() -> {
            room.remove(going);
            return List.copyOf(handled);
        });
        while (room.dispatcher.whiteboard().inOrder().size() > 1) {
            Thread.onSpinWait();
        }
        block.countDown();

        assertEquals(List.of("done"), gone.get(60, TimeUnit.SECONDS));
        assertEquals(List.of("order"), delivery.awaitDone().acknowledgements());
    }

    @Test
    void aHandlerMayStopItsOwnBundleInMidCall() {
        AtomicReference<ServiceReference<MessageHandler>> own = new AtomicReference<>();
        own.set(room.add("order", Fakes.handler("order", message -> {
            room.remove(own.get());
            return Outcome.handled();
        })));

        assertEquals(List.of("order"), room.deliver(order("ann", 1)).awaitDone().acknowledgements());
        assertEquals(List.of(), room.deliver(order("ann", 2)).awaitDone().acknowledgements());
    }

    @Test
    void changedPropertiesCountAtOnceAndWhatFitsNowIsOffered() {
        Map<String, Object> properties = new HashMap<>(Map.of(MessageHandler.TYPES, "text"));
        MessageHandler handler = storing("h");
        ServiceReference<MessageHandler> reference = room.add(handler, 0, properties);
        Message message = room.deliver(order("ann", 1)).awaitDone().message();

        properties.put(MessageHandler.TYPES, "order");
        room.dispatcher.whiteboard().add(reference, handler);

        room.awaitUnderstood(message);
        assertEquals(List.of("h"), room.deliver(order("ann", 2)).awaitDone().acknowledgements());
        assertEquals(List.of(), room.deliver(Messages.fromCustomer("ann", "t")).awaitDone().acknowledgements());
        awaitLate(1);
        assertEquals(2, room.health("h").calls(), "what is known of it stays");
    }

    @Test
    void aRefusedHandlerIsUsedWhenTheNameBecomesFree() {
        ServiceReference<MessageHandler> first = room.add("order", Fakes.handler("order", message -> {
            handled.add("first");
            return Outcome.handled();
        }));
        ServiceReference<MessageHandler> second = room.add("order", storing("order"));
        assertEquals("The message handler 'order' of bundle-3 is not used: bundle-2 has a handler of that name already",
                room.log.takeError().text());
        assertEquals(List.of("ACTIVE ", "REFUSED bundle-2 has a handler of that name already"),
                room.dispatcher.handlers().stream().filter(health -> health.name().equals("order"))
                        .map(health -> health.state() + " " + health.reason()).toList());
        room.deliver(order("ann", 1)).awaitDone();

        room.remove(first);
        room.deliver(order("ann", 2)).awaitDone();

        assertEquals(List.of("first", "o2"), handled);
        assertEquals(State.ACTIVE, room.health("order").state());
        assertEquals("bundle-3", room.health("order").bundle());
        room.remove(second);
    }

    @Test
    void aHandlerThatIsDisabledByHandStaysSoWhenItsBundleIsUpdated() {
        ServiceReference<MessageHandler> old = room.add("order", storing("order"));
        assertTrue(room.dispatcher.disable("order"));
        assertFalse(room.dispatcher.disable("order"));
        room.remove(old);
        room.add("order", storing("order"));

        Message message = room.deliver(order("ann", 1)).awaitDone().message();
        assertEquals(List.of(), handled);
        assertEquals(State.DISABLED, room.health("order").state());
        assertTrue(room.dispatcher.enable("order"));
        assertFalse(room.dispatcher.enable("order"));

        room.awaitUnderstood(message);
        awaitLate(1);
        assertEquals(List.of("o1 order"), room.late);
    }
}
