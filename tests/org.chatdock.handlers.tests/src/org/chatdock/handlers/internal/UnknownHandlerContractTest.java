// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.handlers.internal;

import java.util.List;
import java.util.Map;

import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.message.Message;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.testkit.Messages;
import org.chatdock.testkit.handler.MessageHandlerContractTest;

class UnknownHandlerContractTest extends MessageHandlerContractTest {
    @Override
    protected MessageHandler handler(ConversationStore store) {
        return new StoringHandler("unknownMessage", store::appendUnknown);
    }

    @Override
    protected List<Message> samples() {
        return List.of(Messages.builder("ann", "1").type("strange").extra("Key", 1).build(),
                Messages.builder("ann", "2").type("").build());
    }

    @Override
    protected Map<String, Object> properties() {
        return Map.of(MessageHandler.FALLBACK, Boolean.TRUE);
    }
}
