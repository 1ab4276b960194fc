// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.sending.ClientId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.chatdock.api.sending.SendState;
import org.chatdock.api.store.StoreException;

/**
 * An entry of the outbox, as bytes: one byte, the format's version (1), then its parts in the order of the record.
 * State and reason stand there by name, so that their order in the API is free; what is null is the empty text.
 */
final class OutboxFormat {
    private static final int VERSION = 1;
    private static final int USUAL_BYTES = 256;

    private OutboxFormat() {
    }

    static byte[] write(OutboxEntry entry) {
        ByteWriter bytes = new ByteWriter(USUAL_BYTES);
        bytes.octet(VERSION);
        bytes.text(entry.id().value());
        bytes.text(entry.first().value());
        write(bytes, entry.message());
        bytes.signed(entry.written().getEpochSecond());
        bytes.number(entry.written().getNano());
        bytes.text(entry.state().name());
        bytes.text(entry.reason() == null ? "" : entry.reason().name());
        bytes.text(entry.serviceText());
        bytes.number(entry.tries());
        bytes.text(entry.from());
        bytes.text(entry.after() == null ? "" : entry.after().value());
        bytes.text(entry.sentAs() == null ? "" : entry.sentAs().value());
        return bytes.toBytes();
    }

    private static void write(ByteWriter bytes, Outgoing message) {
        bytes.text(message.to().value());
        bytes.text(message.type());
        bytes.text(message.content());
        bytes.text(message.attachment().pictureUrl());
        bytes.text(message.attachment().fileUrl());
        bytes.text(message.attachment().mediaId());
    }

    /** @throws StoreException if these bytes are not what would be written */
    static OutboxEntry read(byte[] body) {
        try {
            ByteReader bytes = new ByteReader(body);
            OutboxEntry entry = bytes.octet() == VERSION ? entry(bytes) : null;
            if (entry != null && Arrays.equals(body, write(entry))) {
                return entry;
            }
        } catch (@SuppressWarnings("unused") IllegalArgumentException | DateTimeException | ArithmeticException e) {
            // No such entry: not with its words, which may be the message's.
        }
        throw StoreFailure.body();
    }

    private static OutboxEntry entry(ByteReader bytes) {
        return new OutboxEntry(new ClientId(bytes.text()), new ClientId(bytes.text()), message(bytes),
                Instant.ofEpochSecond(bytes.signed(), bytes.number()), SendState.valueOf(bytes.text()),
                reason(bytes.text()), bytes.text(), (int) bytes.number(), bytes.text(), id(bytes.text()),
                id(bytes.text()));
    }

    private static Outgoing message(ByteReader bytes) {
        return new Outgoing(new ConversationId(bytes.text()), bytes.text(), bytes.text(),
                new Attachment(bytes.text(), bytes.text(), bytes.text()));
    }

    private static Reason reason(String name) {
        return name.isEmpty() ? null : Reason.valueOf(name);
    }

    private static MessageId id(String value) {
        return value.isEmpty() ? null : new MessageId(value);
    }
}
