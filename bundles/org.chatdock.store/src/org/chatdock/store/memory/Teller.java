// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.memory;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.store.StoreChange;
import org.chatdock.api.store.StoreListener;

/** Tells listeners in the order of commits. What is committed while they are busy is told as one change. Any thread. */
final class Teller {
    private final List<StoreListener> listeners;
    private final Blame blame;

    private final Object lock = new Object();
    /** Guarded by {@link #lock}: what has not been told yet. */
    private final Set<ConversationId> conversations = new LinkedHashSet<>();
    /** Guarded by {@link #lock}: what has not been told yet. */
    private final List<Message> added = new ArrayList<>();
    /** Guarded by {@link #lock}. */
    private boolean telling;

    /** {@code listeners}: safe on any thread; changed by others. */
    Teller(List<StoreListener> listeners, Blame blame) {
        this.listeners = listeners;
        this.blame = blame;
    }

    /** To be called in the order of commits. Tells nothing yet. */
    void add(StoreChange change) {
        if (listeners.isEmpty()) {
            return;
        }
        synchronized (lock) {
            conversations.addAll(change.conversations());
            added.addAll(change.added());
        }
    }

    /** Tells all there is. One thread tells at a time; a listener that writes does not hear of that in between. */
    void tell() {
        synchronized (lock) {
            if (telling) {
                return;
            }
            telling = true;
        }
        for (StoreChange change = next(); change != null; change = next()) {
            for (StoreListener listener : listeners) {
                tell(listener, change);
            }
        }
    }

    /** Null: nothing is left. */
    private StoreChange next() {
        synchronized (lock) {
            telling = !conversations.isEmpty();
            if (!telling) {
                return null;
            }
            StoreChange change = new StoreChange(conversations, added);
            conversations.clear();
            added.clear();
            return change;
        }
    }

    private void tell(StoreListener listener, StoreChange change) {
        try {
            listener.storeChanged(change);
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            blame.failed("A listener of the message store", listener, e);
        }
    }
}
