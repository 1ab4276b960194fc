// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.chatdock.connection.internal.RawGateway;
import org.chatdock.connection.internal.engine.Ending;
import org.chatdock.connection.internal.line.Socket;
import org.junit.jupiter.api.Test;

class ClosingTest {
    private static final long MOST_MILLIS = 2_000;
    /** All threads but the one that selects. */
    private static final int HOLDERS = 3;

    private static long closeMillis(JettyTransport transport) {
        long start = System.nanoTime();
        transport.close();
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private static void assertQuick(long millis) {
        assertTrue(millis <= MOST_MILLIS, () -> millis + " ms");
    }

    @Test
    void closeReturnsSoonThoughThePeerNeitherReadsNorAnswers() throws Exception {
        try (Rig rig = Rig.plain()) {
            rig.open();
            rig.socket.write(Collections.nCopies(400, "x".repeat(60_000)), sent -> { });
            Socket another = rig.connect(rig.gateway.url(), new RecordedEvents());
            rig.gateway.accept();
            another.probe();

            assertQuick(closeMillis(rig.transport));
            rig.peer.awaitEnd();
        }
    }

    @Test
    void closeReturnsSoonThoughEveryThreadIsHeldBySomeoneWhoWasToldSomething() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch holding = new CountDownLatch(HOLDERS);
        try (Rig rig = Rig.plain()) {
            List<RawGateway.Peer> peers = new ArrayList<>();
            for (int i = 0; i < HOLDERS; i++) {
                RecordedEvents events = new RecordedEvents();
                Socket socket = rig.connect(rig.gateway.url(), new ForwardedEvents(events) {
                    @Override
                    public boolean text(ByteBuffer payload, Socket by) {
                        holding.countDown();
                        hold(held);
                        return true;
                    }
                });
                peers.add(rig.gateway.acceptUpgraded());
                events.awaitOpened();
                socket.resume();
            }
            for (RawGateway.Peer peer : peers) {
                peer.text("x");
            }
            assertTrue(holding.await(RawGateway.PATIENCE, TimeUnit.MILLISECONDS));

            assertQuick(closeMillis(rig.transport));
        } finally {
            held.countDown();
        }
    }

    private static void hold(CountDownLatch latch) {
        boolean done = false;
        while (!done) {
            try {
                latch.await();
                done = true;
            } catch (InterruptedException e) {
                // Somebody who does not care.
            }
        }
    }

    @Test
    void closeWorksFromAThreadOfTheTransportAndTwice() throws Exception {
        try (Rig rig = Rig.plain()) {
            CompletableFuture<Long> millis = new CompletableFuture<>();
            RecordedEvents events = new RecordedEvents();
            rig.connect(rig.gateway.url(), new ForwardedEvents(events) {
                @Override
                public void opened(String localAddress, Instant serverTime) {
                    millis.complete(closeMillis(rig.transport));
                }
            });
            rig.peer = rig.gateway.acceptUpgraded();

            assertQuick(millis.get(RawGateway.PATIENCE, TimeUnit.MILLISECONDS));
            rig.peer.awaitEnd();
            assertQuick(closeMillis(rig.transport));
        }
    }

    @Test
    void aConnectAfterCloseEndsAtOnce() throws Exception {
        try (Rig rig = Rig.plain()) {
            rig.transport.close();

            rig.connect();

            Ending ending = rig.events.awaitEnding();
            assertEquals("io", ending.cause());
        }
    }

    @Test
    void thereAreAtMostFiveThreadsAndAllAreDaemonsAndEnd() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (Rig rig = Rig.plain()) {
                BlockingQueue<Boolean> answers = new LinkedBlockingQueue<>();
                for (int n = 0; n < 10; n++) {
                    rig.open();
                    rig.socket.write(List.of("x"), answers::add);
                }
                assertEquals("x", rig.peer.read().text());
                rig.assertWorks();
                List<Thread> own = own();
                assertTrue(own.size() <= 5, own::toString);
                assertTrue(own.stream().allMatch(Thread::isDaemon), own::toString);
            }
        }
        for (Thread thread : own()) {
            thread.join(RawGateway.PATIENCE);
            assertEquals(Thread.State.TERMINATED, thread.getState(), thread::getName);
        }
    }

    private static List<Thread> own() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("chatdock-jetty") && thread.isAlive()
                        && !thread.getName().startsWith("chatdock-jetty-stop"))
                .toList();
    }
}
