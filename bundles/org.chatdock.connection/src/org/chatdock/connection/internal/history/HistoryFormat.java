// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.history;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.chatdock.api.connection.HistoryPage;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.connection.internal.wire.FrameDecoder;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * What is said on the wire, both ways. Any thread.
 *
 * <pre>{@code
 * {"known":{"<GroupId>":"<MsgId>",...},"after":"<cursor>","limit":500}
 * {"messages":[<frame>,...],"next":"<cursor>"}
 * }</pre>
 *
 * A frame is read from the very bytes that the answer has for it, so that a message is the same one, whether it comes
 * here or on the socket: numbers keep their digits, and one without an id gets the same id as long as the service
 * gives it byte for byte.
 */
final class HistoryFormat {
    private static final JsonFactory JSON = new JsonFactory();

    private final FrameDecoder decoder;

    HistoryFormat(FrameDecoder decoder) {
        this.decoder = decoder;
    }

    /**
     * Conversations whose newest message came without an id are left out: the gateway knows no name for it.
     *
     * @param after null for the first page
     */
    static byte[] question(Map<ConversationId, MessageId> known, String after, int limit) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeObjectFieldStart("known");
            for (Map.Entry<ConversationId, MessageId> each : known.entrySet()) {
                if (!each.getValue().wireText().isEmpty()) {
                    json.writeStringField(each.getKey().value(), each.getValue().wireText());
                }
            }
            json.writeEndObject();
            if (after != null) {
                json.writeStringField("after", after);
            }
            json.writeNumberField("limit", limit);
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("A byte array takes every byte.", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Elements of {@code messages} that are no JSON objects are left out, as such frames on the socket are.
     *
     * @param answer UTF-8
     * @throws HistoryException if it is not an answer
     */
    HistoryPage page(byte[] answer) throws HistoryException {
        try (JsonParser parser = JSON.createParser(answer)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw HistoryException.unreadable("is not a JSON object");
            }
            List<Message> messages = null;
            String next = null;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("messages") && value == JsonToken.START_ARRAY) {
                    messages = messages(parser, answer);
                } else if (name.equals("next")) {
                    next = cursor(parser);
                } else {
                    parser.skipChildren();
                }
            }
            if (messages == null) {
                throw HistoryException.unreadable("has no array 'messages'");
            }
            return new HistoryPage(messages, next);
        } catch (HistoryException e) {
            throw e;
        } catch (IOException e) {
            // Not as the cause: the parser's message quotes what it read.
            throw HistoryException.unreadable("is not JSON");
        }
    }

    private List<Message> messages(JsonParser parser, byte[] answer) throws IOException {
        List<Message> messages = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int begin = offset(parser.currentTokenLocation().getByteOffset());
            parser.skipChildren();
            int end = offset(parser.currentLocation().getByteOffset());
            if (parser.currentToken() == JsonToken.END_OBJECT) {
                decoder.decode(ByteBuffer.wrap(answer, begin, end - begin)).ifPresent(messages::add);
            }
        }
        return messages;
    }

    private static int offset(long bytes) throws HistoryException {
        if (bytes < 0) {
            throw HistoryException.unreadable("is not UTF-8");
        }
        return (int) bytes;
    }

    /** An empty cursor leads nowhere. */
    private static String cursor(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (!parser.currentToken().isScalarValue()) {
            throw HistoryException.unreadable("has a 'next' that is neither a text nor null");
        }
        return parser.getText().isEmpty() ? null : parser.getText();
    }
}
