// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.util.Map;

import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.store.StoredMessage;

/**
 * A message of the outbox as a row below the messages of the store.
 *
 * @param shown what renderers are given: the same object as long as the entry is there, whatever becomes of it
 */
record Unsent(OutboxEntry entry, StoredMessage shown) {
    private static final String PREFIX = "outbox:";

    static Unsent of(OutboxEntry entry) {
        Outgoing message = entry.message();
        return new Unsent(entry, new StoredMessage(new Message(new MessageId(PREFIX + entry.id()), message.to(),
                entry.from(), message.to().value(), SenderType.AGENT, message.type(), message.content(),
                message.attachment(), entry.written(), Map.of()), Long.MAX_VALUE, true));
    }

    Unsent with(OutboxEntry now) {
        return new Unsent(now, shown);
    }
}
