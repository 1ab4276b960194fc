// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.wire;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import org.chatdock.api.connection.Credentials;

/** Addresses as they are configured: with place-holders, and perhaps with secrets in them. */
public final class AddressText {
    private AddressText() {
    }

    /** Puts the agent in the place of {@code {corpId}} and {@code {userId}}. */
    public static String expanded(String template, Credentials credentials) {
        return template.replace("{corpId}", encoded(credentials.corpId()))
                .replace("{userId}", encoded(credentials.userId()));
    }

    /** As a part of a path or of a query. */
    public static String encoded(String value) {
        // A blank as %20: the plus of forms means a plus in a path.
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** For human eyes: without query and user part. */
    public static String shown(String template) {
        // Also of a template that is no address: passwords may hold an @, and the scheme may be missing.
        return template.replaceAll("(?s)[?#].*", "").replaceFirst("^([^/]*//)?[^/]*@", "$1");
    }
}
