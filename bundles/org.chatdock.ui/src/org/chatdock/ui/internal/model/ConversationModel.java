// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.sending.ClientId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.store.ConversationState;
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

    /** The newest page, how many messages of the customer nobody has read, and what was decided. */
    private record Newest(List<StoredMessage> page, int unread, ConversationState state) {
        static Newest of(ConversationStore store, ConversationId conversation) {
            Optional<ConversationSummary> row = store.conversations().stream()
                    .filter(each -> each.id().equals(conversation)).findFirst();
            return new Newest(store.page(conversation, null, PAGE), row.map(ConversationSummary::unread).orElse(0),
                    row.map(ConversationSummary::state).orElse(ConversationState.OPEN));
        }
    }

    private final StoreReader reader;
    private final Function<ConversationId, List<OutboxEntry>> outbox;
    private final Timeline timeline;
    private final Listener listener;

    /** Guarded by itself: what the store told since the last refresh. */
    private final Set<MessageId> told = new LinkedHashSet<>();
    private boolean toldAny;
    private boolean toldUnsent;
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
    private ConversationState state = ConversationState.OPEN;
    /** What is as in the store, as far as was told; null: all that is loaded. */
    private Set<MessageId> current;

    /** @param outbox what is not sent, in order; asked on the UI thread */
    public ConversationModel(StoreReader reader, Function<ConversationId, List<OutboxEntry>> outbox, ZoneId zone,
            Listener listener) {
        this.reader = reader;
        this.outbox = outbox;
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

    /** What the agent has decided about the conversation. */
    public ConversationState state() {
        return state;
    }

    /** The agent has just decided so. */
    public void setState(ConversationState decided) {
        state = decided;
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
            toldUnsent = false;
        }
        loaded = false;
        refreshing = false;
        loadingOlder = false;
        complete = false;
        failed = false;
        seekingStart = false;
        unreadLeft = 0;
        dividerSeen = false;
        state = ConversationState.OPEN;
        current = null;
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

    /** The outbox has changed. Any thread. */
    public boolean outboxChanged(Set<ConversationId> conversations) {
        synchronized (told) {
            toldUnsent |= shown != null && conversations.contains(shown);
            return toldUnsent;
        }
    }

    /** It is another outbox, or none. Any thread. */
    public boolean outboxChanged() {
        ConversationId now = shown;
        return now != null && outboxChanged(Set.of(now));
    }

    public boolean dirty() {
        synchronized (told) {
            return toldAny || toldUnsent;
        }
    }

    /** Whether the agent looks at the end of the conversation: what comes then needs no divider. */
    public void setWatched(boolean watched) {
        this.watched = watched;
        dividerSeen |= watched;
    }

    /** Puts the divider where the agent wants it; null: before the customer's newest message. */
    public void markUnread(MessageId from) {
        MessageId first = from;
        for (int i = timeline.size() - 1; i >= 0 && first == null; i--) {
            first = timeline.get(i).message().fromCustomer() ? timeline.get(i).message().id() : null;
        }
        timeline.setUnreadFrom(first);
        watched = false;
        dividerSeen = false;
    }

    /**
     * Brings the timeline up to date with what the store told. One refresh at a time.
     *
     * @param seen what has a row now: the store does not tell which messages were edited or recalled, so these are
     *            read again
     */
    public void refresh(List<MessageId> seen) {
        if (!loaded || refreshing || !dirty()) {
            return;
        }
        List<MessageId> ids;
        boolean stored;
        synchronized (told) {
            ids = new ArrayList<>(told);
            stored = toldAny;
            told.clear();
            toldAny = false;
            toldUnsent = false;
        }
        Set<ClientId> gone = showUnsent(Set.of());
        if (!stored && gone.isEmpty()) {
            listener.loading();
            return;
        }
        // A change without new messages may be that a message is understood now.
        for (int i = Math.max(0, timeline.size() - MANY); i < timeline.size(); i++) {
            if (!timeline.get(i).understood()) {
                ids.add(timeline.get(i).message().id());
            }
        }
        current = new HashSet<>(seen);
        ids.addAll(seen);
        read(ids, gone);
    }

    /** Other rows are seen now: reads again what may have been edited or recalled since it was loaded. */
    public void scrolled(List<MessageId> seen) {
        if (current == null || !loaded || refreshing) {
            return;
        }
        List<MessageId> ids = seen.stream().filter(current::add).toList();
        read(ids, Set.of());
    }

    /**
     * @param gone have left the outbox: what they have become is in the store by now, and takes their place when it is
     *            read
     */
    private void read(List<MessageId> ids, Set<ClientId> gone) {
        if (ids.isEmpty() && gone.isEmpty()) {
            return;
        }
        refreshing = true;
        int mine = generation;
        ConversationId conversation = shown;
        reader.read(store -> fetch(store, conversation, ids, !gone.isEmpty()), found -> {
            if (mine == generation) {
                refreshing = false;
                take(found);
                tellAgain(!showUnsent(gone).isEmpty());
                listener.loading();
            }
        }, () -> {
            if (mine == generation) {
                refreshing = false;
                failed = true;
                tellAgain(!gone.isEmpty());
                listener.loading();
            }
        });
    }

    private void tellAgain(boolean unsent) {
        synchronized (told) {
            toldUnsent |= unsent;
        }
    }

    /**
     * Shows what is in the outbox now. What has left it stays until the store has been read, or there would be a moment
     * in which the message is nowhere.
     *
     * @param read what has left it, and the store was read since
     * @return what else has left it
     */
    private Set<ClientId> showUnsent(Set<ClientId> read) {
        Map<ClientId, OutboxEntry> now = new LinkedHashMap<>();
        outbox.apply(shown).forEach(entry -> now.put(entry.id(), entry));
        Set<ClientId> gone = new HashSet<>();
        List<OutboxEntry> rows = new ArrayList<>();
        for (OutboxEntry known : timeline.unsent()) {
            OutboxEntry entry = now.get(known.id());
            if (entry == null && !read.contains(known.id())) {
                gone.add(known.id());
                rows.add(known);
            }
        }
        rows.addAll(now.values());
        timeline.setUnsent(timeline.withoutEchoes(rows));
        return gone;
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
            state = newest.state();
            loaded = true;
            failed = false;
            complete = page.size() < PAGE;
            timeline.merge(page);
            markUnread(page);
            showUnsent(Set.of());
            listener.loading();
            refresh(List.of());
        }, () -> {
            if (mine == generation) {
                failed = true;
                listener.loading();
            }
        });
    }

    private static List<StoredMessage> fetch(ConversationStore store, ConversationId conversation,
            List<MessageId> ids, boolean newest) {
        List<StoredMessage> found = new ArrayList<>(newest ? store.page(conversation, null, PAGE) : List.of());
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
        if (current != null) {
            found.forEach(stored -> current.add(stored.message().id()));
        }
        if (arrived > 0) {
            // The store opens it again.
            state = ConversationState.OPEN;
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
