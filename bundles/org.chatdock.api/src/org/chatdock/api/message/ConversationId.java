// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.message;

import java.util.Objects;

/**
 * What names a conversation: the customer's user id, the gateway's {@code GroupId} as text. Messages that came without
 * one share the conversation with the empty id.
 *
 * @param value never null
 */
public record ConversationId(String value) implements Comparable<ConversationId> {
    public ConversationId {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public int compareTo(ConversationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
