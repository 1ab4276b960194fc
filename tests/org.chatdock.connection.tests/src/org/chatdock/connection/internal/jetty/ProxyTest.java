// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.chatdock.connection.internal.RawGateway;
import org.chatdock.connection.internal.engine.Ending;
import org.chatdock.testkit.net.HttpConnectProxy;
import org.chatdock.testkit.net.SocksProxy;
import org.junit.jupiter.api.Test;

class ProxyTest {
    /** Known to the proxies only: a client that looks it up itself gets nowhere. */
    private static final String HOST = "gateway.invalid";
    private static final String SECRET = "pass:wörd";

    private static ProxyRoute route(String scheme, int port) {
        return ProxyRoute.parse(scheme + "://127.0.0.1:" + port);
    }

    /** One try that opens, with its traffic, and the proof that it went that way. */
    private static void assertGoesThrough(Rig rig, String host, List<String> targets, List<Integer> ports)
            throws Exception {
        assertEquals(List.of(host + ":" + rig.gateway.port()), targets);
        assertEquals(List.of(rig.peer.remote().getPort()), ports);
        rig.assertWorks();
        rig.peer.text("x".repeat(Rig.MAX_TEXT));
        assertEquals(Rig.MAX_TEXT, rig.events.nextText().length());
    }

    private static void assertHttp(HttpConnectProxy proxy, ProxyRoute route) throws Exception {
        try (proxy; Rig rig = Rig.through(new RawGateway(), Tls.usual(), route)) {
            rig.open(rig.gateway.url(HOST));
            assertGoesThrough(rig, HOST, proxy.targets(), proxy.outgoingPorts());
        }
    }

    private static void assertSocks(SocksProxy proxy, ProxyRoute route, String host) throws Exception {
        try (proxy; Rig rig = Rig.through(new RawGateway(), Tls.usual(), route)) {
            rig.open(rig.gateway.url(host));
            assertGoesThrough(rig, host, proxy.targets(), proxy.outgoingPorts());
        }
    }

    @Test
    void wsGoesThroughAnHttpProxyWithAndWithoutCredentials() throws Exception {
        HttpConnectProxy open = HttpConnectProxy.open();
        assertHttp(open, route("http", open.port()));
        HttpConnectProxy asking = HttpConnectProxy.of("lin", SECRET);
        assertHttp(asking, route("http", asking.port()).as("lin", SECRET));
    }

    @Test
    void wsGoesThroughASocks4ProxyByNameAndByAddress() throws Exception {
        SocksProxy byName = SocksProxy.open();
        assertSocks(byName, route("socks4", byName.port()), HOST);
        SocksProxy byAddress = SocksProxy.of("lin", "");
        assertSocks(byAddress, route("socks4", byAddress.port()).as("lin", ""), "127.0.0.1");
    }

    @Test
    void wsGoesThroughASocks5ProxyWithAndWithoutCredentialsByNameAndByAddress() throws Exception {
        SocksProxy open = SocksProxy.open();
        assertSocks(open, route("socks5", open.port()), HOST);
        SocksProxy asking = SocksProxy.of("lin", SECRET);
        assertSocks(asking, route("socks5", asking.port()).as("lin", SECRET), HOST);
        SocksProxy byAddress = SocksProxy.open();
        assertSocks(byAddress, route("socks5", byAddress.port()).as("lin", SECRET), "127.0.0.1");
    }

