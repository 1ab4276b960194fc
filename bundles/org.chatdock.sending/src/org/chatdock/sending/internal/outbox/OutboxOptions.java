// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import java.time.Duration;

import org.chatdock.sending.internal.quota.ReplyRules;

/**
 * How messages are kept, tried and looked for.
 *
 * @param credentialsTimeout how long the sign-in may take to name the credentials
 * @param expireAfter how long a message waits to be sent; zero: for ever
 * @param settle how long an unknown message holds back those after it while it is looked for the first time
 * @param idempotencyField the key of our id in the request's body; empty if there is none
 * @param echoKey the key of our id in the gateway's messages; empty if there is none
 * @param rules what the gateway lets an agent send
 */
public record OutboxOptions(Duration credentialsTimeout, Duration expireAfter, Duration settle, String idempotencyField,
        String echoKey, ReplyRules rules) {
}
