// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.handlers.internal;

import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.dispatch.Outcome;
import org.chatdock.api.message.Message;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.Revision;

/**
 * Understands events. One that changes another message changes that, and is no message of its own; see
 * {@link RevisionEvent}. Any other joins its conversation. Stateless.
 */
final class EventHandler implements MessageHandler {
    private final String name;
    private final ConversationStore store;

    EventHandler(String name, ConversationStore store) {
        this.name = name;
        this.store = store;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Outcome handle(Message message) {
        Revision revision = RevisionEvent.read(message);
        return Outcome.handled(revision == null ? store.append(message) : store.revise(revision));
    }
}
