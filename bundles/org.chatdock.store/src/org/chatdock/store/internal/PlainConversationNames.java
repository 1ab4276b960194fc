// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.PreparedStatement;
import java.sql.SQLException;

import org.chatdock.api.message.ConversationId;

/** Conversations' ids in the clear. */
final class PlainConversationNames implements ConversationNames {
    @Override
    public void bind(PreparedStatement statement, int column, ConversationId id) throws SQLException {
        ExactText.bind(statement, column, id.value());
    }

    @Override
    public ConversationId of(Object value) {
        return new ConversationId(value instanceof byte[] units ? ExactText.fromUnits(units) : (String) value);
    }
}
