// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.store;

import java.time.Instant;
import java.util.Map;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.message.MessageType;
import org.chatdock.api.message.SenderType;

/** Messages for tests of stores; times are seconds since 1970. */
public final class StoreMessages {
    private StoreMessages() {
    }

    public static Message fromUser(String conversation, String id, long seconds) {
        return from(SenderType.USER, conversation, id, seconds);
    }

    public static Message fromAgent(String conversation, String id, long seconds) {
        return from(SenderType.AGENT, conversation, id, seconds);
    }

    public static Message from(String fromType, String conversation, String id, long seconds) {
        return new Message(new MessageId(id), new ConversationId(conversation), "from", "to", fromType,
                MessageType.TEXT, "text of " + id, Attachment.NONE, Instant.ofEpochSecond(seconds), Map.of());
    }

    public static Message withContent(Message message, String content) {
        return new Message(message.id(), message.conversation(), message.from(), message.to(), message.fromType(),
                message.type(), content, message.attachment(), message.time(), message.extra());
    }

    public static Message withExtra(Message message, Map<String, Object> extra) {
        return new Message(message.id(), message.conversation(), message.from(), message.to(), message.fromType(),
                message.type(), message.content(), message.attachment(), message.time(), extra);
    }

    public static Message withTime(Message message, Instant time) {
        return new Message(message.id(), message.conversation(), message.from(), message.to(), message.fromType(),
                message.type(), message.content(), message.attachment(), time, message.extra());
    }
}
