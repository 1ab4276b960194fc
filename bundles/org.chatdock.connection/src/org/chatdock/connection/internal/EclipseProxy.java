// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import org.chatdock.connection.internal.jetty.ProxyRoute;
import org.chatdock.connection.internal.jetty.ProxySelection;
import org.eclipse.core.net.proxy.IProxyData;
import org.eclipse.core.net.proxy.IProxyService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the agent has set under Network Connections in the host's preferences. There only where the host has that. */
@Component
public class EclipseProxy implements ProxySelection {
    private final IProxyService proxies;

    @Activate
    public EclipseProxy(@Reference IProxyService proxies) {
        this.proxies = proxies;
    }

    /** A socket goes the way of the pages of its host. A SOCKS proxy is asked only if there is no other. */
    @Override
    public Optional<ProxyRoute> routeFor(URI gateway) {
        if (!proxies.isProxiesEnabled()) {
            return Optional.empty();
        }
        String type = gateway.getScheme().toLowerCase(Locale.ROOT).equals("wss") ? IProxyData.HTTPS_PROXY_TYPE
                : IProxyData.HTTP_PROXY_TYPE;
        IProxyData socks = null;
        for (IProxyData proxy : proxies.select(asPage(gateway, type))) {
            if (proxy.getHost() == null) {
                continue;
            }
            if (proxy.getType().equals(type)) {
                return Optional.of(route(ProxyRoute.Kind.HTTP, proxy));
            }
            if (proxy.getType().equals(IProxyData.SOCKS_PROXY_TYPE)) {
                socks = proxy;
            }
        }
        return Optional.ofNullable(socks).map(proxy -> route(ProxyRoute.Kind.SOCKS5, proxy));
    }

    /** Without the query, which may hold secrets. */
    private static URI asPage(URI gateway, String type) {
        try {
            return new URI(type.toLowerCase(Locale.ROOT), null, gateway.getHost(), gateway.getPort(), "/", null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("The gateway's host is none.");
        }
    }

    private static ProxyRoute route(ProxyRoute.Kind kind, IProxyData proxy) {
        boolean signsIn = proxy.isRequiresAuthentication() && proxy.getUserId() != null;
        int usual = kind == ProxyRoute.Kind.HTTP ? 80 : 1080;
        return new ProxyRoute(kind, proxy.getHost(), proxy.getPort() > 0 ? proxy.getPort() : usual,
                signsIn ? proxy.getUserId() : "",
                signsIn ? Objects.requireNonNullElse(proxy.getPassword(), "") : "");
    }
}
