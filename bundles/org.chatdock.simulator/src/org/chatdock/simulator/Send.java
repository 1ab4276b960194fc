// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * A send call as it came in, refused ones included. The credentials' values are not kept.
 *
 * @param messageId the id that was given to the message; empty if the call was refused
 * @param receivedAt the gateway's time
 * @param status the HTTP status of the answer
 * @param tokenMatched whether the call carried the configured credentials; true if none are configured
 * @param headers by lower-case name, without {@code token} and others that carry secrets
 * @param body the request's body as text, as it came
 */
public record Send(String messageId, Instant receivedAt, int status, boolean tokenMatched, Map<String, String> headers,
        String body) {

    /** Copies the map. */
    public Send {
        Objects.requireNonNull(messageId, "messageId");
        Objects.requireNonNull(receivedAt, "receivedAt");
        Objects.requireNonNull(body, "body");
        headers = Map.copyOf(headers);
    }

    /** Whether the message was taken. */
    public boolean accepted() {
        return status == 200;
    }
}
