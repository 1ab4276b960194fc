// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.sending;

import java.util.Objects;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageType;

/**
 * What the agent wants to send.
 *
 * @param to the customer
 * @param type see {@link MessageType}
 * @param content the text as typed; it is trimmed on the way out
 * @param attachment picture, file, media
 */
public record Outgoing(ConversationId to, String type, String content, Attachment attachment) {
    public Outgoing {
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(attachment, "attachment");
    }

    public static Outgoing text(ConversationId to, String content) {
        return new Outgoing(to, MessageType.TEXT, content, Attachment.NONE);
    }

    /** Whether there is nothing to send: no text but white space, no picture, no file, no media. */
    public boolean isEmpty() {
        return content.isBlank() && attachment.isEmpty();
    }
}
