// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.handlers.internal;

import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.Revision;

/**
 * How a gateway says that a message was changed: an event with these keys beside those of every message.
 * <ul>
 * <li>{@code Event}: {@code edit} or {@code recall}
 * <li>{@code RefMsgId}: the message that it is about, a string or a number
 * <li>{@code Version}: a whole number, 1 or more, that grows with every change of that message; if it is absent, the
 * event's time in milliseconds counts
 * </ul>
 * What the message says from now on is the event's {@code Content}. The protocol of the seed is silent about all this.
 */
final class RevisionEvent {
    private static final String EVENT = "Event";
    private static final String MESSAGE = "RefMsgId";
    private static final String VERSION = "Version";

    private RevisionEvent() {
    }

    /** One that changes a message changes that, and is no message of its own; any other joins its conversation. */
    static CompletionStage<?> store(Message event, ConversationStore store) {
        Revision revision = read(event);
        return revision == null ? store.append(event) : store.revise(revision);
    }

    /** Null if this event changes no message. */
    private static Revision read(Message event) {
        Map<String, Object> extra = event.extra();
        MessageId message = id(extra.get(MESSAGE));
        long version = extra.containsKey(VERSION) ? wholeNumber(extra.get(VERSION)) : event.time().toEpochMilli();
        if (message == null || version < 1) {
            return null;
        }
        if ("edit".equals(extra.get(EVENT))) {
            return Revision.edit(message, version, event.content());
        }
        return "recall".equals(extra.get(EVENT)) ? Revision.recall(message, version) : null;
    }

    private static MessageId id(Object value) {
        String text = value instanceof Number number ? new BigDecimal(number.toString()).toPlainString()
                : value instanceof String string ? string : "";
        return text.isEmpty() ? null : new MessageId(text);
    }

    /** -1 if it is none, or too big. */
    private static long wholeNumber(Object value) {
        try {
            boolean fits = value instanceof Number || value instanceof String;
            return fits ? new BigDecimal(value.toString()).longValueExact() : -1;
        } catch (ArithmeticException | NumberFormatException e) {
            return -1;
        }
    }
}
