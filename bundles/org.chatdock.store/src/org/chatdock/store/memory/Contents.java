// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.chatdock.api.customer.Customer;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.sending.ClientId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.ConversationState;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.Note;
import org.chatdock.api.store.Revised;
import org.chatdock.api.store.Revision;
import org.chatdock.api.store.StoreChange;
import org.chatdock.api.store.StoredDraft;
import org.chatdock.api.store.StoredMessage;

/** All that a {@link MemoryStore} keeps. Its owner guards it. */
final class Contents {
    /** Null: nothing is promised. */
    private final Duration answerWithin;
    private final Map<MessageId, StoredMessage> byId = new HashMap<>();
    /** Those of all conversations. */
    private final NavigableSet<StoredMessage> messages = new TreeSet<>(Conversation.ORDER);
    /** Those that nobody understood, by arrival. */
    private final NavigableMap<Long, StoredMessage> unknown = new TreeMap<>();
    /** None of them is empty. */
    private final Map<ConversationId, Conversation> conversations = new HashMap<>();
    /** The same, by their newest messages. */
    private final NavigableMap<StoredMessage, Conversation> byLast = new TreeMap<>(Conversation.ORDER);
    private final Revisions revisions = new Revisions();
    private final Remarks remarks = new Remarks();
    /** In the order in which they were put. */
    private final Map<ClientId, OutboxEntry> outbox = new LinkedHashMap<>();
    private final GoneIds gone = new GoneIds();
    private long lastArrival;
    /** What was changed since it was last taken. */
    private final Set<ConversationId> changed = new LinkedHashSet<>();
    private final List<Message> added = new ArrayList<>();

    Contents(Duration answerWithin) {
        this.answerWithin = answerWithin;
    }

    /** What was changed since this was last called; null: nothing. */
    StoreChange takeChange() {
        if (changed.isEmpty()) {
            return null;
        }
        StoreChange change = new StoreChange(changed, added);
        changed.clear();
        added.clear();
        return change;
    }

    Appended append(Message message, boolean understood) {
        StoredMessage known = byId.get(message.id());
        if (known != null) {
            return known.understood() || !understood ? Appended.DUPLICATE : understand(message, known);
        }
        if (gone.contains(message.id())) {
            return Appended.DUPLICATE;
        }
        StoredMessage stored = revisions.arrived(new StoredMessage(message, ++lastArrival, understood));
        Conversation conversation = unlisted(message.conversation());
        conversation.add(stored);
        list(conversation);
        keep(stored);
        reopen(stored);
        added.add(stored.message());
        return Appended.ADDED;
    }

    private Appended understand(Message message, StoredMessage known) {
        StoredMessage stored = Revisions.understood(message, known);
        Conversation from = unlisted(known.message().conversation());
        from.remove(known);
        boolean moves = !message.conversation().equals(from.id);
        Conversation to = moves ? unlisted(message.conversation()) : from;
        to.add(stored);
        list(from);
        list(to);
        messages.remove(known);
        unknown.remove(known.arrival());
        keep(stored);
        if (moves) {
            reopen(stored);
        }
        return Appended.UNDERSTOOD;
    }

    private void keep(StoredMessage stored) {
        byId.put(stored.message().id(), stored);
        messages.add(stored);
        if (!stored.understood()) {
            unknown.put(stored.arrival(), stored);
        }
    }

    private void reopen(StoredMessage stored) {
        if (stored.message().fromCustomer()) {
            conversations.get(stored.message().conversation()).state(ConversationState.OPEN);
        }
    }

    /** A conversation that is about to change its place in the list, a new one if need be. */
    private Conversation unlisted(ConversationId id) {
        changed.add(id);
        Conversation known = conversations.get(id);
        if (known == null) {
            return new Conversation(id);
        }
        byLast.remove(known.last());
        return known;
    }

    private void list(Conversation conversation) {
        if (conversation.isEmpty()) {
            conversations.remove(conversation.id);
        } else {
            conversations.put(conversation.id, conversation);
            byLast.put(conversation.last(), conversation);
        }
    }

    void markRead(ConversationId id) {
        Conversation conversation = conversations.get(id);
        if (conversation != null) {
            noteIf(conversation.readTo(lastArrival), id);
        }
    }

    void markRead(ConversationId id, MessageId upTo) {
        StoredMessage stored = find(id, upTo);
        if (stored != null) {
            noteIf(conversations.get(id).readTo(stored.arrival()), id);
        }
    }

    void markUnread(ConversationId id, MessageId from) {
        Conversation conversation = conversations.get(id);
        StoredMessage stored = from != null ? find(id, from)
                : conversation == null ? null : conversation.newestOfCustomer();
        if (stored != null && stored.arrival() <= conversation.readTo()) {
            noteIf(conversation.readTo(stored.arrival() - 1), id);
        }
    }

    void setState(ConversationId id, ConversationState state) {
        Conversation conversation = conversations.get(id);
        noteIf(conversation != null && conversation.state(state), id);
    }

    private void noteIf(boolean really, ConversationId id) {
        if (really) {
            changed.add(id);
        }
    }