    @Test
    void wssGoesThroughEveryProxyAndTheGatewaysNameIsVerified() throws Exception {
        Certificates certificates = Certificates.get();
        Tls tls = Tls.of(false, certificates.caFile(), List.of());
        HttpConnectProxy http = HttpConnectProxy.of("lin", SECRET);
        SocksProxy socks = SocksProxy.open();
        try (http; socks) {
            for (ProxyRoute route : List.of(route("http", http.port()).as("lin", SECRET),
                    route("socks4", socks.port()), route("socks5", socks.port()))) {
                try (Rig rig = Rig.through(RawGateway.secure(certificates.server(Certificates.GOOD)), tls, route)) {
                    rig.open(rig.gateway.url("localhost"));
                    rig.assertWorks();
                    List<String> targets = new ArrayList<>(http.targets());
                    targets.addAll(socks.targets());
                    assertTrue(targets.contains("localhost:" + rig.gateway.port()), targets::toString);
                }
                try (Rig rig = Rig.through(RawGateway.secure(certificates.server(Certificates.OTHER_NAME)), tls,
                        route)) {
                    Thread server = new Thread(() -> acceptQuietly(rig.gateway));
                    server.start();
                    rig.connect(rig.gateway.url("localhost"));
                    assertEquals(DistrustException.Kind.NAME.reason(), rig.events.awaitEnding().reason());
                    server.join();
                }
            }
        }
    }

    private static void acceptQuietly(RawGateway gateway) {
        try {
            gateway.accept();
        } catch (IOException e) {
            // The client has hung up.
        }
    }

    private static Ending ending(ProxyRoute route) throws Exception {
        try (Rig rig = Rig.through(new RawGateway(), Tls.usual(), route)) {
            rig.connect(rig.gateway.url(HOST));
            Ending ending = rig.events.awaitEnding();
            assertFalse(rig.events.isOpened());
            assertEquals(0, rig.transport.client().getHttpClient().getDestinations().size());
            assertFalse(ending.toString().contains(SECRET));
            return ending;
        }
    }

    private static void assertProxy(String hint, Ending ending) {
        assertEquals("proxy", ending.cause());
        assertTrue(ending.reason().contains(hint), ending.reason());
        assertTrue(ending.reason().endsWith("Check the proxy setting."), ending.reason());
    }

    @Test
    void wrongCredentialsAreToldAsSuch() throws Exception {
        try (HttpConnectProxy http = HttpConnectProxy.of("lin", "right");
                SocksProxy socks = SocksProxy.of("lin", "right")) {
            assertEquals(Ending.refusedUpgrade(407), ending(route("http", http.port())));
            assertEquals(Ending.refusedUpgrade(407), ending(route("http", http.port()).as("lin", SECRET)));
            assertProxy("proxyUser", ending(route("socks4", socks.port()).as("ann", "")));
            assertProxy("does not accept the credentials", ending(route("socks5", socks.port()).as("lin", SECRET)));
            assertProxy("asks for credentials", ending(route("socks5", socks.port())));
            assertEquals(List.of(), http.targets());
            assertEquals(List.of(), socks.targets());
        }
    }

    @Test
    void aProxyThatIsGoneOrUnknownOrSilentIsTheProxysMatter() throws Exception {
        int port;
        try (ServerSocket closedAtOnce = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closedAtOnce.getLocalPort();
        }
        for (String scheme : List.of("http", "socks4", "socks5")) {
            assertProxy("Nobody answers", ending(route(scheme, port)));
            assertEquals("proxy", ending(ProxyRoute.parse(scheme + "://nobody.invalid:1")).cause());
        }
    }

    @Test
    void aProxyThatRefusesOrIsNoneIsTheProxysMatter() throws Exception {
        assertProxy("HTTP 502", answered("HTTP/1.1 502 No\r\n\r\n"));
        assertProxy("HTTP 302", answered("HTTP/1.0 302 Elsewhere\r\nLocation: http://x/\r\n\r\n"));
        assertProxy("is not an HTTP proxy", answered("SSH-2.0-OpenSSH\r\n\r\n"));
        assertProxy("closed the connection", answered("HTTP/1.1 200 O"));
        assertProxy("does not end", answered("HTTP/1.1 200 " + "x".repeat(40_000)));
        for (String scheme : List.of("socks4", "socks5")) {
            try (ServerSocket none = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                Thread server = new Thread(() -> greet(none));
                server.start();
                assertProxy("is not a SOCKS", ending(route(scheme, none.getLocalPort())));
                server.join();
            }
        }
    }

    private static void greet(ServerSocket server) {
        try (Socket client = server.accept()) {
            client.getOutputStream().write(Rig.bytes("220 mail.example ready\r\n"));
            client.getInputStream().readAllBytes();
        } catch (IOException e) {
            // The client has hung up.
        }
    }

