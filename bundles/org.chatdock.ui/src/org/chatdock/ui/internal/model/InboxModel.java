// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.ConversationState;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.ConversationSummary;

/**
 * The list of conversations: those that are open, or all, and then the open ones first; newest first among their like.
 * Read again when asked, if it has changed. UI thread, but where said.
 */
public final class InboxModel {
    /** What was promised comes before what was not; then who waits longest. */
    private static final Comparator<ConversationSummary> URGENCY = Comparator
            .comparing(ConversationSummary::deadline, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(ConversationSummary::waitingSince);

    private final StoreReader reader;
    private final Runnable listener;
    private final AtomicBoolean dirty = new AtomicBoolean(true);
    private List<ConversationSummary> all = List.of();
    private List<ConversationSummary> rows = List.of();
    private boolean onlyOpen = true;
    private int open;
    private boolean reading;
    private boolean loaded;
    private boolean failed;

    public InboxModel(StoreReader reader, Runnable listener) {
        this.reader = reader;
        this.listener = listener;
    }

    /** The store has changed. Any thread. */
    public void changed() {
        dirty.set(true);
    }

    public boolean dirty() {
        return dirty.get();
    }

    public List<ConversationSummary> rows() {
        return rows;
    }

    /** How many conversations there are, shown or not. */
    public int total() {
        return all.size();
    }

    /** How many of them are open. */
    public int open() {
        return open;
    }

    public boolean onlyOpen() {
        return onlyOpen;
    }

    /** Whether to leave out what is closed or put aside. */
    public void setOnlyOpen(boolean only) {
        onlyOpen = only;
        arrange(all);
        listener.run();
    }

    private void arrange(List<ConversationSummary> conversations) {
        all = conversations;
        Map<ConversationState, List<ConversationSummary>> byState = conversations.stream()
                .collect(Collectors.groupingBy(ConversationSummary::state));
        open = byState.getOrDefault(ConversationState.OPEN, List.of()).size();
        rows = Stream.of(ConversationState.values()).filter(state -> !onlyOpen || state == ConversationState.OPEN)
                .flatMap(state -> byState.getOrDefault(state, List.of()).stream()).toList();
    }

    public boolean loaded() {
        return loaded;
    }

    public boolean failed() {
        return failed;
    }

    /** The summary of a conversation, null if it is not in the list. */
    public ConversationSummary row(ConversationId id) {
        int index = indexOf(id);
        return index < 0 ? null : rows.get(index);
    }

    public int indexOf(ConversationId id) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * The conversation to look at next, of those that are open: the unread one that is to be answered first, else the
     * one below in the list.
     */
    public static ConversationId next(List<ConversationSummary> conversations, ConversationId current) {
        List<ConversationSummary> rows = conversations.stream().filter(row -> row.state() == ConversationState.OPEN)
                .toList();
        ConversationSummary best = null;
        int at = -1;
        for (int i = 0; i < rows.size(); i++) {
            ConversationSummary row = rows.get(i);
            if (row.id().equals(current)) {
                at = i;
            } else if (row.unread() > 0 && row.waitingSince() != null
                    && (best == null || URGENCY.compare(row, best) < 0)) {
                best = row;
            }
        }
        if (best != null) {
            return best.id();
        }
        return rows.isEmpty() ? null : rows.get((at + 1) % rows.size()).id();
    }

    /** Starts to read the list if anything has changed; one reading at a time. */
    public void refresh() {
        if (reading || !dirty.compareAndSet(true, false)) {
            return;
        }
        reading = true;
        reader.read(ConversationStore::conversations, this::take, () -> {
            reading = false;
            failed = reader.hasStore();
            if (!reader.hasStore()) {
                arrange(List.of());
                loaded = false;
            }
            listener.run();
        });
    }

    private void take(List<ConversationSummary> conversations) {
        reading = false;
        loaded = true;
        failed = false;
        arrange(conversations);
        listener.run();
        // What changed while reading has left the mark again.
        refresh();
    }
}
