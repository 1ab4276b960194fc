// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.call;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How a call is made, checked.
 *
 * @param inQuery whether the credentials travel in the query; else in headers
 * @param corpName the header or parameter of the company's id
 * @param tokenName the header or parameter of the token
 * @param connectTimeout for one address of the service
 * @param answerTimeout how long nothing may happen on a connection
 */
public record CallOptions(boolean inQuery, String corpName, String tokenName, Duration connectTimeout,
        Duration answerTimeout) {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final int MAX_TIMEOUT_MILLIS = 600_000;

    /** Checks the values of one configuration; what is wrong is named in one sentence, without secrets. */
    public record Check(String pid) {
        /** @throws IllegalArgumentException if it is no address that can be called */
        public URI address(String name, String value) {
            String text = value.trim();
            try {
                URI uri = new URI(text);
                boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
                if (http && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null
                        && uri.getPort() <= 0xffff) {
                    return uri;
                }
            } catch (@SuppressWarnings("unused") URISyntaxException quotesTheWholeAddress) {
                // Said below.
            }
            throw wrong(name, text.replaceFirst("[?#].*", "").replaceFirst("//[^/]*@", "//"),
                    "it must be an http or https address with a host, without user and fragment");
        }

        /** @throws IllegalArgumentException if it could not be the name of a header or parameter */
        public String word(String name, String value) {
            if (!TOKEN.matcher(value.trim()).matches()) {
                throw wrong(name, value, "it must be one word of letters, digits and signs such as - and _");
            }
            return value.trim();
        }

        /** @throws IllegalArgumentException if it is below {@code least} or above {@code most} */
        public int number(String name, int value, int least, int most) {
            if (value < least || value > most) {
                throw wrong(name, "" + value, "it must be from " + least + " to " + most);
            }
            return value;
        }

        /** @throws IllegalArgumentException if one of them is wrong */
        public CallOptions options(String credentialsIn, String corpName, String tokenName, int connectTimeoutMillis,
                int answerTimeoutMillis) {
            String place = credentialsIn.trim().toUpperCase(Locale.ROOT);
            if (!place.equals("HEADER") && !place.equals("QUERY")) {
                throw wrong("credentialsIn", credentialsIn, "it must be HEADER or QUERY");
            }
            return new CallOptions(place.equals("QUERY"), word("corpParameterName", corpName),
                    word("tokenParameterName", tokenName),
                    Duration.ofMillis(number("connectTimeoutMillis", connectTimeoutMillis, 1, MAX_TIMEOUT_MILLIS)),
                    Duration.ofMillis(number("answerTimeoutMillis", answerTimeoutMillis, 1, MAX_TIMEOUT_MILLIS)));
        }

        public IllegalArgumentException wrong(String name, String value, String what) {
            return new IllegalArgumentException(
                    "Configuration " + pid + ": " + name + " is \"" + value + "\"; " + what + ".");
        }
    }
}
