// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.message.MessageType;
import org.chatdock.api.message.SenderType;

/** Messages for tests. */
public final class Messages {
    /** The receiver of what customers write, and the sender of what the agent writes. */
    public static final String AGENT = "corp_agent";
    /** When a message was sent if nothing else is said. */
    public static final Instant TIME = Instant.parse("2026-01-02T03:00:00Z");

    private Messages() {
    }

    /** A text from a customer; the conversation is the customer's own. */
    public static Message fromCustomer(String customer, String id, String content) {
        return builder(customer, id).content(content).build();
    }

    /** The same with a content of no interest. */
    public static Message fromCustomer(String customer, String id) {
        return fromCustomer(customer, id, "text " + id);
    }

    /** A text from the agent to a customer. */
    public static Message fromAgent(String customer, String id, String content) {
        return builder(customer, id).from(AGENT).to(customer).fromType(SenderType.AGENT).content(content).build();
    }

    /** Begins with a text from a customer. */
    public static Builder builder(String customer, String id) {
        return new Builder(customer, id);
    }

    /** A message in the making. */
    public static final class Builder {
        private final MessageId id;
        private final ConversationId conversation;
        private String from;
        private String to = AGENT;
        private String fromType = SenderType.USER;
        private String type = MessageType.TEXT;
        private String content = "";
        private Attachment attachment = Attachment.NONE;
        private Instant time = TIME;
        private final Map<String, Object> extra = new LinkedHashMap<>();

        private Builder(String customer, String id) {
            this.id = new MessageId(id);
            this.conversation = new ConversationId(customer);
            this.from = customer;
        }

        public Builder from(String value) {
            from = value;
            return this;
        }

        public Builder to(String value) {
            to = value;
            return this;
        }

        /** @param value see {@link SenderType} */
        public Builder fromType(String value) {
            fromType = value;
            return this;
        }

        /** @param value see {@link MessageType} */
        public Builder type(String value) {
            type = value;
            return this;
        }

        public Builder content(String value) {
            content = value;
            return this;
        }

        public Builder attachment(Attachment value) {
            attachment = value;
            return this;
        }

        public Builder time(Instant value) {
            time = value;
            return this;
        }

        /** Adds a key that the protocol does not name. */
        public Builder extra(String key, Object value) {
            extra.put(key, value);
            return this;
        }

        public Message build() {
            return new Message(id, conversation, from, to, fromType, type, content, attachment, time, extra);
        }
    }
}
