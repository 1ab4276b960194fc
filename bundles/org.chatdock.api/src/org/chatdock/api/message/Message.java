// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.message;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One message of a conversation, in or out, as the gateway knows it. Ids that came as JSON numbers are their decimal
 * text, digit for digit. Absent texts are empty, never null.
 *
 * @param id unique among the messages of the signed-in agent
 * @param conversation the customer it belongs to
 * @param from the sender's id
 * @param to the receiver's id
 * @param fromType who wrote it, see {@link SenderType}; any other text is possible
 * @param type what it is, see {@link MessageType}; any other text is possible
 * @param content the text
 * @param attachment picture, file, media
 * @param time when it was sent, by the gateway's clock; of a message without a time: when it was received
 * @param extra the keys that the protocol does not name, in the order of the frame; values are {@code String},
 *            {@code Boolean}, {@code Number} (no digit lost), {@code List}, {@code Map} or null. Copied, unmodifiable
 */
public record Message(MessageId id, ConversationId conversation, String from, String to, String fromType, String type,
        String content, Attachment attachment, Instant time, Map<String, Object> extra) {
    public Message {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(conversation, "conversation");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(fromType, "fromType");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(attachment, "attachment");
        Objects.requireNonNull(time, "time");
        // Map.copyOf would lose the order and refuse JSON's null.
        extra = extra.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    /** Whether a customer wrote it. */
    public boolean fromCustomer() {
        return SenderType.USER.equals(fromType);
    }

    /** Names the message without its text, so that it may stand in a log. */
    @Override
    public String toString() {
        return "message " + id + " of conversation " + conversation + " (" + type + ")";
    }
}
