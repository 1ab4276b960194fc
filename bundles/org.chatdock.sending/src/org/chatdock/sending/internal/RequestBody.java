// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.sending.Outgoing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

/**
 * The body of the send call, key for key as the gateway's older client writes it: what it leaves undefined is left out,
 * and {@code KfFileUrl} is always there.
 */
final class RequestBody {
    private static final JsonFactory JSON = new JsonFactory();

    private RequestBody() {
    }

    /** {@code content}: trimmed. {@code agent}: as the gateway writes the sender. */
    static byte[] of(Outgoing message, String content, String agent) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(json, message, content, agent);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return JavaScriptText.escapeHalfPairs(text.toString()).getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonGenerator json, Outgoing message, String content, String agent) throws IOException {
        Attachment attachment = message.attachment();
        json.writeStartObject();
        json.writeStringField("To", message.to().value());
        json.writeStringField("FromType", SenderType.AGENT);
        json.writeStringField("From", agent);
        json.writeStringField("Content", content);
        json.writeStringField("MsgType", message.type());
        writeUnlessEmpty(json, "KfPicUrl", attachment.pictureUrl());
        json.writeStringField("KfFileUrl", attachment.fileUrl());
        writeUnlessEmpty(json, "MediaId", attachment.mediaId());
        json.writeEndObject();
    }

    private static void writeUnlessEmpty(JsonGenerator json, String key, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(key, value);
        }
    }
}
