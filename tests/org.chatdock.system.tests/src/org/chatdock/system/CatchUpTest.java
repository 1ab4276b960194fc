// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.chatdock.api.connection.ConnectionState;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.simulator.Ack;
import org.chatdock.simulator.Gateway;
import org.chatdock.simulator.GatewayBuilder;
import org.chatdock.simulator.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatchUpTest {
    private static final int PAGE = 50;

    @TempDir
    Path directory;

    /** What was pushed, in order, by conversation. All messages of a conversation have the same time. */
    private final Map<String, List<String>> pushed = new LinkedHashMap<>();

    /** A gateway that delivers only to who is there. */
    private static GatewayBuilder forgetful() {
        return Gateway.builder().token(House.TOKEN).holdWhileAway(false).redeliverLimit(0);
    }

    private static Settings history(Gateway gateway) throws Exception {
        return new Settings("org.chatdock.history",
                Map.of("historyUrl", gateway.historyUri().toString(), "pageSize", PAGE));
    }

    private void push(Gateway gateway, String id, String conversation) {
        gateway.push(Frames.text(id, conversation));
        pushed.computeIfAbsent(conversation, key -> new ArrayList<>()).add(id);
    }

    private int count() {
        return pushed.values().stream().mapToInt(List::size).sum();
    }

    /** Both ends know that the line is down, and it stays down. */
    private static void leave(Gateway gateway, House house) throws Exception {
        // The client may know that it is up before the gateway does.
        assertTrue(gateway.awaitSocketsOpen(1, House.PATIENCE));
        gateway.faults().refuseSockets();
        gateway.faults().cutSockets();
        assertTrue(gateway.awaitSocketsOpen(0, House.PATIENCE));
        house.await(() -> !house.isUp(), "a line that is down");
    }

    /** And until the gateway knows of it, too: what comes before that, a forgetful one delivers to nobody. */
    private static void awaitCurrent(Gateway gateway, House house) throws Exception {
        house.await(() -> house.isUp() && house.connection().status().current(), "a line that has caught up");
        assertTrue(gateway.awaitSocketsOpen(1, House.PATIENCE));
    }

    private void assertAllStoredOnceInOrder(House house) throws Exception {
        house.await(() -> house.store().size() >= count(), "all messages in the store");
        Map<String, List<String>> stored = new LinkedHashMap<>();
        pushed.keySet().forEach(conversation -> stored.put(conversation,
                house.messages(new ConversationId(conversation)).stream().map(each -> each.message().id().value())
                        .toList()));
        assertEquals(pushed, stored);
        assertEquals(count(), house.store().size());
    }

    @Test
    void whatAForgetfulGatewayDoesNotDeliverIsAskedFor() throws Exception {
        try (Gateway gateway = forgetful().start(); Settings history = history(gateway);
                House house = new House(directory, gateway)) {
            awaitCurrent(gateway, house);
            for (int i = 0; i < 10; i++) {
                push(gateway, "before-" + i, "wm" + i % 3);
            }
            assertTrue(gateway.awaitAcks(10, House.PATIENCE));
            leave(gateway, house);
            for (int i = 0; i < 30; i++) {
                push(gateway, "missed-" + i, "wm" + i % 3);
            }

            gateway.faults().acceptSockets();
            awaitCurrent(gateway, house);
            assertEquals(ConnectionState.REOPEN, house.connection().status().state());
            assertAllStoredOnceInOrder(house);

            push(gateway, "after", "wm1");
            assertTrue(gateway.awaitAcks(11, House.PATIENCE));
            assertAllStoredOnceInOrder(house);
            // What the gateway has not delivered is none of its business.
            assertEquals(List.of(), gateway.acks().stream().map(Ack::messageId)
                    .filter(id -> id.startsWith("missed-")).toList());
            assertEquals(30, house.connection().metrics().caughtUp());
        }
    }

    @Test
    void aLongOutageTakesManyPages() throws Exception {
        try (Gateway gateway = forgetful().start(); Settings history = history(gateway);
                House house = new House(directory, gateway)) {
            awaitCurrent(gateway, house);
            push(gateway, "before", "wm0");
            assertTrue(gateway.awaitAcks(1, House.PATIENCE));
            leave(gateway, house);
            for (int i = 0; i < 1_234; i++) {
                push(gateway, "missed-" + i, "wm" + i % 17);
            }
            long callsBefore = gateway.state().historyCalls();

            gateway.faults().acceptSockets();
            awaitCurrent(gateway, house);

            assertAllStoredOnceInOrder(house);
            assertTrue(gateway.state().historyCalls() - callsBefore >= 25, "fewer calls than pages");
        }
    }

    @Test
    void aConversationBegunWhileAwayIsThereFromItsBeginning() throws Exception {
        try (Gateway gateway = forgetful().start(); Settings history = history(gateway);
                House house = new House(directory, gateway)) {
            leave(gateway, house);
            push(gateway, "first", "new");
            push(gateway, "second", "new");

            gateway.faults().acceptSockets();
            awaitCurrent(gateway, house);

            assertAllStoredOnceInOrder(house);
        }
    }

    @Test
    void whatCameBeforeTheFirstConnectIsAskedForAsWell() throws Exception {
        Script script = Script.shipped("hello");
        try (Gateway gateway = forgetful().script(script).pace(0).start(); Settings history = history(gateway);
                House house = new House(directory, gateway)) {
            awaitCurrent(gateway, house);
            house.await(() -> house.store().size() == script.messageIds().size(), "the script in the store");

            assertEquals(new TreeSet<>(script.messageIds()), new TreeSet<>(
                    house.messages().stream().map(each -> each.message().id().value()).toList()));
            assertEquals(0, gateway.state().deliveries());
        }
    }

    @Test
    void aHistoryThatFailsIsAskedAgainAndTheLineIsNotCurrentBefore() throws Exception {
        try (Gateway gateway = forgetful().start(); Settings history = history(gateway);
                House house = new House(directory, gateway)) {
            awaitCurrent(gateway, house);
            leave(gateway, house);
            push(gateway, "missed", "wm1");
            gateway.faults().failHistory(503);
            long callsBefore = gateway.state().historyCalls();

            gateway.faults().acceptSockets();
            assertTrue(gateway.await(state -> state.historyCalls() > callsBefore, House.PATIENCE));
            house.await(house::isUp, "a line that is up");
            assertFalse(house.connection().status().current());
            assertFalse(house.isStored("missed"));
            gateway.faults().giveHistory();

            awaitCurrent(gateway, house);
            assertAllStoredOnceInOrder(house);
        }
    }

    @Test
    void messagesThatComeWhileTheHistoryIsLateAreKeptAndInOrder() throws Exception {
        try (Gateway gateway = forgetful().start(); Settings history = history(gateway);
                House house = new House(directory, gateway)) {
            awaitCurrent(gateway, house);
            push(gateway, "before", "wm1");
            assertTrue(gateway.awaitAcks(1, House.PATIENCE));
            leave(gateway, house);
            push(gateway, "missed", "wm1");
            gateway.faults().delayHistory(Duration.ofSeconds(1));
            long callsBefore = gateway.state().historyCalls();

            gateway.faults().acceptSockets();
            assertTrue(gateway.awaitSocketsOpen(1, House.PATIENCE));
            assertTrue(gateway.await(state -> state.historyCalls() > callsBefore, House.PATIENCE));
            push(gateway, "live", "wm1");

            awaitCurrent(gateway, house);
            assertAllStoredOnceInOrder(house);
            assertTrue(gateway.await(state -> state.ackedIds() == 2, House.PATIENCE));
        }
    }

    @Test
    void aLineThatIsCutWhileItCatchesUpCatchesUpTheNextTime() throws Exception {
        try (Gateway gateway = forgetful().start(); Settings history = history(gateway);
                House house = new House(directory, gateway)) {
            awaitCurrent(gateway, house);
            leave(gateway, house);
            for (int i = 0; i < 3 * PAGE; i++) {
                push(gateway, "missed-" + i, "wm" + i % 5);
            }
            gateway.faults().delayHistory(Duration.ofMillis(300));
            for (int cut = 0; cut < 3; cut++) {
                long callsBefore = gateway.state().historyCalls();
                gateway.faults().acceptSockets();
                assertTrue(gateway.await(state -> state.historyCalls() > callsBefore, House.PATIENCE));
                leave(gateway, house);
                push(gateway, "between-" + cut, "wm" + cut);
            }
            gateway.faults().delayHistory(Duration.ZERO);

            gateway.faults().acceptSockets();
            awaitCurrent(gateway, house);
            assertAllStoredOnceInOrder(house);
        }
    }

    @Test
    void whatComesBothWaysIsThereOnceAndAcknowledged() throws Exception {
        try (Gateway gateway = Gateway.builder().token(House.TOKEN).redeliverLimit(-1).start();
                Settings history = history(gateway); House house = new House(directory, gateway)) {
            awaitCurrent(gateway, house);
            leave(gateway, house);
            for (int i = 0; i < 40; i++) {
                push(gateway, "held-" + i, "wm" + i % 3);
            }

            gateway.faults().acceptSockets();
            awaitCurrent(gateway, house);

            assertTrue(gateway.await(state -> state.ackedIds() == 40, House.PATIENCE));
            assertAllStoredOnceInOrder(house);
        }
    }

    @Test
    void aReplyWhoseAnswerWasLostIsFoundInTheHistory() throws Exception {
        ConversationId wang = new ConversationId("wm1001");
        try (Gateway gateway = forgetful().start(); Settings history = history(gateway);
                House house = new House(directory, gateway)) {
            awaitCurrent(gateway, house);
            gateway.faults().delaySends(Duration.ofHours(1));
            house.sender().send(Outgoing.text(wang, "在的"));
            assertTrue(gateway.awaitSends(1, House.PATIENCE));
            leave(gateway, house);

            gateway.faults().acceptSockets();
            awaitCurrent(gateway, house);

            String id = gateway.sends().get(0).messageId();
            house.await(() -> house.isStored(id), "the reply under the gateway's id");
            assertEquals("在的", house.messages(wang).get(0).message().content());
            assertEquals(1, house.store().size());
        }
    }
}
