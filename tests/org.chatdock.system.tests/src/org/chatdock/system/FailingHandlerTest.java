// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.dispatch.Outcome;
import org.chatdock.api.message.Message;
import org.chatdock.simulator.Gateway;
import org.chatdock.simulator.GatewayBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;

class FailingHandlerTest {
    private static final String NAME = "strangersHandler";

    @TempDir
    Path directory;

    @Test
    void aHandlerThatThrowsHurtsNobodyAndIsNotAcknowledged() throws Exception {
        hurtsNobody(message -> {
            throw new IllegalStateException("a stranger's mistake");
        });
    }

    @Test
    void aHandlerWithAMissingClassHurtsNobody() throws Exception {
        hurtsNobody(message -> {
            throw new NoClassDefFoundError("strange/Thing");
        });
    }

    @Test
    void aHandlerThatReturnsNullHurtsNobody() throws Exception {
        hurtsNobody(message -> null);
    }

    @Test
    void aHandlerThatCannotMakeItsEffectDurableIsNotAcknowledged() throws Exception {
        hurtsNobody(message -> Outcome.handled(CompletableFuture.failedStage(new IllegalStateException("disk"))));
    }

    private void hurtsNobody(Function<Message, Outcome> broken) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (Gateway gateway = builder().start(); House house = new House(directory, gateway)) {
            ServiceRegistration<MessageHandler> registration = register(house, "text", message -> {
                calls.incrementAndGet();
                return broken.apply(message);
            });
            gateway.push(Frames.text("1", "wm1"));
            gateway.push(Frames.text("2", "wm1"));
            gateway.push(Frames.text("3", "wm2"));

            assertTrue(gateway.await(state -> state.ackedIds() == 3, House.PATIENCE));

            registration.unregister();
            assertEquals(3, calls.get());
            for (String id : Set.of("1", "2", "3")) {
                assertEquals(Set.of("newTextMessage"), Acks.namesOf(gateway, id));
                assertTrue(house.isUnderstood(id));
            }
            assertEquals(3, house.errors.take(NAME));
        }
    }

    @Test
    void aMessageWhoseOnlyHandlerFailsComesAgainUntilItSucceeds() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (Gateway gateway = builder().redeliverAfter(Duration.ofMillis(100)).redeliverLimit(-1).start();
                House house = new House(directory, gateway)) {
            ServiceRegistration<MessageHandler> registration = register(house, "coupon", message -> {
                if (calls.incrementAndGet() < 3) {
                    return Outcome.failed("not yet");
                }
                return Outcome.handled(house.store().append(message));
            });
            gateway.push(Frames.of("coupon", "coupon", "wm1"));

            assertTrue(gateway.await(state -> state.ackedIds() == 1, House.PATIENCE));

            registration.unregister();
            // More if the gateway delivers again before it has read the acknowledgement.
            assertTrue(calls.get() >= 3, "" + calls);
            assertEquals(Set.of(NAME), Acks.namesOf(gateway, "coupon"));
            assertTrue(house.isUnderstood("coupon"));
            assertEquals(2, house.errors.take("not yet"));
        }
    }

    @Test
    void twoHandlersOfAMessageAreBothAcknowledged() throws Exception {
        try (Gateway gateway = builder().start(); House house = new House(directory, gateway)) {
            ServiceRegistration<MessageHandler> registration = register(house, "order", message -> Outcome.handled());
            gateway.push(Frames.order("order", "wm1"));

            assertTrue(gateway.awaitAcks(2, House.PATIENCE));

            registration.unregister();
            assertEquals(NAME, gateway.acks().get(0).handler());
            assertEquals("guestOrder", gateway.acks().get(1).handler());
        }
    }

    @Test
    void aHandlerThatSkipsLeavesTheMessageUnknown() throws Exception {
        try (Gateway gateway = builder().start(); House house = new House(directory, gateway)) {
            ServiceRegistration<MessageHandler> registration = register(house, "coupon", message -> Outcome.skipped());
            gateway.push(Frames.of("coupon", "coupon", "wm1"));
            gateway.push(Frames.text("after", "wm1"));

            assertTrue(gateway.awaitAcks(1, House.PATIENCE));

            registration.unregister();
            assertTrue(house.isStored("coupon"));
            assertFalse(house.isUnderstood("coupon"));
            assertEquals(Set.of(), Acks.namesOf(gateway, "coupon"));
        }
    }

    @Test
    void aNameThatIsTakenIsRefusedAndTheFirstHandlerStays() throws Exception {
        try (Gateway gateway = builder().start(); House house = new House(directory, gateway)) {
            AtomicInteger calls = new AtomicInteger();
            ServiceRegistration<MessageHandler> registration = house.context.registerService(MessageHandler.class,
                    handler("guestOrder", "order", message -> {
                        calls.incrementAndGet();
                        return Outcome.handled();
                    }), null);
            gateway.push(Frames.order("order", "wm1"));

            assertTrue(gateway.awaitAcks(1, House.PATIENCE));

            registration.unregister();
            assertEquals(0, calls.get());
            assertTrue(house.isUnderstood("order"));
            assertEquals(1, house.errors.take("guestOrder"));
        }
    }

    /** Ranks before all others. */
    private static ServiceRegistration<MessageHandler> register(House house, String type,
            Function<Message, Outcome> handle) {
        return house.context.registerService(MessageHandler.class, handler(NAME, type, handle),
                new Hashtable<>(Map.of(Constants.SERVICE_RANKING, 100)));
    }

    private static MessageHandler handler(String name, String type, Function<Message, Outcome> handle) {
        return new MessageHandler() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean test(Message message) {
                return type.equals(message.type());
            }

            @Override
            public Outcome handle(Message message) {
                return handle.apply(message);
            }
        };
    }

    private static GatewayBuilder builder() {
        return Gateway.builder().token(House.TOKEN);
    }
}
