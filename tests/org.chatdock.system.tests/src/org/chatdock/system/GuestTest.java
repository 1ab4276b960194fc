// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

import org.chatdock.simulator.Gateway;
import org.chatdock.simulator.GatewayBuilder;
import org.chatdock.simulator.Script;
import org.chatdock.simulator.ScriptedMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestTest {
    private static final String GUEST = "org.chatdock.guest";
    private static final Set<String> GUEST_NAME = Set.of("guestOrder");

    @TempDir
    Path directory;

    @Test
    void withoutTheGuestOrdersAreKeptButNeitherUnderstoodNorAcknowledged() throws Exception {
        Script script = Script.shipped("service-desk");
        int orders = (int) script.messages().stream().filter(GuestTest::isOrder).map(ScriptedMessage::id).distinct()
                .count();
        int all = script.messageIds().size();
        try (Gateway gateway = builder().script(script).pace(0).start();
                House house = new House(directory, gateway, GUEST)) {
            assertTrue(gateway.await(state -> state.ackedIds() == all - orders && state.deliveredIds() == all,
                    House.PATIENCE));
            house.await(() -> house.store().size() == all, "all messages in the store");

            assertTrue(orders > 0);
            for (ScriptedMessage message : script.messages()) {
                assertEquals(!isOrder(message), house.isUnderstood(message.id().text()), () -> message.id().text());
                assertEquals(isOrder(message), Acks.namesOf(gateway, message.id().text()).isEmpty());
            }
        }
    }

    @Test
    void anOrderIsUnderstoodWhenTheGuestArrivesLateAndUnknownAgainWhenItHasLeft() throws Exception {
        try (Gateway gateway = builder().redeliverAfter(Duration.ofMillis(200)).redeliverLimit(-1).start();
                House house = new House(directory, gateway, GUEST)) {
            gateway.push(Frames.order("early", "wm1"));
            house.await(() -> house.isStored("early"), "the order in the store");
            passes(gateway, "after-early");
            assertFalse(house.isUnderstood("early"));
            assertEquals(Set.of(), Acks.namesOf(gateway, "early"));

            house.start(GUEST);
            house.await(() -> Acks.namesOf(gateway, "early").equals(GUEST_NAME), "an acknowledgement by the guest");
            assertTrue(house.isUnderstood("early"));

            house.stop(GUEST);
            gateway.push(Frames.order("late", "wm1"));
            house.await(() -> house.isStored("late"), "the later order in the store");
            passes(gateway, "after-late");
            assertFalse(house.isUnderstood("late"));
            assertEquals(Set.of(), Acks.namesOf(gateway, "late"));

            house.start(GUEST);
            house.await(() -> house.isUnderstood("late"), "understanding of the later order");
            house.await(() -> Acks.namesOf(gateway, "late").equals(GUEST_NAME), "an acknowledgement of the later one");
            assertEquals(4, house.store().size());
        }
    }

    @Test
    void anOrderThatIsUnderstoodLateIsAcknowledgedWithoutAnotherDelivery() throws Exception {
        try (Gateway gateway = builder().redeliverAfter(Duration.ZERO).redeliverLimit(0).start();
                House house = new House(directory, gateway, GUEST)) {
            gateway.push(Frames.order("early", "wm1"));
            house.await(() -> house.isStored("early"), "the order in the store");
            passes(gateway, "after");
            assertEquals(Set.of(), Acks.namesOf(gateway, "early"));

            house.start(GUEST);
            house.await(() -> Acks.namesOf(gateway, "early").equals(GUEST_NAME), "an acknowledgement by the guest");

            assertTrue(house.isUnderstood("early"));
            assertEquals(1, gateway.deliveriesOf("early"));
            assertEquals(2, house.store().size());
        }
    }

    @Test
    void anOrderOfTheGuestStaysUnderstoodWhenItComesAgainWithoutTheGuest() throws Exception {
        try (Gateway gateway = builder().start(); House house = new House(directory, gateway)) {
            gateway.push(Frames.order("order", "wm1"));
            assertTrue(gateway.awaitAcks(1, House.PATIENCE));

            house.stop(GUEST);
            gateway.push(Frames.order("order", "wm1"));
            passes(gateway, "after");

            assertTrue(house.isUnderstood("order"));
            assertEquals(GUEST_NAME, Acks.namesOf(gateway, "order"));
            assertEquals(2, house.store().size());
        }
    }

    /** Acknowledgements leave in order inside a conversation: what comes before this one has had its chance. */
    private static void passes(Gateway gateway, String id) throws InterruptedException {
        gateway.push(Frames.text(id, "wm1"));
        long end = System.nanoTime() + House.PATIENCE.toNanos();
        while (Acks.namesOf(gateway, id).isEmpty()) {
            assertTrue(System.nanoTime() < end, () -> id + " is not acknowledged");
            gateway.awaitAcks(gateway.acks().size() + 1, Duration.ofMillis(50));
        }
    }

    private static boolean isOrder(ScriptedMessage message) {
        return message.utterance().type().equals("order");
    }

    private static GatewayBuilder builder() {
        return Gateway.builder().token(House.TOKEN);
    }
}
