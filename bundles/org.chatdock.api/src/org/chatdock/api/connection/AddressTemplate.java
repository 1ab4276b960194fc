// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.connection;

import java.net.URI;
import java.net.URISyntaxException;

/** Addresses as they are configured, with the place-holders {@code {corpId}} and {@code {userId}} if wanted. */
public final class AddressTemplate {
    private AddressTemplate() {
    }

    /**
     * Whether a text is an address of this kind. Any thread.
     *
     * @param text as written; blanks around it count as wrong
     * @param scheme such as {@code ws}; its secure kind, {@code wss}, is allowed as well
     */
    public static boolean isAddress(String text, String scheme) {
        try {
            // Place-holders are no part of a URI.
            URI uri = new URI(text.replaceAll("\\{\\w+}", "x"));
            return uri.getHost() != null
                    && (scheme.equalsIgnoreCase(uri.getScheme()) || (scheme + "s").equalsIgnoreCase(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /**
     * The same for one or more addresses with blanks or commas between them.
     *
     * @param text null or blank is no address
     */
    public static boolean areAddresses(String text, String scheme) {
        String[] words = text == null ? new String[] { "" } : text.trim().split("[\\s,]+");
        for (String word : words) {
            if (!isAddress(word, scheme)) {
                return false;
            }
        }
        return true;
    }
}
