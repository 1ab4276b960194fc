// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.handlers.internal;

import java.util.List;
import java.util.Map;

import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageType;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.testkit.Messages;
import org.chatdock.testkit.handler.MessageHandlerContractTest;

class EventHandlerContractTest extends MessageHandlerContractTest {
    @Override
    protected MessageHandler handler(ConversationStore store) {
        return new StoringHandler("newEventMessage", event -> RevisionEvent.store(event, store));
    }

    @Override
    protected List<Message> samples() {
        return List.of(Messages.builder("ann", "1").type(MessageType.EVENT).build(),
                Messages.builder("ann", "2").type(MessageType.EVENT).extra("Event", "enter").build());
    }

    @Override
    protected Map<String, Object> properties() {
        return Map.of(MessageHandler.TYPES, MessageType.EVENT);
    }
}
