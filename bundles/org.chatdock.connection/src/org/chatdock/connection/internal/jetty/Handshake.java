// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import java.io.IOException;

/** What is said to a proxy before it lets bytes through. Bytes only; one thread. */
interface Handshake {
    /** What to send first. */
    byte[] hello();

    /** How many bytes to read before the next {@link #answer}: never more than the proxy has to say. */
    int wanted();

    /**
     * @param answer as many bytes as were wanted
     * @return what to send next, maybe nothing; null when the tunnel is up
     * @throws IOException if the proxy refuses or is none
     */
    byte[] answer(byte[] answer) throws IOException;

    /** @param host the gateway's, an IPv6 address without brackets */
    static Handshake of(ProxyRoute route, String host, int port) {
        return switch (route.kind()) {
            case HTTP -> new HttpConnect(route, host, port);
            case SOCKS4 -> new Socks4(route, host, port);
            case SOCKS5 -> new Socks5(route, host, port);
        };
    }
}
