// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.handlers.internal;

import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.dispatch.Outcome;
import org.chatdock.api.message.Message;
import org.chatdock.api.store.ConversationStore;

/** Understands what it is registered for: the messages join their conversation. Stateless. */
final class StoringHandler implements MessageHandler {
    private final String name;
    private final ConversationStore store;

    StoringHandler(String name, ConversationStore store) {
        this.name = name;
        this.store = store;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Outcome handle(Message message) {
        return Outcome.handled(store.append(message));
    }
}
