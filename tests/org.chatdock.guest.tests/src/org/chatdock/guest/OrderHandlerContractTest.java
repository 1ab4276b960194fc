// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.guest;

import java.util.List;
import java.util.Map;

import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.message.Message;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.testkit.handler.MessageHandlerContractTest;

class OrderHandlerContractTest extends MessageHandlerContractTest {
    @Override
    protected MessageHandler handler(ConversationStore store) {
        return new OrderHandler(store);
    }

    @Override
    protected List<Message> samples() {
        return List.of(Samples.MUGS, Samples.BARE);
    }

    @Override
    protected Map<String, Object> properties() {
        return Map.of(MessageHandler.TYPES, Order.TYPE);
    }
}