    private static Ending answered(String head) throws Exception {
        try (HttpConnectProxy proxy = HttpConnectProxy.thatAnswers(head)) {
            return ending(route("http", proxy.port()));
        }
    }

    @Test
    void aGatewayThatRefusesBehindAProxyIsTheGatewaysMatter() throws Exception {
        try (HttpConnectProxy proxy = HttpConnectProxy.open();
                Rig rig = Rig.through(new RawGateway(), Tls.usual(), route("http", proxy.port()))) {
            rig.connect(rig.gateway.url(HOST));
            rig.gateway.accept().refusePolitely(503, "Retry-After: 3");

            assertEquals(Ending.refusedUpgrade(503, 3_000), rig.events.awaitEnding());
        }
    }

    @Test
    void theCredentialsOfTheProxyStayThere() throws Exception {
        try (HttpConnectProxy proxy = HttpConnectProxy.of("lin", SECRET);
                Rig rig = Rig.through(new RawGateway(), Tls.usual(), route("http", proxy.port()).as("lin", SECRET))) {
            rig.open(rig.gateway.url(HOST));

            assertEquals(null, rig.peer.header("proxy-authorization"));
            assertEquals(HOST + ":" + rig.gateway.port(), rig.peer.header("host"));
            assertEquals("GET /agents HTTP/1.1", rig.peer.requestLine());
        }
    }

    @Test
    void aChangedRouteCountsFromTheNextTry() throws Exception {
        AtomicReference<ProxyRoute> route = new AtomicReference<>();
        BlockingQueue<Thread> askedOn = new LinkedBlockingQueue<>();
        JettyTransport transport = new JettyTransport(Rig.options(Tls.usual(), gateway -> {
            askedOn.add(Thread.currentThread());
            return Optional.ofNullable(route.get());
        }));
        transport.start();
        try (RawGateway gateway = new RawGateway(); HttpConnectProxy http = HttpConnectProxy.open();
                SocksProxy socks = SocksProxy.open()) {
            for (int round = 1; round <= 3; round++) {
                for (ProxyRoute way : new ProxyRoute[] { null, route("http", http.port()),
                        route("socks5", socks.port()) }) {
                    route.set(way);
                    RecordedEvents events = new RecordedEvents();
                    transport.connect(URI.create(gateway.url()), Map.of(), events);
                    gateway.accept().refusePolitely(503);
                    assertEquals(503, events.awaitEnding().code());
                    Thread asked = askedOn.poll(RawGateway.PATIENCE, TimeUnit.MILLISECONDS);
                    assertTrue(asked.getName().startsWith("chatdock-jetty"), asked::getName);
                }
                assertEquals(round, http.targets().size());
                assertEquals(round, socks.targets().size());
            }
        } finally {
            transport.close();
        }
    }

    @Test
    void aRouteThatCannotBeFoundIsAnEnd() throws Exception {
        JettyTransport transport = new JettyTransport(Rig.options(Tls.usual(), gateway -> {
            throw new IllegalStateException(SECRET);
        }));
        transport.start();
        RecordedEvents events = new RecordedEvents();
        transport.connect(URI.create("ws://127.0.0.1:1/"), Map.of(), events);

        Ending ending = events.awaitEnding();
        transport.close();

        assertProxy("could not be read", ending);
        assertFalse(ending.reason().contains(SECRET));
    }

    @Test
    void abortDropsATryThatWaitsForTheProxy() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Rig rig = Rig.through(new RawGateway(), Tls.usual(), route("socks5", silent.getLocalPort()))) {
            rig.connect(rig.gateway.url(HOST));
            try (Socket client = silent.accept()) {
                client.setSoTimeout(RawGateway.PATIENCE);
                assertEquals(3, client.getInputStream().readNBytes(3).length);

                rig.socket.abort();

                assertEquals(-1, client.getInputStream().read());
            }
            assertEquals(List.of(), rig.events.story);
        }
    }
}
