// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;

/**
 * A proxy, and how to talk to it.
 *
 * @param host its name or address; an IPv6 address without brackets
 * @param user empty if it asks for none
 * @param password of the user; SOCKS4 knows none
 */
public record ProxyRoute(Kind kind, String host, int port, String user, String password) {
    /** SOCKS4 and SOCKS5 leave it to the proxy to look up the gateway's name. */
    public enum Kind {
        HTTP, SOCKS4, SOCKS5
    }

    private static final int MOST_SOCKS5_BYTES = 255;
    private static final int MOST_PORT = 65_535;

    public ProxyRoute {
        Objects.requireNonNull(kind);
        if (host.isBlank() || port < 1 || port > MOST_PORT) {
            throw new IllegalArgumentException("The proxy needs a host and a port from 1 to 65535; write"
                    + " http://host:port, socks4://host:port or socks5://host:port.");
        }
        if (kind == Kind.SOCKS5 && (Bytes.utf8(user).length > MOST_SOCKS5_BYTES
                || Bytes.utf8(password).length > MOST_SOCKS5_BYTES)) {
            throw new IllegalArgumentException("proxyUser and proxyPassword may have 255 bytes at most with SOCKS5.");
        }
        if (kind == Kind.HTTP && user.contains(":")) {
            throw new IllegalArgumentException("proxyUser must not hold a colon with an HTTP proxy.");
        }
        if (kind == Kind.SOCKS4 && user.contains("\0")) {
            throw new IllegalArgumentException("proxyUser must not hold a zero character.");
        }
    }

    /**
     * @param text {@code http://host:port}, {@code socks4://host:port} or {@code socks5://host:port}
     * @throws IllegalArgumentException saying what to write instead
     */
    public static ProxyRoute parse(String text) {
        try {
            URI uri = new URI(text.trim());
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            Kind kind = switch (scheme) {
                case "http" -> Kind.HTTP;
                case "socks4" -> Kind.SOCKS4;
                case "socks5" -> Kind.SOCKS5;
                default -> null;
            };
            boolean bare = uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null
                    && uri.getRawFragment() == null && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
            if (kind != null && bare && uri.getPort() > 0 && uri.getPort() <= MOST_PORT) {
                return new ProxyRoute(kind, uri.getHost().replaceAll("[\\[\\]]", ""), uri.getPort(), "", "");
            }
        } catch (URISyntaxException e) {
            // Said below; what was written may hold a password.
        }
        throw new IllegalArgumentException("The proxy setting is not the address of a proxy; write http://host:port,"
                + " socks4://host:port or socks5://host:port, and user and password in proxyUser and proxyPassword.");
    }

    /** The same proxy with credentials. */
    public ProxyRoute as(String otherUser, String otherPassword) {
        return new ProxyRoute(kind, host, port, otherUser, otherPassword);
    }

    /** Without user and password. */
    @Override
    public String toString() {
        return kind + " " + host + ":" + port;
    }
}
