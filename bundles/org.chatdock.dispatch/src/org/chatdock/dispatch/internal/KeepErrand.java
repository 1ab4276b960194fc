// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.dispatch.internal;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;

/** A message that nobody has handled after all: the fallbacks keep it for the agent's eyes. Not acknowledged. */
record KeepErrand(Message message) implements Errand {
    @Override
    public ConversationId conversation() {
        return message.conversation();
    }

    @Override
    public MessageId id() {
        return message.id();
    }

    @Override
    public Reach reach() {
        return Reach.FALLBACKS;
    }

    @Override
    public boolean acknowledge(String handlerName) {
        return false;
    }

    @Override
    public void done() {
        // Nobody counts it.
    }
}
