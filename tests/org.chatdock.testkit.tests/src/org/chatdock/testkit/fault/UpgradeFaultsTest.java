// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;

import org.junit.jupiter.api.Test;

/** What goes wrong before a connection is a WebSocket. */
class UpgradeFaultsTest extends Bench {
    @Test
    void aSilentAcceptNeverSaysAByte() throws IOException {
        proxy.next(Fault.silentAccept());
        ask();
        proxy.awaitConnections(1, DEADLINE);
        connectAnother();
        proxy.close();
        assertEquals(new RawSocket.End(0, Ending.FIN), client.readEnd());
    }

    @Test
    void aSilentUpgradeReadsTheRequestAndNeverSaysAByte() throws IOException {
        proxy.next(Fault.silentUpgrade());
        ask();
        proxy.awaitConnections(1, DEADLINE);
        connectAnother();
        proxy.close();
        assertEquals(new RawSocket.End(0, Ending.FIN), client.readEnd());
    }

    @Test
    void aClientThatGivesUpInSilenceIsSeen() throws IOException {
        proxy.next(Fault.silentUpgrade());
        ask().close();
        proxy.awaitConnections(1, DEADLINE);
        ProxiedConnection seen = awaitLast(one -> one.closedNanos().isPresent());
        assertTrue(seen.upgradedNanos().isEmpty());
        assertFalse(seen.open());
    }

    @Test
    void aResetOnAcceptResets() throws IOException {
        proxy.next(Fault.resetOnAccept());
        Ending ending;
        try {
            ending = ask().readEnd().ending();
        } catch (IOException resetWhileAsking) {
            ending = Ending.RESET;
        }
        assertEquals(Ending.RESET, ending);
    }

    @Test
    void aRefusalHasItsStatusAndHeadersAndEnds() throws IOException {
        for (int status : new int[] { 401, 403, 404, 407, 429, 502, 503 }) {
            proxy.next(Fault.http(status, "Retry-After: 3", "WWW-Authenticate: Bearer"));
            ask();
            assertEquals("HTTP/1.1 " + status + " Fault\r\nRetry-After: 3\r\nWWW-Authenticate: Bearer\r\n"
                    + "Content-Length: 0\r\nConnection: close\r\n\r\n", client.readHead());
            assertEquals(new RawSocket.End(0, Ending.FIN), client.readEnd());
            client.close();
            awaitLast(one -> one.closedNanos().isPresent());
        }
        assertEquals(0, proxy.maxOpenAtOnce());
    }

    @Test
    void aTruncatedUpgradeEndsInTheHead() throws IOException {
        for (int bytes : new int[] { 0, 1, 12, 40, 10_000 }) {
            for (Ending ending : Ending.values()) {
                proxy.next(Fault.truncatedUpgrade(bytes, ending));
                ask();
                gateway.upgrade();
                int length = Math.min(bytes, RawGateway.SWITCHING.length() - 1);
                assertEquals(new RawSocket.End(length, ending), client.readEnd());
                assertTrue(last().upgradedNanos().isEmpty());
            }
        }
    }

    @Test
    void aWrongAcceptIsWrong() throws IOException {
        proxy.next(Fault.wrongAccept());
        ask();
        server = gateway.upgrade();
        String head = client.readHead();
        assertTrue(head.startsWith("HTTP/1.1 101 "), head);
        assertTrue(head.contains("\r\nSec-WebSocket-Accept: "), head);
        assertFalse(head.contains(RawGateway.ACCEPT), head);
    }

    private void connectAnother() throws IOException {
        RawSocket first = client;
        connect();
        assertPasses();
        client = first;
    }
}
