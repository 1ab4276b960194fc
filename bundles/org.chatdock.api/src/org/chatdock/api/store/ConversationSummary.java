// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.store;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

import org.chatdock.api.message.ConversationId;

/**
 * A conversation as a list shows it.
 *
 * @param id the conversation
 * @param last its newest message
 * @param unread how many messages of the customer came that nobody has read
 * @param readTo the arrival up to which messages count as read: those of the customer after it are unread
 * @param waitingSince when the customer's oldest message came that no agent has answered, null if none waits
 * @param deadline until when that one is to be answered, at most {@link Instant#MAX}; null if none waits, or nothing is
 *            promised
 * @param state what the agent has decided about it
 * @param draft the text that the agent has begun to write; empty if there is none
 * @param tags how agents have marked it
 */
public record ConversationSummary(ConversationId id, StoredMessage last, int unread, long readTo, Instant waitingSince,
        Instant deadline, ConversationState state, String draft, Set<String> tags) {
    public ConversationSummary {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(last, "last");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(draft, "draft");
        tags = Set.copyOf(tags);
    }

    /** An open conversation about which nothing was noted and nothing promised. */
    public ConversationSummary(ConversationId id, StoredMessage last, int unread, Instant waitingSince) {
        this(id, last, unread, unread == 0 ? last.arrival() : 0, waitingSince, null, ConversationState.OPEN, "",
                Set.of());
    }
}
