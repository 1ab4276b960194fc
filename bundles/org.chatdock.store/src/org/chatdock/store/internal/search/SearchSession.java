// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.search;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.StoredMessage;

/**
 * A connection that reads, in auto-commit mode, and what the store knows how to find on it. The thread that searches
 * only.
 */
public interface SearchSession extends AutoCloseable {
    Connection connection();

    /** The key that the index knows a conversation by; negative if it knows none of its messages. */
    long key(ConversationId conversation) throws SQLException;

    /** The message at a place, null if it is there no longer. */
    StoredMessage message(long conversation, Instant time, long arrival) throws SQLException;

    @Override
    void close() throws SQLException;
}
