// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.chatdock.api.connection.ConnectionState;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.simulator.Ack;
import org.chatdock.simulator.Customer;
import org.chatdock.simulator.Gateway;
import org.chatdock.simulator.Script;
import org.chatdock.simulator.ScriptedMessage;
import org.chatdock.simulator.TimeForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptTest {
    private static final Map<String, Set<String>> NAMES = Map.of("text", Set.of("newTextMessage"), "image",
            Set.of("newImageMessage"), "file", Set.of("newFileMessage"), "voice", Set.of("newVoiceMessage"), "video",
            Set.of("newVideoMessage"), "link", Set.of("newLinkMessage"), "event", Set.of("newEventMessage"), "order",
            Set.of("guestOrder"));

    @TempDir
    Path directory;

    @Test
    void theLineOpensAndSaysSo() throws Exception {
        try (Gateway gateway = gateway(Script.empty()); House house = new House(directory, gateway)) {
            assertEquals(List.of(ConnectionState.CONNECTING, ConnectionState.OPEN), house.states);
            assertEquals(0, house.connection().status().attempt());
            assertTrue(gateway.await(state -> state.socketsOpened() == 1, House.PATIENCE));
        }
    }

    @Test
    void everyMessageOfHelloIsAcknowledgedUnderItsHandlersNameAfterItIsStored() throws Exception {
        playsWhole(Script.shipped("hello"));
    }

    @Test
    void everyMessageOfTheServiceDeskIsAcknowledgedUnderItsHandlersNameAfterItIsStored() throws Exception {
        playsWhole(Script.shipped("service-desk"));
    }

    private void playsWhole(Script script) throws Exception {
        int all = script.messageIds().size();
        try (Gateway gateway = gateway(script); House house = new House(directory, gateway)) {
            for (int count = 1; gateway.state().ackedIds() < all; count++) {
                assertTrue(gateway.awaitAcks(count, House.PATIENCE), "acknowledgement " + count);
                Ack ack = gateway.acks().get(count - 1);
                assertTrue(house.isStored(ack.messageId()), () -> ack.messageId() + " is acknowledged and not stored");
            }

            for (ScriptedMessage message : script.messages()) {
                assertEquals(NAMES.get(message.utterance().type()), Acks.namesOf(gateway, message.id().text()),
                        () -> message.id().text());
            }
            assertEquals(List.of(), gateway.malformedAcks());
            assertTrue(gateway.acks().stream().allMatch(Ack::delivered));
            assertEquals(all, house.store().size());
            assertEquals(script.messageIds(), idsOf(house.messages()));
            assertEquals(all, house.messages().size(), "an id is shown twice");
            assertTrue(house.messages().stream().allMatch(StoredMessage::understood));
            assertEquals(script.customers().stream().map(customer -> customer.id().text()).collect(Collectors.toSet()),
                    house.store().conversations().stream().map(summary -> summary.id().value())
                            .collect(Collectors.toSet()));
            script.customers().forEach(customer -> assertInOrder(script, customer, house));
            assertNewestFirst(house.store().conversations());
        }
    }

    private static void assertInOrder(Script script, Customer customer, House house) {
        List<StoredMessage> stored = house.messages(new ConversationId(customer.id().text()));
        assertEquals(stored.stream().sorted(Comparator.comparing((StoredMessage each) -> each.message().time())
                .thenComparing(StoredMessage::arrival)).toList(), stored);
        // The order in which it was said; what says no time of its own belongs where it arrived.
        Map<String, Duration> said = script.messages().stream()
                .filter(message -> message.utterance().timeForm() != TimeForm.NONE)
                .collect(Collectors.toMap(message -> message.id().text(), ScriptedMessage::at));
        List<Duration> times = stored.stream().map(each -> said.get(each.message().id().value()))
                .filter(time -> time != null).toList();
        assertEquals(times.stream().sorted().toList(), times, () -> "order of " + customer.id().text());
    }

    private static void assertNewestFirst(List<ConversationSummary> conversations) {
        List<Instant> newest = conversations.stream().map(summary -> summary.last().message().time()).toList();
        assertEquals(newest.stream().sorted(Comparator.reverseOrder()).toList(), newest);
    }

    private static Set<String> idsOf(List<StoredMessage> messages) {
        return messages.stream().map(each -> each.message().id().value()).collect(Collectors.toSet());
    }

    @Test
    void messagesWithAllTheProtocolCarriesArriveWhole() throws Exception {
        try (Gateway gateway = gateway(Script.empty()); House house = new House(directory, gateway)) {
            gateway.push("{\"MsgId\":9223372036854775807,\"GroupId\":9007199254740993,\"From\":1,\"To\":\"demo_lin\","
                    + "\"FromType\":\"user\",\"MsgType\":\"file\",\"Content\":\"\ud83d\udc4d a|b\",\"KfPicUrl\":\"p\","
                    + "\"KfFileUrl\":\"f\",\"MediaId\":\"m\",\"msgTime\":\"1763800000123\","
                    + "\"Extra\":{\"deep\":[1,null]}}");

            assertTrue(gateway.awaitAcks(1, House.PATIENCE));

            StoredMessage stored = house.messages().get(0);
            assertEquals("9223372036854775807", stored.message().id().value());
            assertEquals("9007199254740993", stored.message().conversation().value());
            assertEquals("👍 a|b", stored.message().content());
            assertEquals("p", stored.message().attachment().pictureUrl());
            assertEquals("f", stored.message().attachment().fileUrl());
            assertEquals("m", stored.message().attachment().mediaId());
            assertEquals(Instant.ofEpochMilli(1763800000123L), stored.message().time());
            assertEquals(Set.of("Extra"), stored.message().extra().keySet());
            assertTrue(gateway.acks().get(0).raw().startsWith("9223372036854775807|9007199254740993|1|demo_lin|"));
        }
    }

    private static Gateway gateway(Script script) throws Exception {
        return Gateway.builder().script(script).pace(0).token(House.TOKEN).start();
    }
}
