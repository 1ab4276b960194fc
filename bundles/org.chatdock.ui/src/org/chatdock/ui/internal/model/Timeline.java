// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.StoredMessage;

/**
 * The known part of a conversation: messages in the order of the store, each once. Belongs to the UI thread. Tells its
 * listener where rows came in, so that a view does work for these rows only.
 */
public final class Timeline {
    /** Is told of changes, on the thread that makes them. */
    public interface Listener {
        /** All rows are gone. */
        void cleared();

        /** Rows came in before the row that had this index. */
        void inserted(int index, int count);

        /** The row is to be shown anew. */
        void changed(int index);
    }

    /** What the frame of a row shows beside the message. */
    public record Frame(boolean newDay, boolean newSender, boolean unreadBefore) {
    }

    private static final Comparator<StoredMessage> ORDER = Comparator
            .comparing((StoredMessage stored) -> stored.message().time()).thenComparingLong(StoredMessage::arrival);
    private static final Duration SAME_BREATH = Duration.ofMinutes(5);

    private final List<StoredMessage> rows = new ArrayList<>();
    private final Map<MessageId, StoredMessage> byId = new HashMap<>();
    private final ZoneId zone;
    private Listener listener;
    private MessageId unreadFrom;

    public Timeline(ZoneId zone) {
        this.zone = zone;
    }

    public void setListener(Listener listener) {
        this.listener = listener;
    }

    public int size() {
        return rows.size();
    }

    public StoredMessage get(int index) {
        return rows.get(index);
    }

    public StoredMessage get(MessageId id) {
        return byId.get(id);
    }

    /** The index of a message, -1 if it is not known. */
    public int indexOf(MessageId id) {
        StoredMessage stored = byId.get(id);
        return stored == null ? -1 : position(stored);
    }

    public void clear() {
        rows.clear();
        byId.clear();
        unreadFrom = null;
        if (listener != null) {
            listener.cleared();
        }
    }

    /** Takes in messages in any order; those that are known already only count if they have changed since. */
    public void merge(List<StoredMessage> messages) {
        List<StoredMessage> fresh = new ArrayList<>();
        for (StoredMessage stored : messages) {
            StoredMessage known = byId.get(stored.message().id());
            if (known == null) {
                byId.put(stored.message().id(), stored);
                fresh.add(stored);
            } else if (known.understood() != stored.understood() || known.version() != stored.version()) {
                byId.put(stored.message().id(), stored);
                int index = position(known);
                rows.set(index, stored);
                tellChanged(index);
            }
        }
        fresh.sort(ORDER);
        insertRuns(fresh);
    }

    /** The message that came in last, wherever it stands; null if there are none. */
    public StoredMessage newestArrival() {
        return rows.stream().max(Comparator.comparingLong(StoredMessage::arrival)).orElse(null);
    }

    /** Marks a message as the first that the agent has not read; null for none. */
    public void setUnreadFrom(MessageId id) {
        MessageId old = unreadFrom;
        unreadFrom = id;
        if (old != null && !old.equals(id)) {
            tellChanged(indexOf(old));
        }
        if (id != null && !id.equals(old)) {
            tellChanged(indexOf(id));
        }
    }

    public MessageId unreadFrom() {
        return unreadFrom;
    }

    public Frame frame(int index) {
        StoredMessage stored = rows.get(index);
        boolean unread = stored.message().id().equals(unreadFrom);
        if (index == 0) {
            return new Frame(true, true, unread);
        }
        StoredMessage before = rows.get(index - 1);
        boolean newDay = !before.message().time().atZone(zone).toLocalDate()
                .equals(stored.message().time().atZone(zone).toLocalDate());
        boolean newSender = newDay || unread || !before.message().fromType().equals(stored.message().fromType())
                || !before.message().from().equals(stored.message().from())
                || Duration.between(before.message().time(), stored.message().time()).compareTo(SAME_BREATH) > 0;
        return new Frame(newDay, newSender, unread);
    }

    /** Inserts sorted new messages, those that end up side by side in one go, the last run first. */
    private void insertRuns(List<StoredMessage> fresh) {
        int to = fresh.size();
        while (to > 0) {
            int index = insertionPoint(fresh.get(to - 1));
            int from = to - 1;
            while (from > 0 && insertionPoint(fresh.get(from - 1)) == index) {
                from--;
            }
            rows.addAll(index, fresh.subList(from, to));
            int count = to - from;
            if (listener != null) {
                listener.inserted(index, count);
            }
            // The row after them may have a new predecessor and with it a new frame.
            tellChanged(index + count);
            to = from;
        }
    }

    private void tellChanged(int index) {
        if (listener != null && index >= 0 && index < rows.size()) {
            listener.changed(index);
        }
    }

    private int position(StoredMessage stored) {
        int low = insertionPoint(stored);
        return low < rows.size() && rows.get(low).message().id().equals(stored.message().id()) ? low : -1;
    }

    /** The index of the first row that is not before the given one. */
    private int insertionPoint(StoredMessage stored) {
        int low = 0;
        int high = rows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ORDER.compare(rows.get(middle), stored) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
