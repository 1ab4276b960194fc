// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.store;

import java.time.Instant;
import java.util.Objects;

import org.chatdock.api.message.ConversationId;

/**
 * A conversation as a list shows it.
 *
 * @param id the conversation
 * @param last its newest message
 * @param unread how many messages of the customer came since it was last marked as read
 * @param waitingSince when the customer's oldest message came that no agent has answered, null if none waits
 */
public record ConversationSummary(ConversationId id, StoredMessage last, int unread, Instant waitingSince) {
    public ConversationSummary {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(last, "last");
    }
}
