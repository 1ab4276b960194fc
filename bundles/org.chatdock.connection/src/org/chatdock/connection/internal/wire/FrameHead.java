// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * The ids of a message of which only the first bytes are there.
 *
 * @param messageId empty if it does not stand there
 * @param conversation empty if it does not stand there
 */
public record FrameHead(String messageId, String conversation) {
    private static final JsonFactory JSON = new JsonFactory();

    /** Reads as far as it can. Never fails. */
    public static FrameHead read(ByteBuffer head) {
        byte[] bytes = new byte[head.remaining()];
        head.slice().get(bytes);
        String messageId = "";
        String conversation = "";
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    JsonToken value = parser.nextToken();
                    if (name.equals("MsgId") && value.isScalarValue()) {
                        messageId = parser.getText();
                    } else if (name.equals("GroupId") && value.isScalarValue()) {
                        conversation = parser.getText();
                    } else {
                        parser.skipChildren();
                    }
                }
            }
        } catch (IOException e) {
            // Cut off in the middle of something: what has been read until then is what there is.
        }
        return new FrameHead(messageId, conversation);
    }
}
