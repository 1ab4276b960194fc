// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Candidates, the newest first; at most so many. If there are more, the oldest are dropped, and that is remembered.
 */
final class Newest {
    private final int limit;
    /** No candidate after this one is wanted; null: all are. */
    private final Candidate newest;
    private final PriorityQueue<Candidate> queue = new PriorityQueue<>(Collections.reverseOrder());
    /** The newest of those that were dropped. */
    private Candidate dropped;

    Newest(int limit, Candidate newest) {
        this.limit = limit;
        this.newest = newest;
    }

    void add(Candidate candidate) {
        if (newest != null && candidate.compareTo(newest) > 0
                || dropped != null && candidate.compareTo(dropped) <= 0) {
            return;
        }
        queue.add(candidate);
        if (queue.size() > limit) {
            dropHalf();
        }
    }

    private void dropHalf() {
        List<Candidate> sorted = new ArrayList<>(queue);
        Collections.sort(sorted);
        int half = sorted.size() / 2;
        dropped = sorted.get(half - 1);
        queue.clear();
        queue.addAll(sorted.subList(half, sorted.size()));
    }

    int size() {
        return queue.size();
    }

    /** Null if there is none. */
    Candidate peek() {
        return queue.peek();
    }

    Candidate poll() {
        return queue.poll();
    }

    /** Null if none was. */
    Candidate dropped() {
        return dropped;
    }
}
