// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.store;

import java.time.Instant;
import java.util.Objects;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;

/**
 * A private remark that no customer sees.
 *
 * @param id given by the store
 * @param conversation the customer it is about
 * @param message the message it is about; null if it is about the customer
 * @param author who wrote it, as the host calls agents
 * @param text what it says
 * @param time when it was written, by this machine's clock
 */
public record Note(long id, ConversationId conversation, MessageId message, String author, String text, Instant time) {
    public Note {
        Objects.requireNonNull(conversation, "conversation");
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(time, "time");
    }
}
