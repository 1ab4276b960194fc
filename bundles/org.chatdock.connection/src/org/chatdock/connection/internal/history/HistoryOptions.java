// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.history;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.chatdock.api.connection.Credentials;
import org.chatdock.connection.internal.wire.AddressText;

/** The configuration, checked. Immutable. */
final class HistoryOptions {
    private static final int MOST_TIMEOUT_MILLIS = 600_000;
    private static final int LARGEST_PAGE = 100_000;

    private final String template;
    private final boolean inQuery;
    private final int timeoutMillis;
    private final int pageSize;

    private HistoryOptions(HistoryConfiguration configuration) {
        template = configuration.historyUrl() == null ? "" : configuration.historyUrl().trim();
        inQuery = switch (configuration.credentialsIn().trim().toUpperCase(Locale.ROOT)) {
            case "HEADER" -> false;
            case "QUERY" -> true;
            default -> throw wrong("credentialsIn", configuration.credentialsIn(), "write HEADER or QUERY");
        };
        timeoutMillis = inRange("timeoutMillis", configuration.timeoutMillis(), MOST_TIMEOUT_MILLIS);
        pageSize = inRange("pageSize", configuration.pageSize(), LARGEST_PAGE);
    }

    /** @throws IllegalArgumentException naming what is wrong and what to do, without secrets */
    static HistoryOptions of(HistoryConfiguration configuration) {
        HistoryOptions options = new HistoryOptions(configuration);
        options.uri(Credentials.NONE);
        return options;
    }

    private static int inRange(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw wrong(name, Integer.toString(value), "write a number from 1 to " + most);
        }
        return value;
    }

    private static IllegalArgumentException wrong(String name, String value, String what) {
        return new IllegalArgumentException(
                "Configuration org.chatdock.history: " + name + " is '" + value + "'; " + what + ".");
    }

    /** For an answer, from the moment of asking. */
    int timeoutMillis() {
        return timeoutMillis;
    }

    /** Messages to ask for at a time. */
    int pageSize() {
        return pageSize;
    }

    /** The address to ask; holds the credentials if they travel in the query. */
    URI uri(Credentials credentials) {
        StringBuilder text = new StringBuilder(AddressText.expanded(template, credentials));
        if (inQuery) {
            named(credentials).forEach((name, value) -> text.append(text.indexOf("?") < 0 ? '?' : '&').append(name)
                    .append('=').append(AddressText.encoded(value)));
        }
        return parsed(text.toString());
    }

    /** The headers to send along; none if the credentials travel in the query. */
    Map<String, String> headers(Credentials credentials) {
        return inQuery ? Map.of() : named(credentials);
    }

    /** A header carries visible ASCII; anything else would arrive as something else, or end the header. */
    boolean canCarry(Credentials credentials) {
        return headers(credentials).values().stream().flatMapToInt(String::chars).allMatch(c -> c >= ' ' && c <= '~');
    }

    /** An empty part is left out: the gateway asks for none. */
    private static Map<String, String> named(Credentials credentials) {
        Map<String, String> named = new LinkedHashMap<>();
        named.put("corpid", credentials.corpId());
        named.put("userid", credentials.userId());
        named.put("token", credentials.token());
        named.values().removeIf(String::isEmpty);
        return named;
    }

    private URI parsed(String text) {
        try {
            URI uri = new URI(text);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (http && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null
                    && uri.getPort() <= 0xffff) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Said below; the exception would repeat the query.
        }
        throw wrong("historyUrl", toString(),
                "write an http or https address with a host, without user and fragment, such as "
                        + "https://gateway.example.com/history");
    }

    /** The address as configured, without query and user part. */
    @Override
    public String toString() {
        return AddressText.shown(template);
    }
}
