// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.store;

import java.util.List;
import java.util.Set;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;

/**
 * What commits changed; several may be told as one.
 *
 * @param conversations every conversation of which anything changed
 * @param added the messages that are new, in order of arrival, as they are stored: a {@link Revision} that was
 *            waiting for one is in it
 */
public record StoreChange(Set<ConversationId> conversations, List<Message> added) {
    public StoreChange {
        conversations = Set.copyOf(conversations);
        added = List.copyOf(added);
    }
}
