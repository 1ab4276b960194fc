// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.sending;

import java.util.Set;

import org.chatdock.api.message.ConversationId;
import org.osgi.annotation.versioning.ConsumerType;

/** A whiteboard service that is told of the {@link Outbox}. Called on threads of the outbox, one call at a time. */
@ConsumerType
public interface OutboxListener {
    /**
     * Entries or allowances have changed: ask the outbox. Return soon.
     *
     * @param conversations of these; not to be changed
     */
    void outboxChanged(Set<ConversationId> conversations);

    /** The send call does better or worse than before. */
    default void sendHealthChanged(@SuppressWarnings("unused") SendHealth health) {
    }
}
