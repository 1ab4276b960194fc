// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.store.StoreChange;

/** A {@link StoreChange} in the making. Its owner guards it. */
final class StoreChanges {
    private final Set<ConversationId> conversations = new LinkedHashSet<>();
    private final List<Message> added = new ArrayList<>();

    void changed(ConversationId conversation) {
        conversations.add(conversation);
    }

    void added(Message message) {
        conversations.add(message.conversation());
        added.add(message);
    }

    /** Appends later changes to these. */
    void add(StoreChanges later) {
        conversations.addAll(later.conversations);
        added.addAll(later.added);
    }

    /** How many messages were added. */
    int size() {
        return added.size();
    }

    boolean isEmpty() {
        return conversations.isEmpty();
    }

    StoreChange toChange() {
        return new StoreChange(conversations, added);
    }
}
