// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.line;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.chatdock.api.connection.Credentials;
import org.chatdock.connection.internal.wire.AddressText;

/** The gateway's address, and where the credentials travel. */
public final class Endpoint {
    private final String template;
    private final boolean inQuery;

    private Endpoint(String template, boolean inQuery) {
        this.template = template;
        this.inQuery = inQuery;
    }

    /**
     * @param gatewayUrl ws:// or wss://, with the place-holders {corpId} and {userId} if wanted
     * @param credentialsIn HEADER or QUERY
     * @throws IllegalArgumentException naming what is wrong and what to do
     */
    public static Endpoint of(String gatewayUrl, String credentialsIn) {
        boolean inQuery = switch (credentialsIn.toUpperCase(Locale.ROOT)) {
            case "HEADER" -> false;
            case "QUERY" -> true;
            default -> throw new IllegalArgumentException(
                    "credentialsIn is '" + credentialsIn + "'; write HEADER or QUERY.");
        };
        Endpoint endpoint = new Endpoint(gatewayUrl == null ? "" : gatewayUrl.trim(), inQuery);
        endpoint.uri(Credentials.NONE);
        return endpoint;
    }

    /** The address to connect to; holds the credentials if they travel in the query. */
    public URI uri(Credentials credentials) {
        String text = AddressText.expanded(template, credentials);
        if (inQuery) {
            text += (text.contains("?") ? "&" : "?") + "corpid=" + AddressText.encoded(credentials.corpId())
                    + "&userid=" + AddressText.encoded(credentials.userId()) + "&token="
                    + AddressText.encoded(credentials.token());
        }
        return parse(text);
    }

    /**
     * The headers to send along, in a fixed order; empty ones are left out.
     *
     * @throws IllegalArgumentException naming the one that a header cannot carry
     */
    public Map<String, String> headers(Credentials credentials) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (!inQuery) {
            put(headers, "corpid", credentials.corpId());
            put(headers, "userid", credentials.userId());
            put(headers, "token", credentials.token());
        }
        return headers;
    }

    private static void put(Map<String, String> headers, String name, String value) {
        if (!value.equals(value.strip()) || value.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException("The " + name + " begins or ends with a blank, or holds characters that"
                    + " a header cannot carry; set credentialsIn to QUERY, or sign in with another one.");
        }
        if (!value.isEmpty()) {
            headers.put(name, value);
        }
    }

    private URI parse(String text) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            // What is added to the query would stand in the fragment, and stay here.
            boolean whole = uri.getHost() != null && uri.getRawFragment() == null;
            if (whole && (scheme.equals("ws") || scheme.equals("wss"))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Said below; the exception would repeat the query.
        }
        throw new IllegalArgumentException("gatewayUrl '" + this
                + "' is not the address of a gateway; write ws://host:port/path or wss://host:port/path.");
    }

    /** The address as configured, without query and user part. */
    @Override
    public String toString() {
        return AddressText.shown(template);
    }
}
