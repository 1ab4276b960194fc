// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.chatdock.simulator.Ack;
import org.chatdock.simulator.Gateway;
import org.chatdock.testkit.fault.FaultProxy;

/** A house whose line goes through a proxy in which things go wrong, with a line that is quick to doubt. */
final class FaultScene implements AutoCloseable {
    static final int MAX_TEXT_BYTES = 200_000;
    /** For what is silent: until the line is given up. */
    static final Duration DEAD_AFTER = Duration.ofSeconds(2);
    /** For one try that gets no answer. */
    static final Duration TRY = Duration.ofMillis(1_500);
    /** For a retry, on a machine that has other things to do. */
    static final Duration RETRY = Duration.ofSeconds(2);

    private static final int CONVERSATIONS = 3;
    private static final long FIRST_TIME = 1_763_800_000;

    final Gateway gateway;
    final FaultProxy proxy;
    final House house;
    private final Map<String, List<String>> pushed = new LinkedHashMap<>();
    private int count;
    private boolean timed;

    FaultScene(Path directory) throws Exception {
        gateway = Gateway.builder().token(House.TOKEN).redeliverAfter(Duration.ZERO).redeliverLimit(-1).start();
        proxy = FaultProxy.to(gateway.webSocketUri());
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("pingIntervalSeconds", 1);
        settings.put("probeAfterSeconds", 1);
        settings.put("deadAfterSeconds", (int) DEAD_AFTER.toSeconds());
        settings.put("connectTimeoutMillis", 1_000);
        settings.put("upgradeTimeoutMillis", (int) TRY.toMillis());
        settings.put("watchdogMillis", 2_500);
        settings.put("retryFloorMillis", 0);
        settings.put("retryCapMillis", 50);
        settings.put("localRetryMillis", 0);
        settings.put("restartSpreadMillis", 0);
        settings.put("recheckSeconds", 1);
        settings.put("networkCheckSeconds", 0);
        settings.put("maxTextBytes", MAX_TEXT_BYTES);
        house = new House(directory, gateway, proxy.uri(), settings);
    }

    /** From now on each message has a time of its own: a gateway may deliver them in any order. */
    void timed() {
        timed = true;
    }

    void push(int messages) {
        for (int i = 0; i < messages; i++) {
            String conversation = "wm" + count % CONVERSATIONS;
            String id = "m" + count;
            gateway.push(Frames.text(id, conversation, FIRST_TIME + (timed ? count : 0)));
            pushed.computeIfAbsent(conversation, key -> new ArrayList<>()).add(id);
            count++;
        }
    }

    void pushAndAwait(int messages) throws Exception {
        push(messages);
        awaitAcked();
    }

    void awaitAcked() throws Exception {
        assertTrue(gateway.await(state -> state.ackedIds() == count, House.PATIENCE), () -> "not all acknowledged: "
                + gateway.state() + house.connection().status());
    }

    void awaitState(ConnectionState state) throws Exception {
        house.await(() -> house.connection().status().state() == state, "the state " + state);
    }

    int upgrades() {
        return (int) proxy.connections().stream().filter(each -> each.upgradedNanos().isPresent()).count();
    }

    /** Waits for one more upgrade than there were. Returns when it was, by the nano clock. */
    long awaitUpgradeAfter(int upgrades) {
        return proxy.awaitUpgrades(upgrades + 1, House.PATIENCE).stream()
                .filter(each -> each.upgradedNanos().isPresent()).skip(upgrades).findFirst().orElseThrow()
                .upgradedNanos().getAsLong();
    }

    /** Nothing lost, doubled or in another order; all acknowledged, and nothing else; never two sockets. */
    void assertWhole() throws Exception {
        Map<String, List<String>> stored = new LinkedHashMap<>();
        for (String conversation : pushed.keySet()) {
            stored.put(conversation, house.messages(new ConversationId(conversation)).stream()
                    .map(each -> each.message().id().value()).toList());
        }
        assertEquals(pushed, stored);
        TreeSet<String> all = new TreeSet<>(pushed.values().stream().flatMap(List::stream).toList());
        assertEquals(all, new TreeSet<>(gateway.acks().stream().map(Ack::messageId).toList()));
        gateway.acks().forEach(ack -> assertTrue(ack.delivered(), ack::messageId));
        assertEquals(List.of(), gateway.malformedAcks());
        assertEquals(1, proxy.maxOpenAtOnce());
    }

    @Override
    public void close() throws Exception {
        try (gateway; proxy) {
            house.close();
        }
    }
}
