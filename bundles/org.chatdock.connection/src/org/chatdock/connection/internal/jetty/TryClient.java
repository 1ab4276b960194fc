// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpUpgrader;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.client.ProxyConfiguration;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;

/**
 * Jetty's HTTP client, but with a destination of its own for every try: so no try gets the connection or the proxy of
 * another one.
 */
final class TryClient extends HttpClient {
    private final ProxyConfiguration proxies = new ProxyConfiguration() {
        @Override
        public Proxy match(Origin origin) {
            return origin.getTag() instanceof Tcp tcp ? tcp.tunnel() : null;
        }
    };

    TryClient(HttpClientTransportOverHTTP transport) {
        super(transport);
    }

    @Override
    public Origin createOrigin(Request request, Origin.Protocol protocol) {
        Origin shared = super.createOrigin(request, protocol);
        UpgradeRequest upgrade = (UpgradeRequest) request.getAttributes().get(HttpUpgrader.Factory.class.getName());
        return new Origin(shared.getScheme(), shared.getAddress(), upgrade.tcp(), protocol, upgrade.tcp());
    }

    @Override
    public ProxyConfiguration getProxyConfiguration() {
        return proxies;
    }

    /** After a try, or the socket that came of it, has ended. */
    void forget(Tcp tcp) {
        for (Destination destination : getDestinations()) {
            if (destination.getOrigin().getTag() == tcp) {
                removeDestination(destination);
            }
        }
    }
}
