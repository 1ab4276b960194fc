// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.wire;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.sending.ClientId;
import org.chatdock.api.sending.Outgoing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

/**
 * The body of the send call, key for key as the gateway's older client writes it: what it leaves undefined is left out,
 * and {@code KfFileUrl} is always there. Our id follows only if a key for it is configured.
 */
public final class RequestBody {
    private static final JsonFactory JSON = new JsonFactory();

    private RequestBody() {
    }

    /**
     * @param message trimmed
     * @param agent as the gateway writes the sender
     * @param idKey the key of our id, empty to leave it out
     */
    public static byte[] of(Outgoing message, String agent, String idKey, ClientId id) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            write(json, message, agent);
            if (!idKey.isEmpty()) {
                json.writeStringField(idKey, id.value());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return JavaScriptText.escapeHalfPairs(text.toString()).getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonGenerator json, Outgoing message, String agent) throws IOException {
        Attachment attachment = message.attachment();
        json.writeStringField("To", message.to().value());
        json.writeStringField("FromType", SenderType.AGENT);
        json.writeStringField("From", agent);
        json.writeStringField("Content", message.content());
        json.writeStringField("MsgType", message.type());
        writeUnlessEmpty(json, "KfPicUrl", attachment.pictureUrl());
        json.writeStringField("KfFileUrl", attachment.fileUrl());
        writeUnlessEmpty(json, "MediaId", attachment.mediaId());
    }

    private static void writeUnlessEmpty(JsonGenerator json, String key, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(key, value);
        }
    }
}
