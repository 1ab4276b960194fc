// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.regex.Pattern;

/** SOCKS 5, RFC 1928 and 1929. */
final class Socks5 implements Handshake {
    private static final int VERSION = 5;
    private static final int NO_AUTHENTICATION = 0;
    private static final int PASSWORD = 2;
    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;
    private static final int MOST_NAME_BYTES = 255;
    private static final Pattern IPV4_ADDRESS = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.|$)){4}");

    private enum Phase {
        METHOD, PASSWORD, REPLY, BOUND_ADDRESS
    }

    private final ProxyRoute route;
    private final String host;
    private final int port;
    private Phase phase = Phase.METHOD;
    private int wanted = 2;

    Socks5(ProxyRoute route, String host, int port) {
        this.route = route;
        this.host = host;
        this.port = port;
    }

    static boolean isIpv4(String host) {
        return IPV4_ADDRESS.matcher(host).matches();
    }

    @Override
    public byte[] hello() {
        return route.user().isEmpty() ? new Bytes().put(VERSION, 1, NO_AUTHENTICATION).array()
                : new Bytes().put(VERSION, 2, NO_AUTHENTICATION, PASSWORD).array();
    }

    @Override
    public int wanted() {
        return wanted;
    }

    @Override
    public byte[] answer(byte[] answer) throws IOException {
        switch (phase) {
            case METHOD:
                return method(answer);
            case PASSWORD:
                if (answer[1] != 0) {
                    throw ProxyException.because(
                            "The proxy does not accept the credentials; check proxyUser and proxyPassword");
                }
                return request();
            case REPLY:
                reply(answer);
                return new byte[0];
            default:
                return null;
        }
    }

    private byte[] method(byte[] answer) throws IOException {
        if (answer[0] != VERSION) {
            throw ProxyException.because("What answers at the proxy's address is not a SOCKS5 proxy");
        }
        if (answer[1] == NO_AUTHENTICATION) {
            return request();
        }
        if (answer[1] != PASSWORD || route.user().isEmpty()) {
            throw ProxyException.because("The proxy asks for credentials; write proxyUser and proxyPassword");
        }
        phase = Phase.PASSWORD;
        byte[] user = Bytes.utf8(route.user());
        byte[] password = Bytes.utf8(route.password());
        return new Bytes().put(1, user.length).put(user).put(password.length).put(password).array();
    }

    private byte[] request() throws IOException {
        phase = Phase.REPLY;
        // The fifth byte is the length of a name, or the first of an address.
        wanted = 5;
        Bytes request = new Bytes().put(VERSION, 1, 0);
        if (isIpv4(host)) {
            request.put(IPV4).put(Arrays.stream(host.split("\\.")).mapToInt(Integer::parseInt).toArray());
        } else if (host.contains(":")) {
            // No name has a colon: nothing is looked up here.
            request.put(IPV6).put(InetAddress.getByName(host).getAddress());
        } else {
            byte[] name = Bytes.utf8(host);
            if (name.length > MOST_NAME_BYTES) {
                throw ProxyException.because("The gateway's name is too long for a SOCKS5 proxy");
            }
            request.put(NAME, name.length).put(name);
        }
        return request.putShort(port).array();
    }

    private void reply(byte[] answer) throws IOException {
        if (answer[0] != VERSION || answer[1] != 0) {
            throw ProxyException.because("The proxy did not connect to the gateway (SOCKS5 code "
                    + (answer[1] & 0xFF) + ")");
        }
        phase = Phase.BOUND_ADDRESS;
        int portBytes = 2;
        wanted = portBytes + switch (answer[3]) {
            case IPV4 -> 3;
            case NAME -> answer[4] & 0xFF;
            case IPV6 -> 15;
            default -> throw ProxyException.because("What answers at the proxy's address is not a SOCKS5 proxy");
        };
    }
}
