// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.search;

import java.sql.SQLException;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.StoreException;

/** What search needs of the store beside its own tables. Called on the thread that searches. */
public interface Source {
    /**
     * What is committed but has no place in the index yet, as of now. A search calls it once, before it reads anything
     * else, so that no message can slip from here into the index unseen.
     *
     * @param only of this conversation only; null: of all
     */
    Unindexed unindexed(ConversationId only);

    /** A connection of its own that reads; search closes it. */
    SearchSession open() throws SQLException;

    /** Words for what went wrong. */
    StoreException failure(Throwable cause);

    /** Words for a search that came too late. Any thread. */
    StoreException closed();
}
