// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.chatdock.api.connection.ConnectionState;
import org.chatdock.api.connection.ConnectionStatus;
import org.chatdock.api.dispatch.Delivery;
import org.chatdock.api.dispatch.InboundSink;
import org.chatdock.connection.internal.RawGateway;
import org.chatdock.connection.internal.RawGateway.Peer;
import org.chatdock.connection.internal.engine.EngineOptions;
import org.chatdock.connection.internal.engine.EngineOptions.Life;
import org.chatdock.connection.internal.engine.EngineOptions.Tries;
import org.chatdock.connection.internal.engine.EngineOptions.Wake;
import org.chatdock.connection.internal.jetty.JettyTransport;
import org.chatdock.connection.internal.jetty.TransportOptions;
import org.chatdock.testkit.RecordingLogger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The line, the network and the gateway's end of it together. */
class LineOnJettyTest {
    private static final int MOST = 16;
    private static final int MESSAGES = 2_000;

    private final RecordingLogger log = new RecordingLogger();
    private final BlockingQueue<ConnectionStatus> told = new LinkedBlockingQueue<>();
    private final Lane lane = new Lane("test-lane");
    private RawGateway gateway;
    private JettyTransport transport;
    private Line line;

    @BeforeEach
    void startGateway() throws Exception {
        gateway = new RawGateway();
        transport = new JettyTransport(TransportOptions.usual());
        transport.start();
    }

    @AfterEach
    void stopAll() throws Exception {
        line.stop();
        lane.close();
        transport.close();
        gateway.close();
        log.assertNoErrors();
    }

    private void start(InboundSink sink) {
        // A retry waits a quarter of a second: nothing random, nothing longer.
        line = new Line(new LineParts(transport, List.of(Endpoint.of(gateway.url(), "HEADER")), sink, MOST,
                AckJournal.NONE, () -> null, new CatchUp(() -> null, Map::of, Runnable::run, log.logger()), Set::of,
                quiet(), lane, Runnable::run, Clocks.system(), bound -> 0, told::add,
                log.logger()));
        line.start();
    }

    /** No heartbeat, and no doubt within the time of a test. */
    private static EngineOptions quiet() {
        EngineOptions usual = Bench.options(1);
        return new EngineOptions(new Life(0, 300_000, 600_000, 60_000), new Wake(2_000, 300_000, 600_000),
                new Tries(60_000, 60_000, 0), usual.retry(), usual.stops(), 1, 600_000, 0);
    }

    private void await(ConnectionState state) throws InterruptedException {
        ConnectionStatus next;
        do {
            next = told.poll(RawGateway.PATIENCE, TimeUnit.MILLISECONDS);
            assertNotNull(next, "never " + state);
        } while (next.state() != state);
    }

    private static String frame(int i) {
        return "{\"MsgId\":" + i + ",\"GroupId\":\"ann\",\"Content\":\"" + "x".repeat(500) + "\"}";
    }

    @Test
    void readingStopsAtTheLimitGoesOnAndEveryAcknowledgementArrivesInOrder() throws Exception {
        BlockingQueue<Delivery> held = new LinkedBlockingQueue<>();
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger mostInFlight = new AtomicInteger();
        start(delivery -> {
            mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
            held.add(delivery);
        });
        Peer peer = gateway.acceptUpgraded();
        await(ConnectionState.OPEN);
        CompletableFuture<Void> written = CompletableFuture.runAsync(() -> {
            try {
                for (int i = 0; i < MESSAGES; i++) {
                    peer.text(frame(i));
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        for (int round = 0; round < MESSAGES / MOST; round++) {
            List<Delivery> full = new ArrayList<>();
            for (int i = 0; i < MOST; i++) {
                Delivery delivery = held.poll(RawGateway.PATIENCE, TimeUnit.MILLISECONDS);
                assertNotNull(delivery, "reading does not go on");
                assertEquals(String.valueOf(round * MOST + i), delivery.message().id().value());
                full.add(delivery);
            }
            for (Delivery delivery : full) {
                delivery.acknowledge("h");
                inFlight.decrementAndGet();
                delivery.done();
            }
        }

        for (int i = 0; i < MESSAGES; i++) {
            String acknowledgement = peer.read().text();
            assertTrue(acknowledgement.startsWith(i + "|ann|||") && acknowledgement.endsWith("|h"), acknowledgement);
        }
        written.get(RawGateway.PATIENCE, TimeUnit.MILLISECONDS);
        assertEquals(MOST, mostInFlight.get());
    }

    @Test
    void afterALossTheLineComesBackAndSendsWhatWasDue() throws Exception {
        BlockingQueue<Delivery> held = new LinkedBlockingQueue<>();
        start(held::add);
        Peer first = gateway.acceptUpgraded();
        await(ConnectionState.OPEN);
        first.text(frame(7));
        Delivery delivery = held.poll(RawGateway.PATIENCE, TimeUnit.MILLISECONDS);
        first.drop();
        await(ConnectionState.CONNECTING);

        delivery.acknowledge("late");
        delivery.done();
        Peer second = gateway.acceptUpgraded();
        await(ConnectionState.REOPEN);

        assertTrue(second.read().text().endsWith("|late"));
    }

    @Test
    void aMessageThatFollowsTheUpgradeInTheSameBreathIsNotLost() throws Exception {
        BlockingQueue<Delivery> held = new LinkedBlockingQueue<>();
        start(held::add);

        Peer peer = gateway.acceptUpgraded();
        peer.text(frame(1));
        Delivery delivery = held.poll(RawGateway.PATIENCE, TimeUnit.MILLISECONDS);
        assertNotNull(delivery);
        delivery.acknowledge("early");
        delivery.done();

        assertTrue(peer.read().text().endsWith("|early"));
    }
}
