// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator;

import java.time.Instant;
import java.util.Objects;

/**
 * An acknowledgement as it came in: {@code MsgId|GroupId|From|To|epochMillis|handler}.
 *
 * @param messageId the first field, never empty
 * @param groupId second field, empty if absent
 * @param from third field, empty if absent
 * @param to fourth field, empty if absent
 * @param sentAt fifth field: the client's time
 * @param handler sixth field, never empty
 * @param raw the frame, character by character
 * @param receivedAt the gateway's time
 * @param delivered whether the gateway had offered a message with this id before
 */
public record Ack(String messageId, String groupId, String from, String to, Instant sentAt, String handler, String raw,
        Instant receivedAt, boolean delivered) {

    /** All are required. */
    public Ack {
        Objects.requireNonNull(messageId, "messageId");
        Objects.requireNonNull(groupId, "groupId");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(sentAt, "sentAt");
        Objects.requireNonNull(handler, "handler");
        Objects.requireNonNull(raw, "raw");
        Objects.requireNonNull(receivedAt, "receivedAt");
    }
}
