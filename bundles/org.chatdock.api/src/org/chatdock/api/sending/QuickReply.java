// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.sending;

import java.util.List;
import java.util.Objects;

import org.chatdock.api.message.Attachment;

/**
 * A reply that is written once and sent often.
 *
 * @param name what the agent types behind the slash, such as {@code hours}; not empty
 * @param title one line that says what it is, empty if the name does
 * @param parts what is sent, in this order; at least one; copied
 * @param shared whether others have it, too
 */
public record QuickReply(String name, String title, List<Part> parts, boolean shared) {
    public QuickReply {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(title, "title");
        parts = List.copyOf(parts);
        if (name.isBlank() || parts.isEmpty()) {
            throw new IllegalArgumentException("A quick reply has a name and at least one part.");
        }
    }

    /**
     * A message of it.
     *
     * @param type see {@link org.chatdock.api.message.MessageType}
     * @param text with placeholders such as <code>{customer.name}</code>; empty for a picture or file alone
     * @param attachment picture, file, media
     */
    public record Part(String type, String text, Attachment attachment) {
        public Part {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(attachment, "attachment");
            if (text.isBlank() && attachment.isEmpty()) {
                throw new IllegalArgumentException("A part of a quick reply has a text or an attachment.");
            }
        }
    }
}
