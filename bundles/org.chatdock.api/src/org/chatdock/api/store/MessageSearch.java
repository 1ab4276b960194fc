// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.store;

import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import org.osgi.annotation.versioning.ProviderType;

/** Finds messages by their text. Any thread; never waits. */
@ProviderType
public interface MessageSearch {
    /**
     * Searches all that is stored now, the newest message first: by time, and of the same time by arrival. Searches
     * run one after the other; whoever types on cancels the one before. To look for punctuation alone reads every
     * message and takes long.
     *
     * @param found gets each hit on a thread of the store, one after the other; false ends the search. What it throws
     *            ends the search, too, and is logged
     * @return completes, on a thread of the store, with whether everything was looked through; fails with
     *         {@link StoreException}. To cancel it ends the search soon, and no hit is told after that but one that is
     *         being told
     */
    CompletableFuture<Boolean> search(SearchQuery query, Predicate<SearchHit> found);
}
