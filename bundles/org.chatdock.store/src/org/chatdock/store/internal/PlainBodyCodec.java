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
 * none), and the content. Of a message that was revised: version 2, and at the end the revision's number and one byte,
 * 1 if it was recalled.
 */
final class PlainBodyCodec implements BodyCodec {
    private static final int SENT = 1;
    private static final int REVISED = 2;
    /** For what is not content; saves growing the buffer. */
    private static final int USUAL_BYTES = 128;

    private final ExtraJson json = new ExtraJson();

    @Override
    public byte[] encode(Body of) {
        Message message = of.message();
        ByteWriter body = new ByteWriter(USUAL_BYTES + 3 * Math.min(message.content().length(), 1 << 20));
        Attachment attachment = message.attachment();
        body.octet(of.version() == 0 ? SENT : REVISED);
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
        if (of.version() > 0) {
            body.number(of.version());
            body.octet(of.recalled() ? 1 : 0);
        }
        return body.toBytes();
    }

    @Override
    public byte[] renew(byte[] body, ConversationId conversation, Instant time) {
        return null;
    }

    @Override
    public Body decode(byte[] bytes, ConversationId conversation, Instant time) {
        ByteReader body = new ByteReader(bytes);
        int format = body.octet();
        if (format != SENT && format != REVISED) {
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
        Message message = new Message(id, conversation, from, to, fromType, type, body.text(), attachment, time,
                json.read(extra));
        return format == SENT ? Body.sent(message) : new Body(message, body.number(), body.octet() != 0);
    }
}
