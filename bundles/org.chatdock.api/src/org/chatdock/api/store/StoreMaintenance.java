// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.store;

import java.util.concurrent.CompletionStage;

import org.chatdock.api.message.ConversationId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What is done to a store seldom, by somebody who knows why. Any thread may call any method; they return at once and
 * complete on a thread of the store, or fail with {@link StoreException}.
 */
@ProviderType
public interface StoreMaintenance {
    /**
     * Deletes a customer for good: messages, drafts, what waits to be sent, notes, tags, name, and what search knows of
     * them; and overwrites where that stood in the store's files, as far as a program can: not what a solid disk, a
     * snapshot or a backup keeps. Nobody sees the conversation from the first commit on; listeners are told then. Only
     * the messages' ids are remembered, as digests, so that a gateway that delivers one again does not bring it back. A
     * revision of a message that has never come stays: nothing tells whose it is. What the customer writes later begins
     * a new conversation.
     *
     * @return completes when nothing is left. In the background, for as long as it takes to read the store's files and
     *         to write the search index anew; if the store is closed before, it fails, and the next opening goes on
     */
    CompletionStage<Void> deleteCustomer(ConversationId conversation);

    /**
     * Makes a new key and encrypts everything with it, in the background; what is read and written meanwhile is not
     * hindered. Completes when the new key is used; fails if the store is not encrypted, or the last exchange has not
     * ended.
     */
    CompletionStage<Void> exchangeKey();
}
