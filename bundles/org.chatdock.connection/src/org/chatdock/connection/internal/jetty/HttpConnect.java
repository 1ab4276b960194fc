// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.chatdock.connection.internal.engine.Ending;

/** HTTP CONNECT; the credentials go along with the first request. */
final class HttpConnect implements Handshake {
    private static final String END = "\r\n\r\n";
    private static final int MOST_HEAD_BYTES = 32 * 1024;
    private static final int UNAUTHORIZED = 407;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})\\b");

    private final ProxyRoute route;
    private final String target;
    private final StringBuilder head = new StringBuilder();

    HttpConnect(ProxyRoute route, String host, int port) {
        this.route = route;
        this.target = (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    @Override
    public byte[] hello() {
        String request = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n";
        if (!route.user().isEmpty()) {
            request += "Proxy-Authorization: Basic "
                    + Base64.getEncoder().encodeToString(Bytes.utf8(route.user() + ":" + route.password())) + "\r\n";
        }
        return Bytes.utf8(request + "\r\n");
    }

    /** So much of the end of the head is missing at least. */
    @Override
    public int wanted() {
        for (int had = END.length() - 1; had > 0; had--) {
            if (head.length() >= had && head.substring(head.length() - had).equals(END.substring(0, had))) {
                return END.length() - had;
            }
        }
        return END.length();
    }

    @Override
    public byte[] answer(byte[] answer) throws IOException {
        head.append(new String(answer, StandardCharsets.ISO_8859_1));
        if (head.length() > MOST_HEAD_BYTES) {
            throw ProxyException.because("The proxy's answer does not end");
        }
        if (!head.substring(head.length() - END.length()).equals(END)) {
            return new byte[0];
        }
        Matcher matcher = STATUS.matcher(head);
        if (!matcher.lookingAt()) {
            throw ProxyException.because("What answers at the proxy's address is not an HTTP proxy");
        }
        int status = Integer.parseInt(matcher.group(1));
        if (status == UNAUTHORIZED) {
            throw new ProxyException(Ending.refusedUpgrade(UNAUTHORIZED));
        }
        if (status / 100 != 2) {
            throw ProxyException.because("The proxy did not connect to the gateway (HTTP " + status + ")");
        }
        return null;
    }
}
