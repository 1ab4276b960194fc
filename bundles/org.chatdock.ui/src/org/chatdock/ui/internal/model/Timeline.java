// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.SendState;
import org.chatdock.api.store.StoredMessage;

/**
 * The known part of a conversation: messages in the order of the store, each once, and below them what the agent wrote
 * and is not sent. Belongs to the UI thread. Tells its listener where rows came in, so that a view does work for these
 * rows only.
 */
public final class Timeline {
    /** Is told of changes, on the thread that makes them. */
    public interface Listener {
        /** All rows are gone. */
        void cleared();

        /** Rows came in before the row that had this index. */
        void inserted(int index, int count);

        /** Rows are gone. */
        void removed(int index, int count);

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
    private List<Unsent> tail = List.of();
    private Listener listener;
    private MessageId unreadFrom;

    public Timeline(ZoneId zone) {
        this.zone = zone;
    }

    public void setListener(Listener listener) {
        this.listener = listener;
    }

    /** How many messages of the store are known. */
    public int size() {
        return rows.size();
    }

    /** How many rows there are: the messages of the store, and what is not sent. */
    public int rows() {
        return rows.size() + tail.size();
    }

    /** What a row shows. */
    public StoredMessage row(int index) {
        return index < rows.size() ? rows.get(index) : tail.get(index - rows.size()).shown();
    }

    /** What is not sent and stands in a row; null if that is a message of the store. */
    public OutboxEntry unsent(int index) {
        return index < rows.size() ? null : tail.get(index - rows.size()).entry();
    }

    /** The index of a row, -1 if there is none. */
    public int rowOf(MessageId id) {
        for (int i = 0; i < tail.size(); i++) {
            if (tail.get(i).shown().message().id().equals(id)) {
                return rows.size() + i;
            }
        }
        return indexOf(id);
    }

    /** What is not sent, in order. */
    public List<OutboxEntry> unsent() {
        return tail.stream().map(Unsent::entry).toList();
    }

    /**
     * Leaves out what is being sent and is among the messages already: the echo may be quicker than the answer. What is
     * not certain stays, as only the outbox can tell.
     */
    List<OutboxEntry> withoutEchoes(List<OutboxEntry> entries) {
        List<OutboxEntry> left = new ArrayList<>();
        Set<MessageId> claimed = new HashSet<>();
        for (OutboxEntry entry : entries) {
            StoredMessage echo = entry.state() == SendState.SENDING ? echo(entry, claimed) : null;
            if (echo == null) {
                left.add(entry);
            } else {
                claimed.add(echo.message().id());
            }
        }
        return left;
    }

    private StoredMessage echo(OutboxEntry entry, Set<MessageId> claimed) {
        int after = entry.after() == null ? -1 : indexOf(entry.after());
        if (entry.after() != null && after < 0) {
            return null;
        }
        for (StoredMessage stored : rows.subList(after + 1, rows.size())) {
            Message message = stored.message();
            if (SenderType.AGENT.equals(message.fromType()) && message.type().equals(entry.message().type())
                    && message.content().equals(entry.message().content())
                    && message.attachment().equals(entry.message().attachment()) && !claimed.contains(message.id())) {
                return stored;
            }
        }
        return null;
    }

    /** Replaces what is not sent. Rows that stay, stay. */
    public void setUnsent(List<OutboxEntry> entries) {
        List<Unsent> old = tail;
        List<Unsent> now = new ArrayList<>();
        for (OutboxEntry entry : entries) {
            now.add(old.stream().filter(each -> each.entry().id().equals(entry.id())).findFirst()
                    .map(each -> each.with(entry)).orElseGet(() -> Unsent.of(entry)));
        }
        int same = 0;
        while (same < Math.min(old.size(), now.size()) && old.get(same).shown() == now.get(same).shown()) {
            same++;
        }
        tail = List.copyOf(now.subList(0, same));
        if (old.size() > same && listener != null) {
            listener.removed(rows.size() + same, old.size() - same);
        }
        tail = List.copyOf(now);
        if (now.size() > same && listener != null) {
            listener.inserted(rows.size() + same, now.size() - same);
        }
        for (int i = 0; i < same; i++) {
            if (!old.get(i).entry().equals(now.get(i).entry())) {
                tellChanged(rows.size() + i);
            }
        }
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
        tail = List.of();
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
        StoredMessage stored = row(index);
        boolean unread = stored.message().id().equals(unreadFrom);
        if (index == 0) {
            return new Frame(true, true, unread);
        }
        StoredMessage before = row(index - 1);
        boolean newDay = !before.message().time().atZone(zone).toLocalDate()
                .equals(stored.message().time().atZone(zone).toLocalDate());
        boolean newSender = newDay || unread || !before.message().fromType().equals(stored.message().fromType())
                || index < rows.size() && !before.message().from().equals(stored.message().from())
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
        if (listener != null && index >= 0 && index < rows()) {
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
