// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import java.io.IOException;
import java.util.Arrays;

/** SOCKS 4, and 4a for a gateway with a name. */
final class Socks4 implements Handshake {
    private static final int GRANTED = 0x5A;
    private static final int NO_IDENTD = 0x5C;
    private static final int OTHER_USER = 0x5D;

    private final ProxyRoute route;
    private final String host;
    private final int port;

    Socks4(ProxyRoute route, String host, int port) {
        this.route = route;
        this.host = host;
        this.port = port;
    }

    @Override
    public byte[] hello() {
        Bytes request = new Bytes().put(4, 1).putShort(port);
        byte[] user = Bytes.utf8(route.user());
        if (Socks5.isIpv4(host)) {
            int[] address = Arrays.stream(host.split("\\.")).mapToInt(Integer::parseInt).toArray();
            return request.put(address).put(user).put(0).array();
        }
        return request.put(0, 0, 0, 1).put(user).put(0).put(Bytes.utf8(host)).put(0).array();
    }

    @Override
    public int wanted() {
        return 8;
    }

    @Override
    public byte[] answer(byte[] answer) throws IOException {
        if (answer[0] != 0) {
            throw ProxyException.because("What answers at the proxy's address is not a SOCKS4 proxy");
        }
        int code = answer[1] & 0xFF;
        if (code == NO_IDENTD || code == OTHER_USER) {
            throw ProxyException.because("The proxy does not accept proxyUser (SOCKS4 code " + code + ")");
        }
        if (code != GRANTED) {
            throw ProxyException.because("The proxy did not connect to the gateway (SOCKS4 code " + code + ")");
        }
        return null;
    }
}
