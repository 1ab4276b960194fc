// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.chatdock.api.connection.ConnectionState;
import org.chatdock.connection.internal.engine.EngineOptions;
import org.chatdock.connection.internal.engine.EngineOptions.Life;
import org.chatdock.connection.internal.engine.EngineOptions.Retry;
import org.chatdock.connection.internal.engine.EngineOptions.Stops;
import org.chatdock.connection.internal.engine.EngineOptions.Tries;
import org.chatdock.connection.internal.engine.EngineOptions.Wake;
import org.chatdock.connection.internal.jetty.JettyTransport;
import org.chatdock.connection.internal.jetty.TransportOptions;
import org.chatdock.connection.internal.line.AckJournal;
import org.chatdock.connection.internal.line.CatchUp;
import org.chatdock.connection.internal.line.Clocks;
import org.chatdock.connection.internal.line.Endpoint;
import org.chatdock.connection.internal.line.Interfaces;
import org.chatdock.connection.internal.line.Lane;
import org.chatdock.connection.internal.line.Line;
import org.chatdock.connection.internal.line.LineParts;
import org.osgi.service.log.Logger;

/**
 * The real line on the real transport; every message is acknowledged at once and kept by nobody, nor are
 * acknowledgements written down. Argument, input and output are those of {@link BareClient}.
 */
public final class LineClient {
    private static final int MAX_IN_FLIGHT = 256;
    /** As configured by default; nothing here lasts long enough for the others than the heartbeat to matter. */
    private static final EngineOptions OPTIONS = new EngineOptions(new Life(10_000, 15_000, 24_800, 3_000),
            new Wake(2_000, 6_000, 60_000), new Tries(10_000, 15_000, 10_000),
            new Retry(250, 15_000, 200, 10_000, 300_000, 300_000, 15), new Stops(Set.of(), Set.of(), Set.of()), 1,
            600_000, 5_000);

    private LineClient() {
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Endpoint endpoint = Endpoint.of(args[0], "HEADER");
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Meter meter = new Meter();
        ExecutorService helpers = Executors.newCachedThreadPool();
        try (JettyTransport transport = new JettyTransport(TransportOptions.usual());
                Lane lane = new Lane("chatdock-connection")) {
            transport.start();
            while (orders.readLine() != null) {
                CountDownLatch closed = new CountDownLatch(1);
                meter.start();
                Line line = new Line(parts(transport, endpoint, lane, helpers, closed));
                line.start();
                closed.await();
                meter.print();
                line.stop();
            }
        }
        helpers.shutdown();
    }

    private static LineParts parts(JettyTransport transport, Endpoint endpoint, Lane lane, ExecutorService helpers,
            CountDownLatch closed) {
        Logger silent = (Logger) Proxy.newProxyInstance(Logger.class.getClassLoader(), new Class<?>[] {Logger.class},
                (proxy, method, arguments) -> method.getReturnType() == boolean.class ? false : null);
        return new LineParts(transport, List.of(endpoint), delivery -> {
            delivery.acknowledge("newTextMessage");
            delivery.done();
        }, MAX_IN_FLIGHT, AckJournal.NONE, () -> null,
                new CatchUp(() -> null, Map::of, helpers, silent), Interfaces::addresses, OPTIONS, lane, helpers,
                Clocks.system(), bound -> bound, status -> {
                    if (status.state() == ConnectionState.CLOSE) {
                        closed.countDown();
                    }
                }, silent);
    }
}
