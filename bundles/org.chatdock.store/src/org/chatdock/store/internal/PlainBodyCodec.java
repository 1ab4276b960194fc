// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.time.Instant;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;

/**
 * A message in the clear: one byte, the format's version (1), then nine texts as {@link ByteWriter#text} writes them:
 * id, sender, receiver, kind of sender, type, picture URL, file URL, media id, extra fields as JSON (empty if there are
 * none), and the content.
 */
final class PlainBodyCodec implements BodyCodec {
    private static final int VERSION = 1;
    /** For what is not content; saves growing the buffer. */
    private static final int USUAL_BYTES = 128;

    private final ExtraJson json = new ExtraJson();

    @Override
    public byte[] encode(Message message) {
        ByteWriter body = new ByteWriter(USUAL_BYTES + 3 * Math.min(message.content().length(), 1 << 20));
        Attachment attachment = message.attachment();
        body.octet(VERSION);
        body.text(message.id().value());
        body.text(message.from());
        body.text(message.to());
        body.text(message.fromType());
        body.text(message.type());
        body.text(attachment.pictureUrl());
        body.text(attachment.fileUrl());
        body.text(attachment.mediaId());
        body.text(json.write(message.extra()));
        body.text(message.content());
        return body.toBytes();
    }

    @Override
    public Message decode(byte[] bytes, ConversationId conversation, Instant time) {
        ByteReader body = new ByteReader(bytes);
        if (body.octet() != VERSION) {
            throw StoreFailure.body();
        }
        MessageId id = new MessageId(body.text());
        String from = body.text();
        String to = body.text();
        String fromType = body.text();
        String type = body.text();
        String picture = body.text();
        String file = body.text();
        String media = body.text();
        Attachment attachment = picture.isEmpty() && file.isEmpty() && media.isEmpty() ? Attachment.NONE
                : new Attachment(picture, file, media);
        String extra = body.text();
        return new Message(id, conversation, from, to, fromType, type, body.text(), attachment, time, json.read(extra));
    }
}
