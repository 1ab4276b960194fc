// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

import org.chatdock.sending.internal.call.CallOptions;
import org.chatdock.sending.internal.outbox.OutboxOptions;
import org.chatdock.sending.internal.quota.ReplyRules;

/**
 * The configuration, checked.
 *
 * @param address of the send call, null if none is configured
 * @param method the HTTP method
 * @param call how it is called
 * @param idempotencyHeader carries our id of a message; empty if none does
 * @param outbox how messages are kept, tried and looked for
 */
public record SendingOptions(URI address, String method, CallOptions call, String idempotencyHeader,
        OutboxOptions outbox) {
    private static final CallOptions.Check CHECK = new CallOptions.Check("org.chatdock.sending");
    private static final Set<String> SEEDS_KEYS = Set.of("To", "FromType", "From", "Content", "MsgType", "KfPicUrl",
            "KfFileUrl", "MediaId");

    /** @throws IllegalArgumentException with one sentence for whoever wrote the configuration, without secrets */
    static SendingOptions of(SendingConfiguration configuration) {
        String header = configuration.idempotencyHeader();
        return new SendingOptions(
                configuration.apiUrl().isBlank() ? null : CHECK.address("apiUrl", configuration.apiUrl()),
                CHECK.word("method", configuration.method()).toUpperCase(Locale.ROOT),
                CHECK.options(configuration.credentialsIn(), configuration.corpParameterName(),
                        configuration.tokenParameterName(), configuration.connectTimeoutMillis(),
                        configuration.answerTimeoutMillis()),
                header.isBlank() ? "" : CHECK.word("idempotencyHeader", header), outbox(configuration));
    }

    private static OutboxOptions outbox(SendingConfiguration configuration) {
        String field = configuration.idempotencyField().trim();
        if (SEEDS_KEYS.contains(field)) {
            throw CHECK.wrong("idempotencyField", field, "it must be a key that the request does not have already");
        }
        return new OutboxOptions(Duration.ofMillis(configuration.answerTimeoutMillis()),
                Duration.ofMinutes(CHECK.number("expireAfterMinutes", configuration.expireAfterMinutes(), 0, 525_600)),
                Duration.ofSeconds(CHECK.number("settleSeconds", configuration.settleSeconds(), 1, 600)), field,
                configuration.echoKey().trim(),
                new ReplyRules(
                        Duration.ofHours(CHECK.number("replyWindowHours", configuration.replyWindowHours(), 0, 8760)),
                        CHECK.number("replyQuota", configuration.replyQuota(), 0, 1000)));
    }

    boolean isConfigured() {
        return address != null;
    }
}
