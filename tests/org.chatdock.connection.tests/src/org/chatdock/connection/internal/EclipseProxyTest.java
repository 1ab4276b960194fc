// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.chatdock.connection.internal.jetty.ProxyRoute;
import org.chatdock.connection.internal.jetty.ProxyRoute.Kind;
import org.eclipse.core.net.proxy.IProxyData;
import org.eclipse.core.net.proxy.IProxyService;
import org.junit.jupiter.api.Test;

class EclipseProxyTest {
    private static final URI GATEWAY = URI.create("wss://gateway.example/agents?token=s3cret");

    private final List<IProxyData> proxies = new ArrayList<>();
    private final List<URI> asked = new ArrayList<>();
    private boolean enabled = true;
    private final EclipseProxy proxy = new EclipseProxy(stub(IProxyService.class, (name, arguments) -> {
        if (name.equals("isProxiesEnabled")) {
            return enabled;
        }
        asked.add((URI) arguments[0]);
        return proxies.toArray(IProxyData[]::new);
    }));

    private interface Answer {
        Object to(String name, Object[] arguments);
    }

    private static <T> T stub(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
                (self, method, arguments) -> answer.to(method.getName(), arguments)));
    }

    private static IProxyData data(String type, String host, int port, String user) {
        Map<String, Object> values = Map.of("getType", type, "getPort", port, "isRequiresAuthentication",
                user != null);
        return stub(IProxyData.class, (name, arguments) -> switch (name) {
            case "getHost" -> host;
            case "getUserId" -> user;
            case "getPassword" -> user == null ? null : "pass of " + user;
            default -> values.get(name);
        });
    }

    @Test
    void aSocketGoesTheWayOfThePagesOfItsHost() {
        proxies.add(data(IProxyData.SOCKS_PROXY_TYPE, "socks.example", 1080, null));
        proxies.add(data(IProxyData.HTTP_PROXY_TYPE, "plain.example", 3128, null));
        proxies.add(data(IProxyData.HTTPS_PROXY_TYPE, "secure.example", 3129, "ann"));

        assertEquals(Optional.of(new ProxyRoute(Kind.HTTP, "secure.example", 3129, "ann", "pass of ann")),
                proxy.routeFor(GATEWAY));
        assertEquals(Optional.of(new ProxyRoute(Kind.HTTP, "plain.example", 3128, "", "")),
                proxy.routeFor(URI.create("ws://gateway.example/")));
        assertEquals(List.of(URI.create("https://gateway.example/"), URI.create("http://gateway.example/")), asked);
        assertFalse(asked.toString().contains("s3cret"));
    }

    @Test
    void aSocksProxyIsAskedIfThereIsNoOther() {
        proxies.add(data(IProxyData.HTTP_PROXY_TYPE, "plain.example", 3128, null));
        proxies.add(data(IProxyData.HTTPS_PROXY_TYPE, null, -1, null));
        proxies.add(data(IProxyData.SOCKS_PROXY_TYPE, "socks.example", -1, null));

        assertEquals(Optional.of(new ProxyRoute(Kind.SOCKS5, "socks.example", 1080, "", "")),
                proxy.routeFor(GATEWAY));
    }

    @Test
    void withoutAProxyOrWithThemSwitchedOffItGoesDirect() {
        assertEquals(Optional.empty(), proxy.routeFor(GATEWAY));
        proxies.add(data(IProxyData.HTTPS_PROXY_TYPE, "secure.example", 3129, null));
        enabled = false;

        assertEquals(Optional.empty(), proxy.routeFor(GATEWAY));
    }
}
