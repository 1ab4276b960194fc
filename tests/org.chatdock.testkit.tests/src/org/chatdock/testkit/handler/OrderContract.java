// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.handler;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.dispatch.Outcome;
import org.chatdock.api.message.Message;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.testkit.Messages;

/** The contract of a handler that stores orders. The flaws are tried with it. */
class OrderContract extends MessageHandlerContractTest {
    static final String TYPE = "order";
    static final String NUMBER = "number";

    /** Stores orders. The handlers with flaws are made from it. */
    static class OrderHandler implements MessageHandler {
        final ConversationStore store;

        OrderHandler(ConversationStore store) {
            this.store = store;
        }

        @Override
        public String name() {
            return "order";
        }

        @Override
        public boolean test(Message message) {
            return TYPE.equals(message.type());
        }

        @Override
        public Outcome handle(Message message) {
            return Outcome.handled(store.append(message));
        }
    }

    private final Function<ConversationStore, MessageHandler> factory;

    OrderContract(Function<ConversationStore, MessageHandler> factory) {
        this.factory = factory;
    }

    @Override
    protected MessageHandler handler(ConversationStore store) {
        return factory.apply(store);
    }

    @Override
    protected List<Message> samples() {
        return List.of(sample(1), sample(2), sample(3));
    }

    private static Message sample(int number) {
        return Messages.builder("ann", "order-" + number).type(TYPE).content("order of " + number + " chairs")
                .extra(NUMBER, "A-" + number).extra("amount", number).time(Messages.TIME.plusSeconds(number)).build();
    }

    @Override
    protected Map<String, Object> properties() {
        return Map.of(MessageHandler.TYPES, new String[] { TYPE }, MessageHandler.FILTER, "(FromType=user)");
    }
}
