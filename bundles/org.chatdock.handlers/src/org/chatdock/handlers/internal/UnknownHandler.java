// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.handlers.internal;

import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.dispatch.Outcome;
import org.chatdock.api.message.Message;
import org.chatdock.api.store.ConversationStore;

/**
 * The fallback: keeps what nobody understands, so that the agent sees it and a later bundle can take it up. Stateless.
 */
final class UnknownHandler implements MessageHandler {
    private final String name;
    private final ConversationStore store;

    UnknownHandler(String name, ConversationStore store) {
        this.name = name;
        this.store = store;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Outcome handle(Message message) {
        return Outcome.handled(store.appendUnknown(message));
    }
}
