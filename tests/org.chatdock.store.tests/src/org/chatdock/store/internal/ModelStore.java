// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.StoredMessage;

/** What a store should answer, told the slow and simple way. Its arrivals count messages only. */
final class ModelStore {
    private static final Comparator<StoredMessage> ORDER = Comparator
            .comparing((StoredMessage stored) -> stored.message().time()).thenComparing(StoredMessage::arrival);

    /** In the order of arrival. */
    private final Map<MessageId, StoredMessage> messages = new LinkedHashMap<>();
    private final Map<ConversationId, Long> readTo = new HashMap<>();
    private long lastArrival;

    Appended append(Message message, boolean understood) {
        StoredMessage known = messages.get(message.id());
        if (known == null) {
            messages.put(message.id(), new StoredMessage(message, ++lastArrival, understood));
            return Appended.ADDED;
        }
        if (known.understood() || !understood) {
            return Appended.DUPLICATE;
        }
        messages.put(message.id(), new StoredMessage(message, known.arrival(), true));
        return Appended.UNDERSTOOD;
    }

    void markRead(ConversationId conversation) {
        if (unread(conversation) > 0) {
            readTo.put(conversation, lastArrival);
        }
    }

    private int unread(ConversationId conversation) {
        long from = readTo.getOrDefault(conversation, 0L);
        return (int) inOrder(conversation).stream().filter(s -> s.message().fromCustomer() && s.arrival() > from)
                .count();
    }

    List<StoredMessage> inOrder(ConversationId conversation) {
        return messages.values().stream().filter(s -> s.message().conversation().equals(conversation)).sorted(ORDER)
                .toList();
    }

    List<StoredMessage> page(ConversationId conversation, MessageId before, int limit) {
        List<StoredMessage> all = inOrder(conversation);
        int end = all.size();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).message().id().equals(before)) {
                end = i;
            }
        }
        return all.subList(Math.max(0, end - limit), end);
    }

    List<StoredMessage> unknown() {
        return messages.values().stream().filter(s -> !s.understood()).toList();
    }

    StoredMessage find(MessageId id) {
        return messages.get(id);
    }

    int size() {
        return messages.size();
    }

    Map<ConversationId, MessageId> lastReceived() {
        Map<ConversationId, MessageId> last = new HashMap<>();
        for (ConversationId id : conversationIds()) {
            inOrder(id).stream().filter(s -> !s.message().fromType().equals(SenderType.AGENT))
                    .forEach(s -> last.put(id, s.message().id()));
        }
        return last;
    }

    private List<ConversationId> conversationIds() {
        return messages.values().stream().map(s -> s.message().conversation()).distinct().toList();
    }

    List<ConversationSummary> conversations() {
        List<ConversationSummary> list = new ArrayList<>();
        for (ConversationId id : conversationIds()) {
            List<StoredMessage> all = inOrder(id);
            Instant waiting = null;
            for (StoredMessage stored : all) {
                if (stored.message().fromType().equals(SenderType.AGENT)) {
                    waiting = null;
                } else if (stored.message().fromCustomer() && waiting == null) {
                    waiting = stored.message().time();
                }
            }
            list.add(new ConversationSummary(id, all.get(all.size() - 1), unread(id), waiting));
        }
        list.sort(Comparator.comparing(ConversationSummary::last, ORDER).reversed());
        return list;
    }
}
