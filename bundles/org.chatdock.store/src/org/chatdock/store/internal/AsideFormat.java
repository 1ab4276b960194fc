// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.Note;
import org.chatdock.api.store.StoredDraft;

/**
 * What agents write for themselves, as bytes: one byte, the format's version (1), then the conversation's id and what
 * is kept of it. The id is inside because outside there is only its digest.
 */
final class AsideFormat {
    private static final int VERSION = 1;
    private static final int USUAL_BYTES = 128;

    /** A draft and whose it is. */
    record Drafted(ConversationId conversation, StoredDraft draft) {
    }

    private AsideFormat() {
    }

    static byte[] draft(ConversationId conversation, StoredDraft draft) {
        ByteWriter bytes = begin(conversation);
        bytes.text(draft.text());
        bytes.number(draft.caret());
        bytes.number(draft.attachments().size());
        for (Attachment attachment : draft.attachments()) {
            bytes.text(attachment.pictureUrl());
            bytes.text(attachment.fileUrl());
            bytes.text(attachment.mediaId());
        }
        return bytes.toBytes();
    }

    static Drafted draft(byte[] body) {
        ByteReader bytes = begin(body);
        ConversationId conversation = new ConversationId(bytes.text());
        String text = bytes.text();
        int caret = (int) bytes.number();
        List<Attachment> attachments = new ArrayList<>();
        for (long rest = bytes.number(); rest > 0; rest--) {
            attachments.add(new Attachment(bytes.text(), bytes.text(), bytes.text()));
        }
        return new Drafted(conversation, new StoredDraft(text, caret, attachments));
    }

    /** @param message null if it is about the conversation */
    static byte[] note(ConversationId conversation, MessageId message, String author, String text, Instant time) {
        ByteWriter bytes = begin(conversation);
        bytes.text(message == null ? "" : message.value());
        bytes.text(author);
        bytes.text(text);
        bytes.signed(time.getEpochSecond());
        bytes.number(time.getNano());
        return bytes.toBytes();
    }

    static Note note(long id, byte[] body) {
        ByteReader bytes = begin(body);
        ConversationId conversation = new ConversationId(bytes.text());
        String message = bytes.text();
        return new Note(id, conversation, message.isEmpty() ? null : new MessageId(message), bytes.text(),
                bytes.text(), Instant.ofEpochSecond(bytes.signed(), bytes.number()));
    }

    static byte[] tags(ConversationId conversation, Set<String> tags) {
        ByteWriter bytes = begin(conversation);
        bytes.number(tags.size());
        tags.forEach(bytes::text);
        return bytes.toBytes();
    }

    static Set<String> tags(byte[] body) {
        ByteReader bytes = begin(body);
        bytes.text();
        Set<String> tags = new LinkedHashSet<>();
        for (long rest = bytes.number(); rest > 0; rest--) {
            tags.add(bytes.text());
        }
        return tags;
    }

    private static ByteWriter begin(ConversationId conversation) {
        ByteWriter bytes = new ByteWriter(USUAL_BYTES);
        bytes.octet(VERSION);
        bytes.text(conversation.value());
        return bytes;
    }

    private static ByteReader begin(byte[] body) {
        ByteReader bytes = new ByteReader(body);
        if (bytes.octet() != VERSION) {
            throw StoreFailure.body();
        }
        return bytes;
    }
}
