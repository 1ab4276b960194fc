// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.StoreException;
import org.chatdock.store.internal.search.Candidate;
import org.chatdock.store.internal.search.SearchSession;
import org.chatdock.store.internal.search.Source;
import org.chatdock.store.internal.search.Unindexed;

/** The store, as search sees it: the backlog is what the index lacks. */
final class StoreSource implements Source {
    private final Database database;
    private final Formats formats;
    private final Backlog backlog;
    private final StoreWatcher watcher;

    StoreSource(Database database, Formats formats, Backlog backlog, StoreWatcher watcher) {
        this.database = database;
        this.formats = formats;
        this.backlog = backlog;
        this.watcher = watcher;
    }

    @Override
    public Unindexed unindexed(ConversationId only) {
        Unindexed unindexed = backlog.now(seen -> new Unindexed(seen.lastArrival(), candidates(seen, only)));
        if (unindexed == null) {
            throw StoreFailure.unreadable();
        }
        return unindexed;
    }

    private List<Candidate> candidates(Backlog seen, ConversationId only) {
        List<Candidate> candidates = new ArrayList<>();
        for (ConversationRow row : rows(seen, only)) {
            for (Pending pending : row.pending) {
                if (pending.event.isMessage()) {
                    candidates.add(candidate(pending.event));
                }
            }
        }
        return candidates;
    }

    private static Collection<ConversationRow> rows(Backlog seen, ConversationId only) {
        if (only == null) {
            return seen.rows();
        }
        ConversationRow row = seen.row(only);
        return row == null ? List.of() : List.of(row);
    }

    private Candidate candidate(Event event) {
        return new Candidate(event.position().time(), event.arrival(), () -> formats.bodies()
                .decode(event.body(), event.conversation(), event.position().time()).stored(event.arrival(),
                        event.understood()));
    }

    @Override
    public SearchSession open() throws SQLException {
        return new StoreSearchSession(database, formats);
    }

    @Override
    public StoreException failure(Throwable cause) {
        StoreException failure = StoreFailure.of(database.file(), cause);
        if (StoreFailure.isDamage(cause)) {
            watcher.damaged(failure);
        }
        return failure;
    }

    @Override
    public StoreException closed() {
        return StoreFailure.closed();
    }
}
