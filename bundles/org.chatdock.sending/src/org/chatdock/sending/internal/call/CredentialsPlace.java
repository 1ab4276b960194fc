// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.call;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import org.chatdock.api.connection.Credentials;
import org.eclipse.jetty.http.HttpFields;

/** Puts the credentials where the gateway looks for them. An empty part is left out: the gateway asks for none. */
public final class CredentialsPlace {
    private final CallOptions options;

    public CredentialsPlace(CallOptions options) {
        this.options = options;
    }

    /** A header carries visible ASCII; anything else would arrive as something else, or end the header. */
    public boolean canCarry(Credentials credentials) {
        return options.inQuery()
                || (credentials.corpId() + credentials.token()).chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    public void toHeaders(HttpFields.Mutable headers, Credentials credentials) {
        if (!options.inQuery()) {
            put(headers, options.corpName(), credentials.corpId());
            put(headers, options.tokenName(), credentials.token());
        }
    }

    private static void put(HttpFields.Mutable headers, String name, String value) {
        if (!value.isEmpty()) {
            headers.put(name, value);
        }
    }

    /** The address, with the credentials if they travel in it. */
    public URI address(URI address, Credentials credentials) {
        if (!options.inQuery()) {
            return address;
        }
        StringBuilder whole = new StringBuilder(address.toString());
        append(whole, options.corpName(), credentials.corpId());
        append(whole, options.tokenName(), credentials.token());
        return URI.create(whole.toString());
    }

    private static void append(StringBuilder address, String name, String value) {
        if (!value.isEmpty()) {
            address.append(address.indexOf("?") < 0 ? '?' : '&').append(encoded(name)).append('=')
                    .append(encoded(value));
        }
    }

    /** As {@code encodeURIComponent}: a plus may be read as a plus. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
