// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.util.HashMap;
import java.util.Map;

/**
 * What is kept in memory of the ids whose messages have been moved: the last few thousand, and a filter for the others.
 * Changed by the writer's thread under the backlog's lock.
 */
final class IdIndex {
    private final Map<Digest, Place> recent = new HashMap<>();
    private final IdFilter filter = new IdFilter();

    /** The place of an id that belongs to no epoch yet, null if it is none of those. */
    Place recent(Digest id) {
        return recent.get(id);
    }

    Map<Digest, Place> recent() {
        return recent;
    }

    int[] candidates(Digest id) {
        return filter.candidates(id);
    }

    int epochs() {
        return filter.epochs();
    }

    void addRecent(Map<Digest, Place> ids) {
        recent.putAll(ids);
    }

    /** An epoch has been written. {@code bits}: its filter. */
    void addEpoch(byte[] bits) {
        filter.add(bits);
    }

    void replaceRecent(Map<Digest, Place> ids) {
        recent.clear();
        recent.putAll(ids);
    }
}
