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
import java.util.Set;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.sending.ClientId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.ConversationState;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.Revised;
import org.chatdock.api.store.Revision;
import org.chatdock.api.store.StoredMessage;

/** What a store should answer, told the slow and simple way. Its arrivals count messages only. */
final class ModelStore {
    private static final Comparator<StoredMessage> ORDER = Comparator
            .comparing((StoredMessage stored) -> stored.message().time()).thenComparing(StoredMessage::arrival);

    /** In the order of arrival. */
    private final Map<MessageId, StoredMessage> messages = new LinkedHashMap<>();
    private final Map<ConversationId, Long> readTo = new HashMap<>();
    private final Map<ConversationId, ConversationState> states = new HashMap<>();
    private final Map<MessageId, Revision> waiting = new HashMap<>();
    /** Those that were removed. */
    private final Map<MessageId, StoredMessage> gone = new HashMap<>();
    /** Those of them that a conversation of today still knows. */
    private final Map<MessageId, StoredMessage> placed = new HashMap<>();
    /** In the order in which they were put. */
    private final Map<ClientId, OutboxEntry> outbox = new LinkedHashMap<>();
    private long lastArrival;

    /** What is removed from a conversation that goes on keeps its place there. */
    void trim(Instant before) {
        for (StoredMessage each : List.copyOf(messages.values())) {
            if (each.message().time().isBefore(before)) {
                remove(each);
                placed.put(each.message().id(), each);
            }
        }
        List<ConversationId> left = conversationIds();
        placed.values().stream().map(each -> each.message().conversation()).distinct().toList().stream()
                .filter(each -> !left.contains(each)).forEach(this::forget);
    }

    void delete(ConversationId conversation) {
        inOrder(conversation).forEach(this::remove);
        forget(conversation);
        outbox.values().removeIf(entry -> entry.message().to().equals(conversation));
    }

    void put(OutboxEntry entry) {
        outbox.remove(entry.id());
        outbox.put(entry.id(), entry);
    }

    void update(OutboxEntry entry) {
        outbox.replace(entry.id(), entry);
    }

    /** {@code claim}: null if nothing is to stay. */
    Appended settle(ClientId id, Message message, OutboxEntry claim) {
        if (claim == null) {
            outbox.remove(id);
        } else {
            update(claim);
        }
        return append(message, true);
    }

    List<OutboxEntry> entries() {
        return List.copyOf(outbox.values());
    }

    private void remove(StoredMessage stored) {
        messages.remove(stored.message().id());
        gone.put(stored.message().id(), stored);
    }

    private void forget(ConversationId conversation) {
        placed.values().removeIf(each -> each.message().conversation().equals(conversation));
        readTo.remove(conversation);
        states.remove(conversation);
    }

    /** A message that is in a conversation, or was and has kept its place. */
    private StoredMessage place(MessageId id) {
        return messages.getOrDefault(id, placed.get(id));
    }

    Appended append(Message message, boolean understood) {
        if (gone.containsKey(message.id())) {
            return Appended.DUPLICATE;
        }
        StoredMessage known = messages.get(message.id());
        if (known == null) {
            StoredMessage sent = new StoredMessage(message, ++lastArrival, understood);
            Revision revision = waiting.remove(message.id());
            messages.put(message.id(), revision == null ? sent : revised(sent, revision));
            if (message.fromCustomer()) {
                states.remove(message.conversation());
            }
            return Appended.ADDED;
        }
        if (known.understood() || !understood) {
            return Appended.DUPLICATE;
        }
        if (message.fromCustomer() && !message.conversation().equals(known.message().conversation())) {
            states.remove(message.conversation());
        }
        StoredMessage again = new StoredMessage(message, known.arrival(), true);
        messages.put(message.id(), known.version() == 0 ? again
                : revised(again, new Revision(message.id(), known.version(), known.recalled(),
                        known.message().content())));
        return Appended.UNDERSTOOD;
    }

    private static StoredMessage revised(StoredMessage stored, Revision revision) {
        Message old = stored.message();
        Message now = new Message(old.id(), old.conversation(), old.from(), old.to(), old.fromType(), old.type(),
                revision.content(), revision.recalled() ? Attachment.NONE : old.attachment(), old.time(),
                revision.recalled() ? Map.of() : old.extra());
        return new StoredMessage(now, stored.arrival(), stored.understood(), revision.version(), revision.recalled());
    }

    Revised revise(Revision revision) {
        if (gone.containsKey(revision.message())) {
            return Revised.OUTDATED;
        }
        StoredMessage known = messages.get(revision.message());
        if (known != null && known.version() < revision.version()) {
            messages.put(revision.message(), revised(known, revision));
            return Revised.CHANGED;
        }
        Revision first = waiting.get(revision.message());
        if (known != null || first != null && first.version() >= revision.version()) {
            return Revised.OUTDATED;
        }
        waiting.put(revision.message(), revision);
        return Revised.WAITING;
    }

    void markRead(ConversationId conversation) {
        if (unread(conversation) > 0) {
            readTo.put(conversation, lastArrival);
        }
    }

    void markRead(ConversationId conversation, MessageId upTo) {
        StoredMessage message = place(upTo);
        if (message != null && message.message().conversation().equals(conversation)) {
            readTo(conversation, message.arrival());
        }
    }

    void markUnread(ConversationId conversation, MessageId from) {
        StoredMessage message = from == null ? newestOfCustomer(conversation) : place(from);
        if (message != null && message.message().conversation().equals(conversation)) {
            readTo(conversation, Math.min(readTo.getOrDefault(conversation, 0L), message.arrival() - 1));
        }
    }

    /** As long as the same messages are unread nothing has changed. */
    private void readTo(ConversationId conversation, long arrival) {
        long before = readTo.getOrDefault(conversation, 0L);
        int unread = unread(conversation);
        readTo.put(conversation, arrival);
        if (unread(conversation) == unread) {
            readTo.put(conversation, before);
        }
    }

    private StoredMessage newestOfCustomer(ConversationId conversation) {
        return inOrder(conversation).stream().filter(s -> s.message().fromCustomer()).reduce((first, last) -> last)
                .orElse(null);
    }

    void setState(ConversationId conversation, ConversationState state) {
        if (conversationIds().contains(conversation)) {
            states.put(conversation, state);
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
        StoredMessage end = before == null ? null : place(before);
        List<StoredMessage> all = inOrder(conversation);
        if (end != null && end.message().conversation().equals(conversation)) {
            all = all.stream().filter(each -> ORDER.compare(each, end) < 0).toList();
        }
        return all.subList(Math.max(0, all.size() - limit), all.size());
    }

    List<StoredMessage> pageAfter(ConversationId conversation, MessageId after, int limit) {
        StoredMessage start = after == null ? null : place(after);
        List<StoredMessage> all = inOrder(conversation);
        if (start != null && start.message().conversation().equals(conversation)) {
            all = all.stream().filter(each -> ORDER.compare(each, start) > 0).toList();
        }
        return all.subList(0, Math.min(all.size(), limit));
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
            list.add(new ConversationSummary(id, all.get(all.size() - 1), unread(id), 0, waiting, null,
                    states.getOrDefault(id, ConversationState.OPEN), "", Set.of()));
        }
        list.sort(Comparator.comparing(ConversationSummary::last, ORDER).reversed());
        return list;
    }
}
