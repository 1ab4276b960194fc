// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.export;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

import org.chatdock.api.message.Message;
import org.chatdock.api.store.Note;
import org.chatdock.api.store.StoredMessage;

import com.fasterxml.jackson.core.JsonGenerator;

/** A conversation for programs; the format is described at the package. */
final class JsonLines implements Sheet {
    private static final String FORMAT = "chatdock-conversation";
    private static final int VERSION = 1;
    private static final int NANO_DIGITS = 9;
    private static final int MILLI_DIGITS = 3;
    /** The protocol names them, so they cannot be further keys, whatever a message says. */
    private static final Set<String> NAMED = Set.of("MsgId", "GroupId", "From", "To", "FromType", "MsgType", "Content",
            "KfPicUrl", "KfFileUrl", "MediaId", "MsgTime", "msgTime");

    private final Writer out;
    private final Subject subject;

    JsonLines(Writer out, Subject subject) {
        this.out = out;
        this.subject = subject;
    }

    @Override
    public void begin() throws IOException {
        line("conversation", json -> {
            json.writeStringField("format", FORMAT);
            json.writeNumberField("version", VERSION);
            json.writeStringField("id", subject.id().value());
            if (subject.customer() != null) {
                json.writeStringField("customer", subject.customer().name());
                json.writeStringField("detail", subject.customer().detail());
            }
            json.writeStringField("exported", subject.time().toString());
            json.writeArrayFieldStart("tags");
            for (String tag : subject.tags()) {
                json.writeString(tag);
            }
            json.writeEndArray();
        });
    }

    @Override
    public void message(StoredMessage stored) throws IOException {
        line("message", json -> {
            json.writeObjectFieldStart("message");
            fields(json, stored.message());
            json.writeEndObject();
            json.writeNumberField("arrival", stored.arrival());
            json.writeBooleanField("understood", stored.understood());
            json.writeNumberField("version", stored.version());
            json.writeBooleanField("recalled", stored.recalled());
        });
    }

    private static void fields(JsonGenerator json, Message message) throws IOException {
        json.writeStringField("MsgId", message.id().value());
        json.writeStringField("GroupId", message.conversation().value());
        json.writeStringField("From", message.from());
        json.writeStringField("To", message.to());
        json.writeStringField("FromType", message.fromType());
        json.writeStringField("MsgType", message.type());
        json.writeStringField("Content", message.content());
        json.writeStringField("KfPicUrl", message.attachment().pictureUrl());
        json.writeStringField("KfFileUrl", message.attachment().fileUrl());
        json.writeStringField("MediaId", message.attachment().mediaId());
        // As text that is a number: a generator would write some of them with an exponent.
        json.writeFieldName("MsgTime");
        json.writeNumber(millis(message.time()));
        for (Map.Entry<String, Object> field : message.extra().entrySet()) {
            if (!NAMED.contains(field.getKey())) {
                json.writePOJOField(field.getKey(), field.getValue());
            }
        }
    }

    private static String millis(Instant time) {
        BigDecimal millis = BigDecimal.valueOf(time.getEpochSecond())
                .add(BigDecimal.valueOf(time.getNano(), NANO_DIGITS)).movePointRight(MILLI_DIGITS);
        return millis.stripTrailingZeros().toPlainString();
    }

    @Override
    public void end() throws IOException {
        for (Note note : subject.notes()) {
            line("note", json -> {
                json.writeNumberField("id", note.id());
                if (note.message() != null) {
                    json.writeStringField("MsgId", note.message().value());
                }
                json.writeStringField("author", note.author());
                json.writeStringField("text", note.text());
                json.writeStringField("time", note.time().toString());
            });
        }
    }

    private void line(String kind, JsonText.Content content) throws IOException {
        out.write(JsonText.of(json -> {
            json.writeStartObject();
            json.writeStringField("kind", kind);
            content.write(json);
            json.writeEndObject();
        }));
        out.write('\n');
    }
}
