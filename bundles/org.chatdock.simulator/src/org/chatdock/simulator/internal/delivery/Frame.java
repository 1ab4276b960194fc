// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.delivery;

import java.io.IOException;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/** A text frame, and what the gateway needs to know of it. Immutable. */
public final class Frame {

    private static final JsonFactory JSON = new JsonFactory();

    private final String messageId;
    private final String conversation;
    private final String text;

    private Frame(String messageId, String conversation, String text) {
        this.messageId = messageId;
        this.conversation = conversation;
        this.text = text;
    }

    /** The answer to a text ping. */
    static Frame pong() {
        return new Frame(null, null, "pong");
    }

    /**
     * Any text. If it is a JSON object it is a message and kept in the history; if it has a {@code MsgId} as well it is
     * tracked under this id. Anything else is just sent.
     */
    public static Frame of(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return new Frame(null, null, text);
            }
            String id = null;
            String conversation = "";
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("MsgId")) {
                    id = isId(value) ? parser.getText() : null;
                } else if (name.equals("GroupId")) {
                    conversation = isId(value) ? parser.getText() : "";
                }
                parser.skipChildren();
            }
            return parser.nextToken() == null
                    ? new Frame(id == null || id.isEmpty() ? null : id, conversation, text)
                    : new Frame(null, null, text);
        } catch (IOException e) {
            // Not JSON: a test wants to see what the client makes of it.
            return new Frame(null, null, text);
        }
    }

    /** Numbers keep all their digits: what counts is how they are written. */
    private static boolean isId(JsonToken value) {
        return value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT;
    }

    Optional<String> messageId() {
        return Optional.ofNullable(messageId);
    }

    /** Whose conversation it belongs to, maybe the empty one; empty if this is no message. */
    Optional<String> conversation() {
        return Optional.ofNullable(conversation);
    }

    /** What goes over the wire. */
    public String text() {
        return text;
    }
}
