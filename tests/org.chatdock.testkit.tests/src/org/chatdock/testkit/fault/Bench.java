// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A raw client, the proxy and a raw gateway. */
abstract class Bench {
    static final Duration DEADLINE = Duration.ofSeconds(60);
    /** Long enough that it cannot pass during a test. */
    static final Duration NEVER = Duration.ofHours(1);

    RawGateway gateway;
    FaultProxy proxy;
    /** Set by {@link #connect()}. */
    RawSocket client;
    /** The gateway's end of {@link #client}. */
    RawSocket server;
    private final List<RawSocket> clients = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        gateway = new RawGateway();
        proxy = FaultProxy.to(gateway.uri());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        for (RawSocket one : clients) {
            one.close();
        }
        gateway.close();
        assertTrue(Thread.getAllStackTraces().keySet().stream().noneMatch(one -> one.getName().equals("fault-proxy")),
                "the proxy's thread is gone");
    }

    /** A client that has sent its request. */
    RawSocket ask() throws IOException {
        client = own(RawSocket.asking(proxy.uri()));
        return client;
    }

    /** Is closed after the test. */
    RawSocket own(RawSocket socket) {
        clients.add(socket);
        return socket;
    }

    /** An upgraded client, and its counterpart. */
    void connect() throws IOException {
        ask();
        server = gateway.upgrade();
        assertTrue(client.readHead().startsWith("HTTP/1.1 101 "));
    }

    /** The last connection. */
    ProxiedConnection last() {
        List<ProxiedConnection> all = proxy.connections();
        return all.get(all.size() - 1);
    }

    ProxiedConnection awaitLast(Predicate<ProxiedConnection> condition) {
        List<ProxiedConnection> all = proxy.await(now -> condition.test(now.get(now.size() - 1)), DEADLINE);
        return all.get(all.size() - 1);
    }

    /** Both ways work. */
    void assertPasses() throws IOException {
        client.say("to server");
        assertEquals("to server", server.readText());
        server.send("to client");
        assertEquals("to client", client.readText());
    }
}
