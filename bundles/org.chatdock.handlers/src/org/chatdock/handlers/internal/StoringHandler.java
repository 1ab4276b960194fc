// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.handlers.internal;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.chatdock.api.dispatch.MessageHandler;
import org.chatdock.api.dispatch.Outcome;
import org.chatdock.api.message.Message;

/** Handles what it is registered for by giving it to the store. Stateless. */
final class StoringHandler implements MessageHandler {
    private final String name;
    private final Function<Message, CompletionStage<?>> store;

    /** {@code store}: completes once its effect is durable. */
    StoringHandler(String name, Function<Message, CompletionStage<?>> store) {
        this.name = name;
        this.store = store;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Outcome handle(Message message) {
        return Outcome.handled(store.apply(message));
    }
}
