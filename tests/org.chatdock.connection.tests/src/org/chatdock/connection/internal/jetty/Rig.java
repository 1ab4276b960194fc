// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.chatdock.connection.internal.RawGateway;
import org.chatdock.connection.internal.RawGateway.Peer;
import org.chatdock.connection.internal.line.Socket;
import org.chatdock.connection.internal.line.SocketEvents;

/** A gateway, a transport, and one socket between them. */
final class Rig implements AutoCloseable {
    static final int MAX_TEXT = 200_000;
    private static final long WRITE_TIMEOUT_MILLIS = 10_000;

    final RawGateway gateway;
    final JettyTransport transport;
    RecordedEvents events = new RecordedEvents();
    Socket socket;
    Peer peer;

    private Rig(RawGateway gateway, TransportOptions options, long writeTimeoutMillis) {
        this.gateway = gateway;
        transport = new JettyTransport(options, writeTimeoutMillis);
        transport.start();
    }

    static Rig plain() throws IOException {
        return new Rig(new RawGateway(), options(Tls.usual(), ProxySelection.DIRECT), WRITE_TIMEOUT_MILLIS);
    }

    static Rig plain(long writeTimeoutMillis) throws IOException {
        return new Rig(new RawGateway(), options(Tls.usual(), ProxySelection.DIRECT), writeTimeoutMillis);
    }

    static Rig secure(Certificates certificates, String alias, Tls tls) throws Exception {
        return new Rig(RawGateway.secure(certificates.server(alias)), options(tls, ProxySelection.DIRECT),
                WRITE_TIMEOUT_MILLIS);
    }

    static Rig through(RawGateway gateway, Tls tls, ProxyRoute route) {
        return new Rig(gateway, options(tls, address -> Optional.of(route)), WRITE_TIMEOUT_MILLIS);
    }

    static TransportOptions options(Tls tls, ProxySelection proxies) {
        return new TransportOptions(5_000, MAX_TEXT, tls, proxies);
    }

    void connect() {
        connect(gateway.url());
    }

    void connect(String url) {
        events = new RecordedEvents();
        socket = connect(url, events);
    }

    Socket connect(String url, SocketEvents told) {
        return transport.connect(URI.create(url), Map.of(), told);
    }

    /** Opened, and reading. */
    void open() throws Exception {
        open(gateway.url());
    }

    void open(String url) throws Exception {
        connect(url);
        peer = gateway.acceptUpgraded();
        events.awaitOpened();
        socket.resume();
    }

    /** Both ways. */
    void assertWorks() throws Exception {
        peer.text("still there?");
        assertEquals("still there?", events.nextText());
        socket.write(List.of("yes"), sent -> { });
        assertEquals("yes", peer.read().text());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        transport.close();
        gateway.close();
    }
}
