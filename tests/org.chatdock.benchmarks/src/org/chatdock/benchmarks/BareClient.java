// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.client.CoreClientUpgradeRequest;
import org.eclipse.jetty.websocket.core.client.WebSocketCoreClient;

/**
 * The yardstick: the tightest loop that Jetty's core API allows, and nothing around it. Its argument is the gateway's
 * address; for each line on its standard input it connects once and prints a line of JSON when the gateway has closed.
 */
public final class BareClient {
    private static final int MOST_THREADS = 8;

    private BareClient() {
    }

    public static void main(String[] args) throws Exception {
        HttpClient http = new HttpClient();
        http.setExecutor(new QueuedThreadPool(MOST_THREADS, 1));
        WebSocketCoreClient client = new WebSocketCoreClient(http, null);
        client.start();
        Meter meter = new Meter();
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (orders.readLine() != null) {
            CountDownLatch closed = new CountDownLatch(1);
            BareLoop loop = new BareLoop(closed::countDown);
            meter.start();
            client.connect(new Request(client, URI.create(args[0]), loop)).get();
            closed.await();
            meter.print();
        }
        client.stop();
    }

    /** Puts an end point between Jetty and the socket that tells when the input has run dry. */
    private static final class Request extends CoreClientUpgradeRequest {
        private final BareLoop loop;

        Request(WebSocketCoreClient client, URI address, BareLoop loop) {
            super(client, address);
            this.loop = loop;
        }

        @Override
        public FrameHandler getFrameHandler() {
            return loop;
        }

        @Override
        public void upgrade(Response response, EndPoint endPoint) {
            super.upgrade(response, new DryEndPoint(endPoint, loop::dry));
        }
    }
}
