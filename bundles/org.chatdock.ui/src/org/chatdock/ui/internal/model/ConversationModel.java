// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.StoreChange;
import org.chatdock.api.store.StoredMessage;

/**
 * The conversation that is shown. Keeps the part that has been loaded in a {@link Timeline} and brings it up to date
 * when asked: a hidden view asks for nothing, and then only ids are collected.
 */
public final class ConversationModel {
    public static final int PAGE = 50;
    private static final int BIG_PAGE = 400;
    /** From so many new messages on the newest page is read instead of each message by its id. */
    private static final int MANY = 200;

    /** Is told on the UI thread. */
    public interface Listener {
        /** Another conversation is shown, or none. Its rows follow. */
        void shown();

        /** Loading began, ended, or failed. */
        void loading();

        /** New messages of the customer came in, that nobody has looked at. */
        void arrived(int count);
    }

    /** The newest page, and how many messages of the customer nobody has read. */
    private record Newest(List<StoredMessage> page, int unread) {
        static Newest of(ConversationStore store, ConversationId conversation) {
            int unread = store.conversations().stream().filter(row -> row.id().equals(conversation))
                    .mapToInt(ConversationSummary::unread).sum();
            return new Newest(store.page(conversation, null, PAGE), unread);
        }
    }

    private final StoreReader reader;
    private final Timeline timeline;
    private final Listener listener;

    /** Guarded by itself: what the store told since the last refresh. */
    private final Set<MessageId> told = new LinkedHashSet<>();
    private boolean toldAny;
    private volatile ConversationId shown;

    private int generation;
    private boolean loaded;
    private boolean refreshing;
    private boolean loadingOlder;
    private boolean complete;
    private boolean failed;
    private boolean seekingStart;
    private int unreadLeft;
    private boolean watched;
    private boolean dividerSeen;

    public ConversationModel(StoreReader reader, ZoneId zone, Listener listener) {
        this.reader = reader;
        this.timeline = new Timeline(zone);
        this.listener = listener;
    }

    public Timeline timeline() {
        return timeline;
    }

    public ConversationId shown() {
        return shown;
    }

    public boolean loaded() {
        return loaded;
    }

    public boolean complete() {
        return complete;
    }

    public boolean failed() {
        return failed;
    }

    /** Shows a conversation from its newest page on; null for none. */
    public void show(ConversationId conversation) {
        generation++;
        synchronized (told) {
            shown = conversation;
            told.clear();
            toldAny = false;
        }
        loaded = false;
        refreshing = false;
        loadingOlder = false;
        complete = false;
        failed = false;
        seekingStart = false;
        unreadLeft = 0;
        dividerSeen = false;
        timeline.clear();
        listener.shown();
        if (conversation != null) {
            loadNewest(conversation);
        }
    }

    /** Reads everything again, say because another store is there now. */
    public void reload() {
        show(shown);
    }

    /** The store has changed. Any thread. */
    public boolean changed(StoreChange change) {
        synchronized (told) {
            if (shown == null || !change.conversations().contains(shown)) {
                return false;
            }
            toldAny = true;
            for (Message message : change.added()) {
                if (message.conversation().equals(shown)) {
                    told.add(message.id());
                }
            }
            return true;
        }
    }

    public boolean dirty() {
        synchronized (told) {
            return toldAny;
        }
    }

    /** Whether the agent looks at the end of the conversation: what comes then needs no divider. */
    public void setWatched(boolean watched) {
        this.watched = watched;
        dividerSeen |= watched;
    }

