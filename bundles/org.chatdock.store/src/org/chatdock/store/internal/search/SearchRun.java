// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.search;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import org.chatdock.api.store.SearchHit;
import org.chatdock.api.store.SearchQuery;
import org.chatdock.api.store.StoredMessage;

/**
 * One search. The index is in the order of arrival, hits are told in the order of (time, arrival). Both are the same
 * but for what came late, and so the index is read block by block, the one with the newest message first; a candidate
 * is told once no block that has not been read can have a newer one. A late message makes nothing wait, and one whose
 * sender's clock is ahead only has its block read early. The thread that searches only.
 */
final class SearchRun {
    /** So many candidates are kept at a time, some 10 MB. If there are more, the index is read again for the rest. */
    static final int CANDIDATES = 100_000;
    /** While fewer than these are found at once, more blocks are read at once. */
    private static final int ENOUGH = 500;

    private final SearchQuery query;
    private final Criteria criteria;
    private final int limit;
    private final Predicate<SearchHit> found;
    private final BooleanSupplier ended;

    private IndexReader index;
    /** What the index is asked. */
    private String match;
    /** The conversation that is asked for; negative: any. */
    private long conversation;
    private Unindexed unindexed;
    /** What was not indexed when the search began may be by now. */
    private final Set<Long> unindexedArrivals = new HashSet<>();

    /**
     * @param limit how many candidates are kept at a time, at least 2
     * @param found false ends the search
     * @param ended whether somebody else has ended the search; asked before every candidate
     */
    SearchRun(SearchQuery query, TokenCode code, int limit, Predicate<SearchHit> found, BooleanSupplier ended) {
        this.query = query;
        this.limit = limit;
        this.found = found;
        this.ended = ended;
        criteria = new Criteria(query, code);
    }

    /** @return whether everything was looked through */
    boolean run(Source source, IndexReader reader) throws SQLException {
        if (criteria.isEmpty()) {
            return true;
        }
        index = reader;
        unindexed = source.unindexed(query.conversation());
        unindexed.candidates().forEach(candidate -> unindexedArrivals.add(candidate.arrival()));
        conversation = query.conversation() == null ? -1 : index.session().key(query.conversation());
        boolean inIndex = query.conversation() == null || conversation >= 0;
        match = criteria.match(conversation);
        List<Block> blocks = inIndex ? index.blocks().stream().filter(criteria::meets).toList() : List.of();
        Candidate from = null;
        do {
            Newest newest = new Newest(limit, from);
            unindexed.candidates().forEach(candidate -> add(newest, candidate));
            if (!read(new BlockQueue(blocks), newest)) {
                return false;
            }
            from = newest.dropped();
        } while (from != null);
        return true;
    }

    private boolean read(BlockQueue blocks, Newest newest) throws SQLException {
        int atOnce = 1;
        while (tell(blocks, newest)) {
            if (blocks.isEmpty()) {
                return true;
            }
            int before = newest.size();
            for (BlockQueue.Range range : blocks.take(atOnce)) {
                if (ended.getAsBoolean()) {
                    return false;
                }
                index.candidates(match, conversation, range.first(), range.last(),
                        candidate -> addMoved(newest, candidate));
            }
            atOnce = newest.size() - before < ENOUGH ? 2 * atOnce : Math.max(1, atOnce / 2);
        }
        return false;
    }

    private void addMoved(Newest newest, Candidate candidate) {
        if (candidate.arrival() <= unindexed.lastArrival() && !unindexedArrivals.contains(candidate.arrival())) {
            add(newest, candidate);
        }
    }

    private void add(Newest newest, Candidate candidate) {
        if (criteria.within(candidate.time())) {
            newest.add(candidate);
        }
    }

    /** Tells what is newer than all that has not been read. @return false if the search has ended */
    private boolean tell(BlockQueue blocks, Newest newest) throws SQLException {
        for (Candidate next = newest.peek(); next != null; next = newest.peek()) {
            if (!blocks.isEmpty() && !next.time().isAfter(blocks.newest())) {
                return true;
            }
            if (ended.getAsBoolean() || !tell(newest.poll())) {
                return false;
            }
        }
        return true;
    }

    private boolean tell(Candidate candidate) throws SQLException {
        StoredMessage message = candidate.message();
        SearchHit hit = message == null ? null : criteria.verify(message);
        return hit == null || !ended.getAsBoolean() && found.test(hit);
    }
}
