// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.Test;

class FaultProxyTest extends Bench {
    @Test
    void withoutAFaultBytesPassAsTheyAre() throws IOException {
        connect();
        byte[] fromServer = { (byte) 0x02, 3, 'a', 'b', 'c', (byte) 0x89, 0, (byte) 0x80, 1, 'd' };
        server.write(fromServer);
        client.sendMasked(0xF5, new byte[] { 7, 8, 9 });

        for (int first : new int[] { 0x02, 0x89, 0x80 }) {
            assertEquals(first, client.readFrame().firstByte());
        }
        RawSocket.Frame frame = server.readFrame();
        assertEquals(0xF5, frame.firstByte());
        assertEquals("[7, 8, 9]", Arrays.toString(frame.payload()));
        assertPasses();
    }

    @Test
    void megabytesPassUnchanged() throws Exception {
        connect();
        byte[] big = new byte[5_000_000];
        Arrays.fill(big, (byte) 'x');
        Thread writer = new Thread(() -> {
            try {
                server.write(Frames.of(Frames.FINAL | Frames.TEXT, big));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        writer.start();
        assertEquals(new String(big, StandardCharsets.ISO_8859_1), client.readText());
        writer.join();
        assertPasses();
    }

    @Test
    void theFirstFrameMayComeWithThe101() throws IOException {
        ask();
        server = gateway.take();
        server.readHead();
        byte[] head = RawGateway.SWITCHING.getBytes(StandardCharsets.ISO_8859_1);
        byte[] both = Arrays.copyOf(head, head.length + 4);
        System.arraycopy(Frames.text("hi"), 0, both, head.length, 4);
        server.write(both);

        client.readHead();
        assertEquals("hi", client.readText());
        assertEquals(new Traffic(4, 4, 1, 1), last().toClient());
    }

    @Test
    void theGatewaySeesTheRequestWithoutExtensions() throws IOException {
        ask();
        String head = gateway.take().readHead();
        assertTrue(head.startsWith("GET /ws/acme/lin HTTP/1.1\r\n"), head);
        assertTrue(head.contains("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"), head);
        assertFalse(head.contains("Extensions"), head);
        assertEquals(gateway.uri().getRawQuery(), proxy.uri().getRawQuery());
    }

    @Test
    void aRefusalOfTheGatewayPassesAndEndsTheConnection() throws IOException {
        ask();
        server = gateway.take();
        server.readHead();
        server.write("HTTP/1.1 503 Busy\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nno"
                .getBytes(StandardCharsets.ISO_8859_1));
        assertEquals("HTTP/1.1 503 Busy\r\nContent-Length: 2\r\nConnection: close\r\n\r\n", client.readHead());
        assertEquals("no", new String(client.read(2), StandardCharsets.ISO_8859_1));
        assertTrue(last().upgradedNanos().isEmpty());
    }

    @Test
    void finAndResetPassBothWays() throws IOException {
        connect();
        client.socket().shutdownOutput();
        assertEquals(new RawSocket.End(0, Ending.FIN), server.readEnd());
        server.send("still");
        assertEquals("still", client.readText());
        server.socket().shutdownOutput();
        assertEquals(new RawSocket.End(0, Ending.FIN), client.readEnd());

        connect();
        client.reset();
        assertEquals(new RawSocket.End(0, Ending.RESET), server.readEnd());
        awaitLast(one -> one.closedNanos().isPresent());

        connect();
        server.reset();
        assertEquals(new RawSocket.End(0, Ending.RESET), client.readEnd());
    }

    @Test
    void aGatewayThatIsNotThereResetsTheClient() throws IOException {
        gateway.close();
        ask();
        assertEquals(new RawSocket.End(0, Ending.RESET), client.readEnd());
    }

    @Test
    void trafficIsCountedEachWay() throws IOException {
        connect();
        client.say("ab");
        client.sendMasked(Frames.FINAL | Frames.PING, new byte[0]);
        server.send("abc");
        server.readFrame();
        server.readFrame();
        client.readFrame();

        ProxiedConnection seen = last();
        assertEquals(new Traffic(14, 14, 2, 2), seen.toServer());
        assertEquals(new Traffic(5, 5, 1, 1), seen.toClient());
        assertEquals(1, seen.number());
        assertTrue(seen.open());
        assertTrue(seen.upgradedNanos().getAsLong() - seen.acceptedNanos() >= 0);
    }

    @Test
    void socketsOpenAtOnceAreCounted() throws IOException {
        connect();
        client.close();
        connect();
        assertEquals(1, proxy.maxOpenAtOnce());

        RawSocket second = client;
        connect();
        assertEquals(2, proxy.maxOpenAtOnce());
        second.close();
        proxy.await(all -> all.get(1).closedNanos().isPresent(), DEADLINE);
        connect();
        assertEquals(2, proxy.maxOpenAtOnce());
        assertEquals(4, proxy.awaitUpgrades(4, DEADLINE).size());
    }

    @Test
    void aClientThatEndsWhileNobodyReadsItIsNotCountedAsOpen() throws IOException {
        proxy.next(Fault.stopReading(Way.TO_SERVER));
        connect();
        client.say("unread");
        client.close();
        connect();
        assertEquals(1, proxy.maxOpenAtOnce());
    }

    @Test
    void aFinToTheClientDoesNotCloseItsSocket() throws IOException {
        connect();
        proxy.now(Fault.fin());
        assertEquals(new RawSocket.End(0, Ending.FIN), client.readEnd());
        RawSocket first = client;
        assertTrue(last().open());
        connect();
        assertEquals(2, proxy.maxOpenAtOnce());
        first.close();
        proxy.await(all -> !all.get(0).open(), DEADLINE);
    }

    @Test
    void plansGoToOneConnectionEachAndHealForgetsThem() throws IOException {
        proxy.next(Fault.http(503));
        proxy.next();
        proxy.next(Fault.http(404));
        proxy.always(Fault.http(401));
        assertTrue(ask().readHead().startsWith("HTTP/1.1 503 "));
        connect();
        assertTrue(ask().readHead().startsWith("HTTP/1.1 404 "));
        assertTrue(ask().readHead().startsWith("HTTP/1.1 401 "));
        assertTrue(ask().readHead().startsWith("HTTP/1.1 401 "));
        proxy.next(Fault.http(404));
        proxy.heal();
        connect();
        assertPasses();
    }

    @Test
    void nowHitsEveryOpenConnection() throws IOException {
        connect();
        RawSocket first = client;
        connect();
        assertEquals(2, proxy.now(Fault.reset()));
        assertEquals(Ending.RESET, first.readEnd().ending());
        assertEquals(Ending.RESET, client.readEnd().ending());
        assertEquals(0, proxy.now(Fault.reset()));
    }

    @Test
    void nowWaitsForAnUpgradeThatIsUnderWay() throws IOException {
        ask();
        server = gateway.take();
        server.readHead();
        assertEquals(1, proxy.now(Fault.text("first")));
        server.write(RawGateway.SWITCHING.getBytes(StandardCharsets.ISO_8859_1));
        client.readHead();
        assertEquals("first", client.readText());
    }

    @Test
    void whatWorksBeforeTheUpgradeCannotBeginNow() {
        assertThrows(IllegalArgumentException.class, () -> proxy.now(Fault.http(401)));
        assertThrows(IllegalArgumentException.class, () -> Fault.wrongAccept().after(Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> Fault.silentAccept().afterFrames(Way.TO_CLIENT, 1));
    }

    @Test
    void connectionsCanBeRefusedOnTheSamePort() throws IOException {
        connect();
        int port = proxy.port();
        for (int i = 0; i < 3; i++) {
            proxy.refuseConnections();
            assertThrows(ConnectException.class, () -> ask());
            assertPasses();
            proxy.heal();
            connect();
            assertEquals(port, proxy.port());
        }
    }

    @Test
    void aRefusalCanEndByItself() throws IOException {
        proxy.refuseConnections(NEVER);
        assertThrows(ConnectException.class, () -> ask());
        long before = System.nanoTime();
        proxy.refuseConnections(Duration.ofMillis(50));
        boolean refused = true;
        while (refused) {
            try {
                connect();
                refused = false;
            } catch (ConnectException e) {
                Thread.onSpinWait();
            }
        }
        assertTrue(System.nanoTime() - before >= 50_000_000);
    }

    @Test
    void connectionsCanBeLeftWithoutAnAnswer() throws IOException {
        proxy.ignoreConnections();
        try (Socket socket = new Socket()) {
            assertThrows(SocketTimeoutException.class,
                    () -> socket.connect(new InetSocketAddress("127.0.0.1", proxy.port()), 200));
        }
        assertEquals(0, proxy.connections().size());
        proxy.heal();
        connect();
        assertPasses();
    }

    @Test
    void aWaitThatFailsSaysWhatWasSeen() throws IOException {
        connect();
        AssertionError failure = assertThrows(AssertionError.class,
                () -> proxy.awaitConnections(2, Duration.ofMillis(1)));
        assertTrue(failure.getMessage().contains("number=1"), failure.getMessage());
    }

    @Test
    void closingEndsEverythingAndKeepsWhatWasSeen() throws IOException {
        connect();
        proxy.close();
        assertEquals(Ending.FIN, client.readEnd().ending());
        assertEquals(1, proxy.connections().size());
        assertTrue(last().closedNanos().isPresent());
        assertThrows(ConnectException.class, () -> ask());
        proxy.close();
    }

    @Test
    void aFailureInsideTheProxyIsNotMistakenForAFaultOfTheClient() throws IOException {
        FaultProxy broken = FaultProxy.to(gateway.uri());
        broken.next(Fault.reordered(1, NEVER, texts -> {
            throw new UnsupportedOperationException("the test's own mistake");
        }));
        try (RawSocket one = RawSocket.asking(broken.uri())) {
            RawSocket other = gateway.upgrade();
            one.readHead();
            other.send("x");
            assertEquals(0, one.readToEnd().length);
        }
        IllegalStateException failure = assertThrows(IllegalStateException.class, broken::close);
        assertEquals("the test's own mistake", failure.getCause().getMessage());
        assertThrows(IllegalStateException.class, broken::connections);
    }

    @Test
    void anErrorInACallComesBackToTheCaller() throws IOException {
        connect();
        proxy.now(Fault.reordered(2, NEVER, texts -> {
            throw new AssertionError("the test's own mistake");
        }));
        server.send("held back");
        awaitLast(one -> one.toClient().framesIn() == 1);
        CompletionException failure = assertThrows(CompletionException.class, proxy::heal);
        assertEquals("the test's own mistake", failure.getCause().getMessage());
    }

    @Test
    void aGatewayBehindTlsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> FaultProxy.to(URI.create("wss://127.0.0.1:1/")));
        assertEquals("wss", proxy.tlsUri().getScheme());
    }
}
