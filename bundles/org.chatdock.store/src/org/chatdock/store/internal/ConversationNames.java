// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import org.chatdock.api.message.ConversationId;

/**
 * Puts a conversation's id into a column, the same value whenever it is the same id, and reads it back. Any thread.
 */
interface ConversationNames {
    void bind(PreparedStatement statement, int column, ConversationId id) throws SQLException;

    /** @throws org.chatdock.api.store.StoreException if the column holds something else */
    default ConversationId read(ResultSet row, int column) throws SQLException {
        return of(row.getObject(column));
    }

    /**
     * From what stands in the column: a text, or {@code byte[]}.
     *
     * @throws org.chatdock.api.store.StoreException if it is something else
     */
    ConversationId of(Object value);
}
