// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.delivery;

import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A text frame, and the message id in it if it has one. Immutable. */
public final class Frame {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String messageId;
    private final String text;

    private Frame(String messageId, String text) {
        this.messageId = messageId;
        this.text = text;
    }

    static Frame of(String messageId, String text) {
        return new Frame(messageId, text);
    }

    /** Any text: if it is a JSON object with a {@code MsgId} it is tracked under this id, else it is just sent. */
    public static Frame raw(String text) {
        try {
            JsonNode id = JSON.readTree(text).path("MsgId");
            boolean usable = id.isTextual() && !id.textValue().isEmpty() || id.isIntegralNumber();
            return new Frame(usable ? id.asText() : null, text);
        } catch (JsonProcessingException e) {
            // Not JSON: a test wants to see what the client makes of it.
            return new Frame(null, text);
        }
    }

    Optional<String> messageId() {
        return Optional.ofNullable(messageId);
    }

    /** What goes over the wire. */
    public String text() {
        return text;
    }
}
