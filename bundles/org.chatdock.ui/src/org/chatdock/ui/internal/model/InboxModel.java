// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.ConversationSummary;

/** The list of conversations, newest first. Read again when asked, if it has changed. UI thread, but where said. */
public final class InboxModel {
    private final StoreReader reader;
    private final Runnable listener;
    private final AtomicBoolean dirty = new AtomicBoolean(true);
    private List<ConversationSummary> rows = List.of();
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

    /** The conversation to look at next: the longest waiting one that is unread, else the one below in the list. */
    public static ConversationId next(List<ConversationSummary> rows, ConversationId current) {
        ConversationSummary best = null;
        int at = -1;
        for (int i = 0; i < rows.size(); i++) {
            ConversationSummary row = rows.get(i);
            if (row.id().equals(current)) {
                at = i;
            } else if (row.unread() > 0 && row.waitingSince() != null
                    && (best == null || row.waitingSince().isBefore(best.waitingSince()))) {
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
                rows = List.of();
                loaded = false;
            }
            listener.run();
        });
    }

    private void take(List<ConversationSummary> conversations) {
        reading = false;
        loaded = true;
        failed = false;
        rows = conversations;
        listener.run();
        // What changed while reading has left the mark again.
        refresh();
    }
}
