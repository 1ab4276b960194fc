// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;

/** What the gateway demands of whoever calls: headers, or query parameters, {@code corpid} and {@code token}. */
final class Credentials {

    private static final Set<String> SECRETS = Set.of("token", "authorization", "proxy-authorization", "cookie");

    private final String corp;
    private final String token;

    /**
     * @param token null if nothing is demanded
     */
    Credentials(String corp, String token) {
        this.corp = corp;
        this.token = token;
    }

    boolean match(Request request) {
        return token == null || same(corp, given(request, "corpid")) && same(token, given(request, "token"));
    }

    private static String given(Request request, String name) {
        String header = request.getHeaders().get(name);
        return header != null ? header : Request.extractQueryParameters(request).getValue(name);
    }

    private static boolean same(String expected, String given) {
        return given != null && MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8),
                given.getBytes(StandardCharsets.UTF_8));
    }

    /** The headers by lower-case name, those that carry secrets left out. */
    static Map<String, String> headersWithoutSecrets(Request request) {
        Map<String, String> headers = new TreeMap<>();
        for (HttpField field : request.getHeaders()) {
            String name = field.getLowerCaseName();
            if (!SECRETS.contains(name)) {
                headers.merge(name, String.valueOf(field.getValue()), (first, second) -> first + ", " + second);
            }
        }
        return headers;
    }
}
