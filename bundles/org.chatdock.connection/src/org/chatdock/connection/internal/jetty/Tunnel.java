// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import java.util.List;

import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.HttpClientTransport;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.client.ProxyConfiguration;
import org.eclipse.jetty.io.ClientConnectionFactory;

/** The way of one try through a proxy. Also ws goes through a tunnel: a proxy need not understand it. */
final class Tunnel extends ProxyConfiguration.Proxy {
    private final ProxyRoute route;
    private volatile boolean up;

    Tunnel(ProxyRoute route, Tcp tcp) {
        super(new Origin("http", new Origin.Address(route.host(), route.port()), tcp,
                new Origin.Protocol(List.of("http/1.1"), false), tcp), null);
        this.route = route;
    }

    /** Whether what goes wrong now is no longer the proxy's matter. */
    boolean isUp() {
        return up;
    }

    void isThrough() {
        up = true;
    }

    @Override
    public ClientConnectionFactory newClientConnectionFactory(ClientConnectionFactory factory) {
        return (endPoint, context) -> {
            Destination gateway = (Destination) context.get(HttpClientTransport.HTTP_DESTINATION_CONTEXT_KEY);
            Origin.Address address = gateway.getOrigin().getAddress();
            Handshake handshake = Handshake.of(route, address.getHost().replaceAll("[\\[\\]]", ""),
                    address.getPort());
            return factory.customize(new TunnelConnection(this, handshake, endPoint, factory, context), context);
        };
    }
}