    /** Brings the timeline up to date with what the store told. One refresh at a time. */
    public void refresh() {
        if (!loaded || refreshing || !dirty()) {
            return;
        }
        List<MessageId> ids;
        synchronized (told) {
            ids = new ArrayList<>(told);
            told.clear();
            toldAny = false;
        }
        // A change without new messages may be that a message is understood now.
        for (int i = Math.max(0, timeline.size() - MANY); i < timeline.size(); i++) {
            if (!timeline.get(i).understood()) {
                ids.add(timeline.get(i).message().id());
            }
        }
        if (ids.isEmpty()) {
            return;
        }
        refreshing = true;
        int mine = generation;
        ConversationId conversation = shown;
        reader.read(store -> fetch(store, conversation, ids), found -> {
            if (mine == generation) {
                refreshing = false;
                take(found);
                listener.loading();
            }
        }, () -> {
            if (mine == generation) {
                refreshing = false;
                failed = true;
                listener.loading();
            }
        });
    }

    /** Loads the page before the first known message, if there is one and none is under way. */
    public void older() {
        if (!loaded || loadingOlder || complete || timeline.size() == 0) {
            return;
        }
        loadingOlder = true;
        int limit = seekingStart ? BIG_PAGE : PAGE;
        int mine = generation;
        ConversationId conversation = shown;
        MessageId before = timeline.get(0).message().id();
        reader.read(store -> store.page(conversation, before, limit), page -> {
            if (mine != generation) {
                return;
            }
            loadingOlder = false;
            complete = page.size() < limit;
            timeline.merge(page);
            markUnread(page);
            listener.loading();
            if (complete) {
                seekingStart = false;
            } else if (seekingStart) {
                older();
            }
        }, () -> {
            if (mine == generation) {
                loadingOlder = false;
                failed = true;
                listener.loading();
            }
        });
    }

    /** Loads page after page until the conversation's first message is known, or until told otherwise. */
    public void seekStart(boolean seek) {
        seekingStart = seek && !complete;
        if (seekingStart) {
            older();
        }
    }

    /** Still so when the listener is told of the last page: it is what was sought. */
    public boolean seekingStart() {
        return seekingStart;
    }

    private void loadNewest(ConversationId conversation) {
        int mine = generation;
        reader.read(store -> Newest.of(store, conversation), newest -> {
            if (mine != generation) {
                return;
            }
            List<StoredMessage> page = newest.page();
            unreadLeft = newest.unread();
            loaded = true;
            failed = false;
            complete = page.size() < PAGE;
            timeline.merge(page);
            markUnread(page);
            listener.loading();
            refresh();
        }, () -> {
            if (mine == generation) {
                failed = true;
                listener.loading();
            }
        });
    }

    private static List<StoredMessage> fetch(ConversationStore store, ConversationId conversation,
            List<MessageId> ids) {
        List<StoredMessage> found = new ArrayList<>();
        Set<MessageId> missing = new HashSet<>(ids);
        if (ids.size() > 3) {
            for (StoredMessage stored : store.page(conversation, null, Math.min(MANY, ids.size() + 5))) {
                missing.remove(stored.message().id());
                found.add(stored);
            }
        }
        for (MessageId id : missing) {
            store.find(id).filter(stored -> stored.message().conversation().equals(conversation)).ifPresent(found::add);
        }
        return found;
    }

    private void take(List<StoredMessage> found) {
        int arrived = 0;
        MessageId first = null;
        for (StoredMessage stored : found) {
            if (timeline.get(stored.message().id()) == null && stored.message().fromCustomer()) {
                arrived++;
                first = first == null ? stored.message().id() : first;
            }
        }
        timeline.merge(found);
        if (arrived > 0) {
            if (!watched && (timeline.unreadFrom() == null || dividerSeen)) {
                timeline.setUnreadFrom(first);
                dividerSeen = false;
            }
            listener.arrived(arrived);
        }
    }

    /** Moves the divider up over the messages of the customer in this page, as long as there are unread ones. */
    private void markUnread(List<StoredMessage> page) {
        MessageId first = null;
        for (int i = page.size() - 1; i >= 0 && unreadLeft > 0; i--) {
            if (page.get(i).message().fromCustomer()) {
                unreadLeft--;
                first = page.get(i).message().id();
            }
        }
        if (first != null) {
            timeline.setUnreadFrom(first);
        }
    }
}
