// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.connection;

import java.time.Instant;
import java.util.Objects;

/**
 * A message that was left out because it is larger than {@code maxTextBytes} allows. It is not acknowledged, so the
 * gateway still has it.
 *
 * @param messageId its id if that stood near its beginning, else empty
 * @param conversation the same for its conversation
 * @param bytes its size
 * @param deliveries how often it has come
 * @param lastTime when it came last
 */
public record QuarantinedFrame(String messageId, String conversation, long bytes, int deliveries, Instant lastTime) {
    public QuarantinedFrame {
        Objects.requireNonNull(messageId, "messageId");
        Objects.requireNonNull(conversation, "conversation");
        Objects.requireNonNull(lastTime, "lastTime");
    }
}
