// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.guest;

import org.chatdock.api.dispatch.HandlesMessage;
import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.dispatch.Outcome;
import org.chatdock.api.message.Message;
import org.chatdock.api.store.ConversationStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Teaches Chatdock the message type {@code order}: an order joins the conversation of the customer who placed it. */
@Component
@HandlesMessage(types = Order.TYPE)
public class OrderHandler implements MessageHandler {
    private final ConversationStore store;

    @Activate
    public OrderHandler(@Reference ConversationStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "guestOrder";
    }

    /** A second delivery has no second effect: the store knows the message by its id. */
    @Override
    public Outcome handle(Message message) {
        return Outcome.handled(store.append(message));
    }
}
