// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.chatdock.api.customer.Customer;
import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.Note;
import org.chatdock.api.store.StoreException;
import org.chatdock.api.store.StoredDraft;

/**
 * What is kept beside a conversation's messages, as bytes: one byte, the format's version (1), then the conversation's
 * id and what is kept of it. The id is inside because outside there is only its digest.
 */
final class AsideFormat {
    private static final int VERSION = 1;
    private static final int USUAL_BYTES = 128;

    /** What is kept, and of which conversation. */
    record Of<T>(ConversationId conversation, T kept) {
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

    static Of<StoredDraft> draft(byte[] body) {
        ByteReader bytes = begin(body);
        ConversationId conversation = new ConversationId(bytes.text());
        String text = bytes.text();
        int caret = (int) bytes.number();
        List<Attachment> attachments = new ArrayList<>();
        for (long rest = bytes.number(); rest > 0; rest--) {
            attachments.add(new Attachment(bytes.text(), bytes.text(), bytes.text()));
        }
        return new Of<>(conversation, new StoredDraft(text, caret, attachments));
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

    static Of<Set<String>> tags(byte[] body) {
        ByteReader bytes = begin(body);
        ConversationId conversation = new ConversationId(bytes.text());
        Set<String> tags = new LinkedHashSet<>();
        for (long rest = bytes.number(); rest > 0; rest--) {
            tags.add(bytes.text());
        }
        return new Of<>(conversation, tags);
    }

    static byte[] customer(ConversationId conversation, Customer customer) {
        ByteWriter bytes = begin(conversation);
        bytes.text(customer.name());
        bytes.text(customer.detail());
        return bytes.toBytes();
    }

    static Of<Customer> customer(byte[] body) {
        ByteReader bytes = begin(body);
        return new Of<>(new ConversationId(bytes.text()), new Customer(bytes.text(), bytes.text()));
    }

    /** Whose it is; null if these bytes are not what would be written of that kind. */
    static ConversationId owner(Asides.Kind kind, byte[] body) {
        try {
            ConversationId conversation = new ConversationId(begin(body).text());
            byte[] again = switch (kind) {
                case DRAFT -> draft(conversation, draft(body).kept());
                case TAGS -> tags(conversation, tags(body).kept());
                case CUSTOMER -> customer(conversation, customer(body).kept());
            };
            return Arrays.equals(body, again) ? conversation : null;
        } catch (StoreException | IllegalArgumentException e) {
            return null;
        }
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
