// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.chatdock.connection.internal.RawGateway;
import org.chatdock.connection.internal.RawGateway.Peer;
import org.chatdock.connection.internal.line.Socket;
import org.junit.jupiter.api.Test;

class AbortTest {
    private static final int TRIES = 400;

    @Test
    void abortDropsATryThatIsNeverAnswered() throws Exception {
        try (Rig rig = Rig.plain()) {
            rig.connect();
            rig.peer = rig.gateway.accept();

            rig.socket.abort();

            rig.peer.awaitEnd();
            assertEquals(List.of(), rig.events.story);
        }
    }

    @Test
    void abortDropsAnOpenSocketWithoutAWord() throws Exception {
        try (Rig rig = Rig.plain()) {
            rig.open();

            rig.socket.abort();

            rig.peer.awaitEnd();
            assertFalse(rig.events.story.contains("ended"));
        }
    }

    @Test
    void abortInsideAnEventEndsAllEvents() throws Exception {
        try (Rig rig = Rig.plain()) {
            CountDownLatch told = new CountDownLatch(1);
            RecordedEvents events = new RecordedEvents();
            rig.socket = rig.connect(rig.gateway.url(), new ForwardedEvents(events) {
                @Override
                public boolean text(ByteBuffer payload, Socket by) {
                    super.text(payload, by);
                    by.abort();
                    told.countDown();
                    return true;
                }
            });
            rig.peer = rig.gateway.accept();
            rig.peer.upgrade();
            events.awaitOpened();
            byte[] text = Peer.frameBytes(true, RawGateway.TEXT, new byte[1]);
            byte[] three = new byte[3 * text.length];
            for (int i = 0; i < three.length; i++) {
                three[i] = text[i % text.length];
            }
            rig.peer.bytes(three);
            rig.socket.resume();

            assertTrue(told.await(RawGateway.PATIENCE, TimeUnit.MILLISECONDS));
            rig.peer.awaitEnd();
            rig.transport.close();

            assertEquals(List.of("opened", "text"), events.story);
        }
    }

    @Test
    void aTryThatIsAbortedWhileItAsksForItsRouteOpensNoConnection() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            JettyTransport transport = new JettyTransport(Rig.options(Tls.usual(), gateway -> {
                asked.countDown();
                awaitQuietly(answer);
                return Optional.empty();
            }));
            transport.start();
            RecordedEvents events = new RecordedEvents();
            Socket socket = transport.connect(URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/"),
                    Map.of(), events);
            assertTrue(asked.await(RawGateway.PATIENCE, TimeUnit.MILLISECONDS));

            socket.abort();
            answer.countDown();
            transport.close();

            server.setSoTimeout(1);
            assertThrows(SocketTimeoutException.class, server::accept);
            assertEquals(List.of(), events.story);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The gateway upgrades everybody; each client has to go again, at whatever moment it was aborted. */
    @Test
    void noConnectionSurvivesAnAbortThatRacesWithTheUpgrade() throws Exception {
        Set<Peer> open = ConcurrentHashMap.newKeySet();
        try (Rig rig = Rig.plain()) {
            Thread server = new Thread(() -> {
                while (true) {
                    try {
                        Peer peer = rig.gateway.acceptRaw();
                        open.add(peer);
                        Thread thread = new Thread(() -> serve(peer, open));
                        thread.setDaemon(true);
                        thread.start();
                    } catch (SocketException e) {
                        return;
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                }
            });
            server.setDaemon(true);
            server.start();
            Random random = new Random(7);
            for (int i = 0; i < TRIES; i++) {
                RecordedEvents events = new RecordedEvents();
                Socket socket = rig.connect(rig.gateway.url(), events);
                LockSupport.parkNanos(random.nextInt(1_500_000));
                socket.abort();
                int told = events.story.size();
                assertFalse(events.story.contains("ended"), () -> "" + events.endings);
                assertTrue(told <= 1);
            }
            // One more that lives: whatever was before it has reached the gateway.
            rig.connect();
            rig.events.awaitOpened();

            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(RawGateway.PATIENCE);
            while (open.size() > 1 && System.nanoTime() < deadline) {
                LockSupport.parkNanos(1_000_000);
            }
            assertEquals(1, open.size());
            assertEquals(1, rig.transport.client().getHttpClient().getDestinations().size());
        }
    }

    private static void serve(Peer peer, Set<Peer> open) {
        try {
            peer.readRequest();
            peer.upgrade();
            peer.awaitEnd();
        } catch (Exception e) {
            // It went in the middle.
        } finally {
            open.remove(peer);
        }
    }
}
