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

class StoringHandlerContractTest extends MessageHandlerContractTest {
    @Override
    protected MessageHandler handler(ConversationStore store) {
        return new StoringHandler("newTextMessage", store::append);
    }

    @Override
    protected List<Message> samples() {
        return List.of(Messages.fromCustomer("ann", "1"), Messages.fromCustomer("ann", "2"));
    }

    @Override
    protected Map<String, Object> properties() {
        return Map.of(MessageHandler.TYPES, MessageType.TEXT);
    }
}
