// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import org.chatdock.api.dispatch.Delivery;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;

/** A message that the line has just delivered. */
record LiveErrand(Delivery delivery) implements Errand {
    @Override
    public ConversationId conversation() {
        return delivery.message().conversation();
    }

    @Override
    public MessageId id() {
        return delivery.message().id();
    }

    @Override
    public Reach reach() {
        return Reach.ALL;
    }

    @Override
    public Message message() {
        return delivery.message();
    }

    @Override
    public boolean acknowledge(String handlerName) {
        delivery.acknowledge(handlerName);
        return true;
    }

    @Override
    public void done() {
        delivery.done();
    }
}
