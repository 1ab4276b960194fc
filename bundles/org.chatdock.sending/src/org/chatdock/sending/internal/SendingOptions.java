// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.chatdock.sending.internal.outbox.OutboxOptions;
import org.chatdock.sending.internal.quota.ReplyRules;

/**
 * The configuration, checked.
 *
 * @param address of the send call, null if none is configured
 * @param method the HTTP method
 * @param credentialsIn where the credentials travel
 * @param corpName the header or parameter of the company's id
 * @param tokenName the header or parameter of the token
 * @param connectTimeout for one address of the service
 * @param answerTimeout from the connection to the end of the answer
 * @param idempotencyHeader carries our id of a message; empty if none does
 * @param outbox how messages are kept, tried and looked for
 */
public record SendingOptions(URI address, String method, CredentialsIn credentialsIn, String corpName, String tokenName,
        Duration connectTimeout, Duration answerTimeout, String idempotencyHeader, OutboxOptions outbox) {
    /** Where the credentials travel. */
    public enum CredentialsIn {
        HEADER, QUERY
    }

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Set<String> SEEDS_KEYS = Set.of("To", "FromType", "From", "Content", "MsgType", "KfPicUrl",
            "KfFileUrl", "MediaId");
    private static final int MAX_TIMEOUT_MILLIS = 600_000;

    /** @throws IllegalArgumentException with one sentence for whoever wrote the configuration, without secrets */
    static SendingOptions of(SendingConfiguration configuration) {
        String address = configuration.apiUrl().trim();
        return new SendingOptions(address.isEmpty() ? null : address(address),
                token("method", configuration.method()).toUpperCase(Locale.ROOT), in(configuration.credentialsIn()),
                token("corpParameterName", configuration.corpParameterName()),
                token("tokenParameterName", configuration.tokenParameterName()),
                timeout("connectTimeoutMillis", configuration.connectTimeoutMillis()),
                timeout("answerTimeoutMillis", configuration.answerTimeoutMillis()),
                tokenOrNone("idempotencyHeader", configuration.idempotencyHeader()), outbox(configuration));
    }

    private static OutboxOptions outbox(SendingConfiguration configuration) {
        String field = configuration.idempotencyField().trim();
        if (SEEDS_KEYS.contains(field)) {
            throw wrong("idempotencyField", field, "it must be a key that the request does not have already");
        }
        return new OutboxOptions(timeout("answerTimeoutMillis", configuration.answerTimeoutMillis()),
                Duration.ofMinutes(within("expireAfterMinutes", configuration.expireAfterMinutes(), 0, 525_600)),
                Duration.ofSeconds(within("settleSeconds", configuration.settleSeconds(), 1, 600)), field,
                configuration.echoKey().trim(),
                new ReplyRules(Duration.ofHours(within("replyWindowHours", configuration.replyWindowHours(), 0, 8760)),
                        within("replyQuota", configuration.replyQuota(), 0, 1000)));
    }

    private static int within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw wrong(name, "" + value, "it must be from " + least + " to " + most);
        }
        return value;
    }

    private static String tokenOrNone(String name, String value) {
        return value.isBlank() ? "" : token(name, value);
    }

    boolean isConfigured() {
        return address != null;
    }

    private static URI address(String text) {
        try {
            URI uri = new URI(text);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (http && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null
                    && uri.getPort() <= 0xffff) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Said below: its message would quote the whole address.
        }
        throw wrong("apiUrl", shown(text), "it must be an http or https address with a host, without user and "
                + "fragment, such as https://gateway.example/sendMsgToUser");
    }

    /** An address without what may be secret in it. */
    private static String shown(String address) {
        return address.replaceFirst("[?#].*", "").replaceFirst("//[^/]*@", "//");
    }

    private static String token(String name, String value) {
        String token = value.trim();
        if (!TOKEN.matcher(token).matches()) {
            throw wrong(name, value, "it must be one word of letters, digits and signs such as - and _");
        }
        return token;
    }

    private static CredentialsIn in(String value) {
        for (CredentialsIn place : CredentialsIn.values()) {
            if (place.name().equals(value.trim().toUpperCase(Locale.ROOT))) {
                return place;
            }
        }
        throw wrong("credentialsIn", value, "it must be HEADER or QUERY");
    }

    private static Duration timeout(String name, int millis) {
        if (millis < 1 || millis > MAX_TIMEOUT_MILLIS) {
            throw wrong(name, "" + millis, "it must be from 1 to " + MAX_TIMEOUT_MILLIS + " milliseconds");
        }
        return Duration.ofMillis(millis);
    }

    private static IllegalArgumentException wrong(String name, String value, String what) {
        return new IllegalArgumentException(
                "Configuration org.chatdock.sending: " + name + " is \"" + value + "\"; " + what + ".");
    }
}
