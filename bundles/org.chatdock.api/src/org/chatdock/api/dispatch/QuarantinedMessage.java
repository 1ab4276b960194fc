// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.dispatch;

import java.time.Instant;
import java.util.Objects;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;

/**
 * A message that one handler is not given any more, because it has failed too often on it or has refused it. Other
 * handlers still get it. It is not acknowledged under this handler's name.
 *
 * @param message which message
 * @param conversation the customer it belongs to
 * @param handler the name of the handler
 * @param reason what went wrong the last time; no message text in it
 * @param tries how often it was tried
 * @param time when it was tried last
 */
public record QuarantinedMessage(MessageId message, ConversationId conversation, String handler, String reason,
        int tries, Instant time) {
    public QuarantinedMessage {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(conversation, "conversation");
        Objects.requireNonNull(handler, "handler");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(time, "time");
    }
}
