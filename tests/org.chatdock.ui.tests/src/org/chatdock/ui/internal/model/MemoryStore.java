// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.StoreChange;
import org.chatdock.api.store.StoredMessage;

/** A store in memory, for tests: simple, and told of changes on the calling thread. */
public final class MemoryStore implements ConversationStore {
    private static final Comparator<StoredMessage> ORDER = Comparator
            .comparing((StoredMessage stored) -> stored.message().time()).thenComparingLong(StoredMessage::arrival);

    private final Map<MessageId, StoredMessage> byId = new LinkedHashMap<>();
    private final Map<ConversationId, List<StoredMessage>> lists = new HashMap<>();
    private final Map<ConversationId, Integer> unread = new HashMap<>();
    private Consumer<StoreChange> listener = change -> {
    };
    private long arrivals;
    private int pagesRead;

    public synchronized void setListener(Consumer<StoreChange> listener) {
        this.listener = listener;
    }

    public synchronized int pagesRead() {
        return pagesRead;
    }

    public synchronized int unread(ConversationId id) {
        return unread.getOrDefault(id, Integer.valueOf(0)).intValue();
    }

    @Override
    public CompletionStage<Appended> append(Message message) {
        return add(message, true);
    }

    @Override
    public CompletionStage<Appended> appendUnknown(Message message) {
        return add(message, false);
    }

    /** Adds many, told as one change. */
    public void appendAll(List<Message> messages) {
        Consumer<StoreChange> told;
        synchronized (this) {
            messages.forEach(message -> put(message, true));
            told = listener;
        }
        told.accept(new StoreChange(Set.copyOf(messages.stream().map(Message::conversation).toList()), messages));
    }

    private CompletionStage<Appended> add(Message message, boolean understood) {
        Appended result;
        Consumer<StoreChange> told;
        synchronized (this) {
            result = put(message, understood);
            told = listener;
        }
        if (result != Appended.DUPLICATE) {
            told.accept(new StoreChange(Set.of(message.conversation()),
                    result == Appended.ADDED ? List.of(message) : List.of()));
        }
        return CompletableFuture.completedStage(result);
    }

    private Appended put(Message message, boolean understood) {
        StoredMessage known = byId.get(message.id());
        if (known != null && (known.understood() || !understood)) {
            return Appended.DUPLICATE;
        }
        List<StoredMessage> list = lists.computeIfAbsent(message.conversation(), id -> new ArrayList<>());
        long arrival = known == null ? ++arrivals : known.arrival();
        StoredMessage stored = new StoredMessage(message, arrival, understood);
        byId.put(message.id(), stored);
        list.remove(known);
        boolean atEnd = list.isEmpty() || ORDER.compare(list.get(list.size() - 1), stored) < 0;
        list.add(stored);
        if (!atEnd) {
            list.sort(ORDER);
        }
        if (known == null && message.fromCustomer()) {
            unread.merge(message.conversation(), Integer.valueOf(1), Integer::sum);
        }
        return known == null ? Appended.ADDED : Appended.UNDERSTOOD;
    }

    @Override
    public CompletionStage<Void> markRead(ConversationId conversation) {
        Consumer<StoreChange> told;
        synchronized (this) {
            unread.remove(conversation);
            told = listener;
        }
        told.accept(new StoreChange(Set.of(conversation), List.of()));
        return CompletableFuture.completedStage(null);
    }

    /** Nobody here asks. */
    @Override
    public Map<ConversationId, MessageId> lastReceived() {
        return Map.of();
    }

    @Override
    public synchronized List<ConversationSummary> conversations() {
        List<ConversationSummary> rows = new ArrayList<>();
        lists.forEach((id, list) -> rows
                .add(new ConversationSummary(id, list.get(list.size() - 1), unread(id), waitingSince(list))));
        rows.sort(Comparator.comparing(ConversationSummary::last, ORDER).reversed());
        return rows;
    }

    private static Instant waitingSince(List<StoredMessage> list) {
        Instant since = null;
        for (int i = list.size() - 1; i >= 0; i--) {
            Message message = list.get(i).message();
            if (SenderType.AGENT.equals(message.fromType())) {
                break;
            }
            since = message.fromCustomer() ? message.time() : since;
        }
        return since;
    }

    @Override
    public synchronized List<StoredMessage> page(ConversationId conversation, MessageId before, int limit) {
        pagesRead++;
        List<StoredMessage> list = lists.getOrDefault(conversation, List.of());
        int end = list.size();
        if (before != null && byId.containsKey(before)) {
            end = list.indexOf(byId.get(before));
        }
        return List.copyOf(list.subList(Math.max(0, end - limit), end));
    }

    @Override
    public synchronized Optional<StoredMessage> find(MessageId id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public synchronized List<StoredMessage> unknown(long afterArrival, int limit) {
        return byId.values().stream().filter(stored -> !stored.understood() && stored.arrival() > afterArrival)
                .sorted(Comparator.comparingLong(StoredMessage::arrival)).limit(limit).toList();
    }

    @Override
    public synchronized long size() {
        return byId.size();
    }
}
