// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * A send call as it came in, refused ones included. The credentials' values are not kept.
 *
 * @param messageId the id of the message; empty if it was not taken
 * @param receivedAt the gateway's time
 * @param status the HTTP status of the answer; 0 if there was none
 * @param tokenMatched whether the call carried the configured credentials; true if none are configured
 * @param headers by lower-case name, without {@code token} and others that carry secrets
 * @param body the request's body as text, as it came; empty if the connection was cut before it was read
 * @param clientId the client's own id of the message, empty if it gave none
 * @param repeated whether this message had been taken before: there was no second one
 */
public record Send(String messageId, Instant receivedAt, int status, boolean tokenMatched, Map<String, String> headers,
        String body, String clientId, boolean repeated) {

    /** Copies the map. */
    public Send {
        Objects.requireNonNull(messageId, "messageId");
        Objects.requireNonNull(receivedAt, "receivedAt");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(clientId, "clientId");
        headers = Map.copyOf(headers);
    }

    /** Whether the gateway has the message, whatever it answered; a repetition counts, too. */
    public boolean accepted() {
        return !messageId.isEmpty();
    }
}
