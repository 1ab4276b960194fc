// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.search;

import org.chatdock.api.store.SearchHit;
import org.chatdock.api.store.SearchQuery;
import org.chatdock.api.store.StoredMessage;

/** Finds what a query means among messages that are at hand, without an index. Any thread. */
public final class Sieve {
    private final Criteria criteria;

    public Sieve(SearchQuery query) {
        // The code is for the index, which nobody asks here.
        criteria = new Criteria(query, gram -> gram);
    }

    /** Whether there is nothing to search for: characters that cannot be seen, and no others. */
    public boolean isEmpty() {
        return criteria.isEmpty();
    }

    /** The hit that a message is, null if it is none. */
    public SearchHit hit(StoredMessage message) {
        return criteria.verify(message);
    }
}
