// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.util.ArrayList;
import java.util.HashMap;
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
import org.chatdock.api.sending.Admission;
import org.chatdock.api.sending.Allowance;
import org.chatdock.api.sending.ClientId;
import org.chatdock.api.sending.Outbox;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendHealth;
import org.chatdock.api.sending.SendOutcome;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.chatdock.api.sending.SendState;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.DraftStore;
import org.chatdock.api.store.StoredDraft;

/** An outbox that decides, sends and settles when it is told to. Any thread. */
public final class FakeOutbox implements Outbox {
    /** What was given, and the answer that is due. */
    public final class Put {
        private final List<Outgoing> parts;
        private final StoredDraft rest;
        private final CompletableFuture<Admission> answer = new CompletableFuture<>();

        private Put(List<Outgoing> parts, StoredDraft rest) {
            this.parts = parts;
            this.rest = rest;
        }

        public List<Outgoing> parts() {
            return parts;
        }

        public Outgoing outgoing() {
            return parts.get(0);
        }

        public StoredDraft rest() {
            return rest;
        }

        /** Takes it. Returns the first entry. */
        public OutboxEntry accept() {
            List<OutboxEntry> added = new ArrayList<>();
            ClientId first = next();
            for (Outgoing part : parts) {
                added.add(OutboxEntry.waiting(added.isEmpty() ? first : next(), first, part, Say.START));
            }
            DraftStore keeps = drafts;
            if (keeps != null) {
                keeps.put(outgoing().to(), rest);
            }
            add(added);
            answer.complete(new Admission.Taken(added));
            return added.get(0);
        }

        public void refuse(Reason reason) {
            answer.complete(new Admission.NotTaken(reason));
        }

        public void breakDown() {
            answer.completeExceptionally(new IllegalStateException("broken"));
        }
    }

    // Guarded by this.
    private final List<Put> puts = new ArrayList<>();
    private final List<OutboxEntry> entries = new ArrayList<>();
    private final Map<ConversationId, Allowance> allowances = new HashMap<>();
    private final List<ClientId> retried = new ArrayList<>();
    private final List<CompletableFuture<Boolean>> retries = new ArrayList<>();
    private SendHealth health = new SendHealth(SendHealth.State.UNTRIED, Say.START, 0, "");
    private int count;
    private volatile DraftStore drafts;
    private volatile Consumer<Set<ConversationId>> listener = conversations -> {
    };

    /** Where the rest of a draft is kept when something is taken. */
    public void setDrafts(DraftStore drafts) {
        this.drafts = drafts;
    }

    public void setListener(Consumer<Set<ConversationId>> listener) {
        this.listener = listener;
    }

    @Override
    public synchronized CompletionStage<Admission> put(List<Outgoing> parts, StoredDraft rest) {
        Put put = new Put(List.copyOf(parts), rest);
        puts.add(put);
        return put.answer;
    }

    public synchronized List<Put> puts() {
        return List.copyOf(puts);
    }

    private synchronized ClientId next() {
        count++;
        return new ClientId("c" + count);
    }

    /** Puts one in, as if it had been there for long. */
    public OutboxEntry add(ConversationId to, String text) {
        ClientId id = next();
        OutboxEntry entry = OutboxEntry.waiting(id, id, Outgoing.text(to, text), Say.START);
        add(List.of(entry));
        return entry;
    }

    private void add(List<OutboxEntry> added) {
        synchronized (this) {
            entries.addAll(added);
        }
        listener.accept(Set.of(added.get(0).message().to()));
    }

    public OutboxEntry refuse(OutboxEntry entry, Reason reason, String serviceText) {
        return become(entry, SendState.REFUSED, reason, serviceText, null);
    }

    public OutboxEntry become(OutboxEntry entry, SendState state) {
        return become(entry, state, null, "", null);
    }

    /** @param after the newest message before it */
    public OutboxEntry sending(OutboxEntry entry, MessageId after) {
        return become(entry, SendState.SENDING, null, "", after);
    }

    private OutboxEntry become(OutboxEntry entry, SendState state, Reason reason, String words, MessageId after) {
        OutboxEntry now = new OutboxEntry(entry.id(), entry.first(), entry.message(), entry.written(), state, reason,
                words, 0, "", after, null);
        synchronized (this) {
            entries.replaceAll(each -> each.id().equals(entry.id()) ? now : each);
        }
        listener.accept(Set.of(entry.message().to()));
        return now;
    }

    /** The gateway has it. */
    public void settle(OutboxEntry entry, ConversationStore store, Message message) {
        store.append(message);
        remove(entry.id());
    }

    private Optional<OutboxEntry> remove(ClientId id) {
        Optional<OutboxEntry> found;
        synchronized (this) {
            found = entries.stream().filter(each -> each.id().equals(id)).findFirst();
            found.ifPresent(entries::remove);
        }
        found.ifPresent(entry -> listener.accept(Set.of(entry.message().to())));
        return found;
    }

    @Override
    public synchronized List<OutboxEntry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public synchronized List<OutboxEntry> entries(ConversationId conversation) {
        return entries.stream().filter(entry -> entry.message().to().equals(conversation)).toList();
    }

    @Override
    public synchronized CompletionStage<Boolean> retry(ClientId id) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        retried.add(id);
        retries.add(answer);
        return answer;
    }

    public synchronized List<ClientId> retried() {
        return List.copyOf(retried);
    }

    /** Answers the questions so far. */
    public void answerRetries() {
        List<CompletableFuture<Boolean>> due;
        synchronized (this) {
            due = List.copyOf(retries);
            retries.clear();
        }
        due.forEach(each -> each.complete(Boolean.TRUE));
    }

    @Override
    public CompletionStage<Optional<Outgoing>> discard(ClientId id) {
        return CompletableFuture.completedStage(remove(id).map(OutboxEntry::message));
    }

    /** The views do not ask. */
    @Override
    public CompletionStage<Optional<SendOutcome>> outcome(ClientId id) {
        return CompletableFuture.completedStage(Optional.empty());
    }

    @Override
    public synchronized SendHealth health() {
        return health;
    }

    public synchronized void setHealth(SendHealth now) {
        health = now;
    }

    @Override
    public synchronized Optional<Allowance> allowance(ConversationId conversation) {
        return Optional.ofNullable(allowances.get(conversation));
    }

    public void allow(ConversationId conversation, Allowance allowance) {
        synchronized (this) {
            allowances.put(conversation, allowance);
        }
        listener.accept(Set.of(conversation));
    }
}
