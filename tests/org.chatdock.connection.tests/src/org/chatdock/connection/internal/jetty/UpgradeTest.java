// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.chatdock.connection.internal.RawGateway;
import org.chatdock.connection.internal.engine.Ending;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpgradeTest {
    private Rig rig;

    @BeforeEach
    void startBoth() throws IOException {
        rig = Rig.plain();
    }

    @AfterEach
    void stopBoth() throws IOException {
        rig.close();
    }

    private void openWith(String... headers) throws Exception {
        rig.connect();
        rig.peer = rig.gateway.accept();
        rig.peer.upgrade(headers);
        rig.events.awaitOpened();
    }

    private Ending refusedWith(int status, String... headers) throws Exception {
        rig.connect();
        rig.peer = rig.gateway.accept();
        rig.peer.refusePolitely(status, headers);
        return rig.events.awaitEnding();
    }

    @Test
    void theTimeOfTheAnswerAndTheOwnAddressArePassedOn() throws Exception {
        openWith("Date: Sun, 06 Nov 1994 08:49:37 GMT");

        assertEquals(Instant.parse("1994-11-06T08:49:37Z"), rig.events.serverTime);
        assertEquals("127.0.0.1:" + rig.peer.remote().getPort(), rig.events.localAddress);
    }

    @Test
    void anAnswerWithoutATimeOrWithNonsenseHasNone() throws Exception {
        openWith();
        assertNull(rig.events.serverTime);
        openWith("Date: yesterday");
        assertNull(rig.events.serverTime);
    }

    @Test
    void retryAfterIsPassedOnWhicheverWayItIsWritten() throws Exception {
        assertEquals(Ending.refusedUpgrade(503, 120_000), refusedWith(503, "Retry-After: 120"));
        assertEquals(Ending.refusedUpgrade(429, 60_000), refusedWith(429, "Date: Sun, 06 Nov 1994 08:49:37 GMT",
                "Retry-After: Sun, 06 Nov 1994 08:50:37 GMT"));
        assertEquals(Ending.refusedUpgrade(401, 0), refusedWith(401));
        assertEquals(Ending.refusedUpgrade(407, 0), refusedWith(407));
        for (String garbage : List.of("soon", "-1", "", "1.5", "99999999999999999999", "Sun, 06 Nov 1994 08:50:37")) {
            assertEquals(Ending.refusedUpgrade(503, 0), refusedWith(503, "Retry-After: " + garbage), garbage);
        }
    }

    @Test
    void aRefusalWhoseBodyNeverEndsIsToldAtOnceAndItsConnectionIsGone() throws Exception {
        rig.connect();
        rig.peer = rig.gateway.accept();

        rig.peer.answer("HTTP/1.1 500 No\r\nContent-Length: 1000\r\n\r\nSorry");

        assertEquals(Ending.refusedUpgrade(500), rig.events.awaitEnding());
        rig.peer.awaitEnd();
    }

    @Test
    void everyTryHasAConnectionOfItsOwnAndLeavesNothing() throws Exception {
        Set<Integer> ports = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            refusedWith(503);
            ports.add(rig.peer.remote().getPort());
            rig.peer.awaitEnd();
        }

        assertEquals(50, ports.size());
        awaitDestinations(0);
        rig.open();
        awaitDestinations(1);
        rig.peer.close(1000, "");
        rig.events.awaitEnding();
        awaitDestinations(0);
    }

    /** The last try may still be on its way out. */
    private void awaitDestinations(int number) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(RawGateway.PATIENCE);
        while (destinations() != number && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
        assertEquals(number, destinations());
    }

    private int destinations() {
        return rig.transport.client().getHttpClient().getDestinations().size();
    }

    @Test
    void cookiesOfARefusalAreNotBroughtBack() throws Exception {
        refusedWith(503, "Set-Cookie: a=b");
        rig.connect();

        assertNull(rig.gateway.accept().header("cookie"));
    }

    @Test
    void aHostThatNobodyKnowsIsAnEnd() throws Exception {
        rig.connect("ws://nobody.invalid:1/");

        Ending ending = rig.events.awaitEnding();

        assertNotEquals("io", ending.cause());
        assertTrue(List.of("unknown-host", "timeout").contains(ending.cause()), ending::cause);
    }

    @Test
    void anUpgradeToWhatWasNotAskedForIsAnEnd() throws Exception {
        rig.connect();
        rig.peer = rig.gateway.accept();

        rig.peer.upgrade("Sec-WebSocket-Extensions: permessage-deflate");

        rig.events.awaitEnding();
        rig.peer.awaitEnd();
    }
}
