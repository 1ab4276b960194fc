// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.memory;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.SearchHit;
import org.chatdock.api.store.SearchQuery;
import org.chatdock.api.store.StoreException;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.store.internal.search.Sieve;

/** One search: looks through the messages a few at a time, the newest first, and compares while nobody waits for it. */
final class MemorySearch implements Runnable {
    /** Where the messages are. */
    interface Source {
        /**
         * The newest messages before one of them, the newest first.
         *
         * @param only of this conversation only; null: of all
         * @param end null: the newest of all
         * @throws StoreException if the store is closed
         */
        List<StoredMessage> newest(ConversationId only, StoredMessage end, int limit);
    }

    /** So few that whoever writes meanwhile does not notice. */
    private static final int AT_ONCE = 200;

    private final SearchQuery query;
    private final Predicate<SearchHit> found;
    private final Source source;
    private final long lastArrival;
    private final Blame blame;
    private final CompletableFuture<Boolean> answer = new CompletableFuture<>();
    /** The arrivals of the hits: a message that has moved to an older place since is not told again. */
    private final Set<Long> told = new HashSet<>();

    /** {@code lastArrival}: what came later is not searched. */
    MemorySearch(SearchQuery query, Predicate<SearchHit> found, Source source, long lastArrival, Blame blame) {
        this.query = query;
        this.found = found;
        this.source = source;
        this.lastArrival = lastArrival;
        this.blame = blame;
    }

    CompletableFuture<Boolean> answer() {
        return answer;
    }

    @Override
    public void run() {
        try {
            answer.complete(lookThrough(new Sieve(query)));
        } catch (StoreException e) {
            answer.completeExceptionally(e);
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(new StoreException("The message store could not search ("
                    + e.getClass().getName() + ").", e));
        }
    }

    private boolean lookThrough(Sieve sieve) {
        if (answer.isDone() || sieve.isEmpty()) {
            return !answer.isDone();
        }
        StoredMessage end = null;
        for (List<StoredMessage> some = newest(end); !some.isEmpty(); some = newest(end)) {
            for (StoredMessage stored : some) {
                if (isOver(stored.message().time())) {
                    return true;
                }
                if (answer.isDone() || !look(sieve, stored)) {
                    return false;
                }
            }
            end = some.get(some.size() - 1);
        }
        return true;
    }

    private List<StoredMessage> newest(StoredMessage end) {
        return source.newest(query.conversation(), end, AT_ONCE);
    }

    private boolean isOver(Instant time) {
        return query.from() != null && time.isBefore(query.from());
    }

    /** @return false if that was enough */
    private boolean look(Sieve sieve, StoredMessage stored) {
        SearchHit hit = stored.arrival() > lastArrival ? null : sieve.hit(stored);
        return hit == null || !told.add(stored.arrival()) || tell(hit);
    }

    private boolean tell(SearchHit hit) {
        try {
            return found.test(hit);
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            blame.failed("Who was told what a search has found", found, e);
            return false;
        }
    }
}
