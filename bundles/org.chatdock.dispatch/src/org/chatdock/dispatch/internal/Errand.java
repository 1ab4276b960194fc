// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import java.util.concurrent.CompletionStage;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;

/** One thing to do on the lane of a conversation: a message, and who is to get it. */
interface Errand {
    /** Who is to get a message. */
    enum Reach {
        /** The handlers, and the fallbacks if none of them handles it. */
        ALL,
        /** The handlers alone. */
        HANDLERS,
        /** The fallbacks alone. */
        FALLBACKS
    }

    ConversationId conversation();

    MessageId id();

    Reach reach();

    /** Whether it has to wait until what is promised for the message is kept. */
    default boolean waitsForPromises() {
        return false;
    }

    /** In its turn, on the lane: the message, null if there is nothing to do any more. May read the store. */
    Message message();

    /** Whether this handler is meant. */
    default boolean isFor(BoundHandler handler) {
        return true;
    }

    /** What a handler's promise rests on, given the handler's own stage. */
    default CompletionStage<?> durable(CompletionStage<?> stage) {
        return stage;
    }

    /** Returns whether the acknowledgement is under way. */
    boolean acknowledge(String handlerName);

    /** Nothing more will be done. Once. */
    void done();
}
