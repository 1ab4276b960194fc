// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.settle;

import org.chatdock.api.message.Message;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.sending.ClientId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.sending.internal.wire.JavaScriptText;

/** Whether a message of the gateway is one of ours. Immutable. */
public final class Echo {
    private final String key;

    /** @param key under which the gateway's messages carry our id; empty if they do not */
    public Echo(String key) {
        this.key = key;
    }

    /** Whether it names itself as ours. */
    public boolean names(Message message, ClientId id) {
        return id.value().equals(named(message));
    }

    /** Whether it may be that entry: it says the same, and does not name itself as another. */
    public boolean mayBe(Message message, OutboxEntry entry) {
        return named(message) == null && SenderType.AGENT.equals(message.fromType())
                && message.from().equals(entry.from()) && message.type().equals(entry.message().type())
                && JavaScriptText.trim(message.content()).equals(entry.message().content())
                && message.attachment().equals(entry.message().attachment());
    }

    /** Null if it carries no id. */
    private String named(Message message) {
        return !key.isEmpty() && message.extra().get(key) instanceof String text && !text.isEmpty() ? text : null;
    }

    /** Whether the gateway's message of one entry could be taken for the other's. */
    public static boolean alike(OutboxEntry one, OutboxEntry other) {
        return one.from().equals(other.from()) && one.message().equals(other.message());
    }
}