    Revised revise(Revision revision) {
        StoredMessage known = byId.get(revision.message());
        if (known == null) {
            return gone.contains(revision.message()) ? Revised.OUTDATED : revisions.await(revision);
        }
        if (known.version() >= revision.version()) {
            return Revised.OUTDATED;
        }
        StoredMessage stored = Revisions.apply(revision, known);
        Conversation conversation = unlisted(known.message().conversation());
        conversation.replace(known, stored);
        list(conversation);
        messages.remove(known);
        keep(stored);
        return Revised.CHANGED;
    }

    /** Removes a conversation and all that is kept beside it. Its messages' ids stay known. */
    void delete(ConversationId id) {
        changed.add(id);
        remarks.removeAll(id);
        removeEntries(id);
        Conversation conversation = conversations.remove(id);
        if (conversation == null) {
            return;
        }
        byLast.remove(conversation.last());
        for (StoredMessage stored : conversation.messages()) {
            byId.remove(stored.message().id());
            messages.remove(stored);
            unknown.remove(stored.arrival());
            gone.add(stored.message().id());
        }
    }

    List<ConversationSummary> conversations() {
        List<ConversationSummary> list = new ArrayList<>(conversations.size());
        for (Conversation conversation : byLast.descendingMap().values()) {
            if (conversation.summary() == null) {
                conversation.keep(summary(conversation));
            }
            list.add(conversation.summary());
        }
        return list;
    }

    private ConversationSummary summary(Conversation conversation) {
        Instant since = conversation.waitingSince();
        return new ConversationSummary(conversation.id, conversation.last(), conversation.unread(),
                conversation.readTo(), since, deadline(since), conversation.state(), remarks.draft(conversation.id),
                remarks.tags(conversation.id));
    }

    /** {@code since}: any time, the last one there is included. */
    private Instant deadline(Instant since) {
        if (since == null || answerWithin == null) {
            return null;
        }
        return answerWithin.compareTo(Duration.between(since, Instant.MAX)) < 0 ? since.plus(answerWithin)
                : Instant.MAX;
    }

    Map<ConversationId, MessageId> lastReceived() {
        Map<ConversationId, MessageId> ids = new HashMap<>();
        conversations.forEach((id, conversation) -> {
            if (conversation.received() != null) {
                ids.put(id, conversation.received().message().id());
            }
        });
        return ids;
    }

    List<StoredMessage> page(ConversationId id, MessageId before, int limit) {
        Conversation conversation = conversations.get(id);
        return conversation == null ? List.of() : conversation.before(find(id, before), limit);
    }

    List<StoredMessage> pageAfter(ConversationId id, MessageId after, int limit) {
        Conversation conversation = conversations.get(id);
        return conversation == null ? List.of() : conversation.after(find(id, after), limit);
    }

    /** A message of a conversation; null: none. */
    private StoredMessage find(ConversationId id, MessageId message) {
        StoredMessage stored = message == null ? null : byId.get(message);
        return stored != null && stored.message().conversation().equals(id) ? stored : null;
    }

    Optional<StoredMessage> find(MessageId id) {
        return Optional.ofNullable(byId.get(id));
    }

    List<StoredMessage> unknown(long afterArrival, int limit) {
        return unknown.tailMap(afterArrival, false).values().stream().limit(limit).toList();
    }

    long size() {
        return byId.size();
    }

    long lastArrival() {
        return lastArrival;
    }

    /** {@code id}: only of this conversation; null: of all. {@code end}: only before this one; null: of all. */
    List<StoredMessage> newest(ConversationId id, StoredMessage end, int limit) {
        Conversation conversation = conversations.get(id);
        if (id != null && conversation == null) {
            return List.of();
        }
        return Conversation.newest(id == null ? messages : conversation.messages(), end, limit);
    }

    Map<ConversationId, StoredDraft> drafts() {
        return Map.copyOf(remarks.drafts);
    }

    void putDraft(ConversationId id, StoredDraft draft) {
        if (draft.isEmpty()) {
            remarks.drafts.remove(id);
        } else {
            remarks.drafts.put(id, draft);
        }
        touch(id);
    }

    private void touch(ConversationId id) {
        Conversation conversation = conversations.get(id);
        if (conversation != null) {
            conversation.touch();
        }
    }

    List<OutboxEntry> entries() {
        return List.copyOf(outbox.values());
    }

    /** Behind all others; in place of one with the same id. */
    void putEntry(OutboxEntry entry) {
        outbox.remove(entry.id());
        outbox.put(entry.id(), entry);
    }

    void updateEntry(OutboxEntry entry) {
        outbox.replace(entry.id(), entry);
    }

    void removeEntry(ClientId entry) {
        outbox.remove(entry);
    }

    void removeEntries(ConversationId id) {
        outbox.values().removeIf(entry -> entry.message().to().equals(id));
    }

    List<Note> notes(ConversationId id) {
        return remarks.notes(id);
    }

    Note addNote(Note note) {
        changed.add(note.conversation());
        return remarks.add(note);
    }

    void removeNote(long note) {
        ConversationId id = remarks.remove(note);
        noteIf(id != null, id);
    }

    Set<String> tags(ConversationId id) {
        return remarks.tags(id);
    }

    void setTags(ConversationId id, Set<String> tags) {
        noteIf(remarks.tags(id, tags), id);
        touch(id);
    }

    Map<ConversationId, Customer> customers() {
        return Map.copyOf(remarks.customers);
    }

    void putCustomers(Map<ConversationId, Customer> customers) {
        remarks.customers.putAll(customers);
    }
}
