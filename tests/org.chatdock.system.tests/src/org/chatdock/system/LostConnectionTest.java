// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.chatdock.api.connection.ConnectionState;
import org.chatdock.simulator.Gateway;
import org.chatdock.simulator.GatewayBuilder;
import org.chatdock.simulator.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostConnectionTest {
    @TempDir
    Path directory;

    @Test
    void cutsInTheMiddleLoseNothingAndDoubleNothing() throws Exception {
        Script script = Script.shipped("service-desk");
        Set<String> expected = new TreeSet<>(script.messageIds());
        try (Gateway gateway = builder().script(script).pace(0).start(); House house = new House(directory, gateway)) {
            for (int cut = 1; cut <= 5; cut++) {
                for (int each = 1; each <= 40; each++) {
                    String id = "cut-" + cut + "-" + each;
                    gateway.push(Frames.text(id, "wm" + each % 7));
                    expected.add(id);
                }
                long opened = gateway.state().socketsOpened();
                gateway.faults().cutSockets();
                assertTrue(gateway.await(state -> state.socketsOpened() > opened, House.PATIENCE));
            }

            assertTrue(gateway.await(state -> state.ackedIds() == expected.size(), House.PATIENCE));

            assertTrue(gateway.state().redeliveries() > 0, "no cut was in the middle");
            List<String> stored = house.messages().stream().map(each -> each.message().id().value()).toList();
            assertEquals(expected, new TreeSet<>(stored));
            assertEquals(expected.size(), stored.size());
            assertEquals(List.of(), gateway.malformedAcks());
            assertEquals(ConnectionState.REOPEN, house.connection().status().state());
            assertTrue(house.connection().status().reopened());
            assertEquals(List.of(ConnectionState.CONNECTING, ConnectionState.OPEN, ConnectionState.CLOSE,
                    ConnectionState.CONNECTING, ConnectionState.CONNECTING, ConnectionState.REOPEN),
                    house.states.subList(0, 6));
        }
    }

    @Test
    void aPoliteCloseIsFollowedByAReopening() throws Exception {
        try (Gateway gateway = builder().start(); House house = new House(directory, gateway)) {
            gateway.faults().closeSockets(1012, "restart");

            house.await(() -> house.connection().status().state() == ConnectionState.REOPEN, "a reopened connection");
            assertTrue(house.connection().status().lastClose().startsWith("1012"));
            gateway.push(Frames.text("after", "wm1"));
            assertTrue(gateway.awaitAcks(1, House.PATIENCE));
            assertTrue(house.isStored("after"));
        }
    }

    @Test
    void aGatewayThatRefusesForAWhileIsTriedUntilItAccepts() throws Exception {
        try (Gateway gateway = builder().start(); House house = new House(directory, gateway)) {
            gateway.faults().refuseSockets();
            gateway.faults().cutSockets();
            house.await(() -> house.connection().status().attempt() >= 2, "a second try");
            gateway.push(Frames.text("meanwhile", "wm1"));
            gateway.faults().acceptSockets();

            assertTrue(gateway.awaitAcks(1, House.PATIENCE));
            house.await(() -> house.connection().status().state() == ConnectionState.REOPEN, "a reopened connection");
        }
    }

    private static GatewayBuilder builder() {
        return Gateway.builder().token(House.TOKEN).redeliverLimit(-1);
    }
}
