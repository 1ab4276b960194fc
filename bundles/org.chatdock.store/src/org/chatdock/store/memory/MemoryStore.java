// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Predicate;

import org.chatdock.api.customer.Customer;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.sending.ClientId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.OutboxStore;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.ConversationState;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.CustomerCache;
import org.chatdock.api.store.DraftStore;
import org.chatdock.api.store.MessageSearch;
import org.chatdock.api.store.Note;
import org.chatdock.api.store.NoteStore;
import org.chatdock.api.store.Revised;
import org.chatdock.api.store.Revision;
import org.chatdock.api.store.SearchHit;
import org.chatdock.api.store.SearchQuery;
import org.chatdock.api.store.StoreChange;
import org.chatdock.api.store.StoreException;
import org.chatdock.api.store.StoreListener;
import org.chatdock.api.store.StoreMaintenance;
import org.chatdock.api.store.StoredDraft;
import org.chatdock.api.store.StoredMessage;
import org.osgi.service.log.Logger;

/**
 * A store that keeps everything in memory and writes nothing to disk: for hosts that must not, and for tests. It does
 * what the one on disk does, but that a commit survives nothing: what it keeps is gone with {@link #close}. Memory
 * grows with the messages, by some 200 bytes and the message itself for each.
 * <p>
 * Any thread may call any method. Reading never waits for a writer or a search. Once it is closed, writes fail and
 * reading throws {@link StoreException}.
 */
public final class MemoryStore implements ConversationStore, DraftStore, NoteStore, MessageSearch, CustomerCache,
        StoreMaintenance, OutboxStore, AutoCloseable {
    private static final StoredDraft NO_DRAFT = new StoredDraft("", 0, List.of());
    private static final long WRITER_CLOSE_MILLIS = 2000;
    private static final long SEARCH_CLOSE_MILLIS = 200;
    private static final long LISTENERS_CLOSE_MILLIS = 500;

    private final List<StoreListener> listeners;
    private final Blame blame;
    private final Teller teller;
    private final Executor writing;
    private final Executor telling;
    private final Executor searching;
    /** Nothing is read any more, and no search begun. */
    private volatile boolean closing;

    private final Object lock = new Object();
    /** Guarded by {@link #lock}. */
    private final Contents contents;
    /** Guarded by {@link #lock}: nothing is written any more. */
    private boolean closed;

    /**
     * A store for a host, with three daemon threads of its own, which begin when they are needed and end with
     * {@link #close}: one writes and completes the stages, one tells the listeners, one searches.
     *
     * @param answerWithin how long after it came a message is to be answered; null: nothing is promised
     * @param listeners who is told; not copied, so others may change it at any time: safe on any thread
     * @param logger is told of listeners that fail
     */
    public MemoryStore(Duration answerWithin, List<StoreListener> listeners, Logger logger) {
        this(answerWithin, Objects.requireNonNull(listeners, "listeners"), Blame.log(logger),
                new Lane("chatdock-store-writer"), new Lane("chatdock-store-listeners"),
                new Lane("chatdock-store-search"));
    }

    private MemoryStore(Duration answerWithin, List<StoreListener> listeners, Blame blame, Executor writing,
            Executor telling, Executor searching) {
        contents = new Contents(answerWithin);
        this.listeners = listeners;
        this.blame = blame;
        this.writing = Objects.requireNonNull(writing, "writing");
        this.telling = Objects.requireNonNull(telling, "telling");
        this.searching = searching;
        teller = new Teller(listeners, blame);
    }

    /**
     * A store for tests that does everything at once, on the thread that calls: what was written is there, and who
     * listens has heard of it, when the call returns. Nothing is promised to customers.
     */
    public static MemoryStore direct() {
        return on(Runnable::run, Runnable::run);
    }

    /**
     * A store for tests that commits and tells when and where a test says. What was committed until it tells is told as
     * one change. A listener that fails is reported as if its thread had. Nothing is promised to customers; searches
     * run at once, on the thread that calls.
     *
     * @param writing runs what it is given one after the other, in order
     * @param telling may run what it is given on any thread
     */
    public static MemoryStore on(Executor writing, Executor telling) {
        return new MemoryStore(null, new CopyOnWriteArrayList<>(), Blame.thread(), writing, telling, Runnable::run);
    }

    /** Tells the listener what is committed from now on. */
    public void addListener(StoreListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
    }

    /** The listener may still be told what it is being told now. */
    public void removeListener(StoreListener listener) {
        listeners.remove(listener);
    }

    @Override
    public CompletionStage<Appended> append(Message message) {
        Objects.requireNonNull(message, "message");
        return write(all -> all.append(message, true));
    }

    @Override
    public CompletionStage<Appended> appendUnknown(Message message) {
        Objects.requireNonNull(message, "message");
        return write(all -> all.append(message, false));
    }

    @Override
    public CompletionStage<Void> markRead(ConversationId conversation) {
        Objects.requireNonNull(conversation, "conversation");
        return write(all -> {
            all.markRead(conversation);
            return null;
        });
    }

    @Override
    public CompletionStage<Void> markRead(ConversationId conversation, MessageId upTo) {
        Objects.requireNonNull(conversation, "conversation");
        Objects.requireNonNull(upTo, "upTo");
        return write(all -> {
            all.markRead(conversation, upTo);
            return null;
        });
    }

    @Override
    public CompletionStage<Void> markUnread(ConversationId conversation, MessageId from) {
        Objects.requireNonNull(conversation, "conversation");
        return write(all -> {
            all.markUnread(conversation, from);
            return null;
        });
    }

    @Override
    public CompletionStage<Void> setState(ConversationId conversation, ConversationState state) {
        Objects.requireNonNull(conversation, "conversation");
        Objects.requireNonNull(state, "state");
        return write(all -> {
            all.setState(conversation, state);
            return null;
        });
    }

    @Override
    public CompletionStage<Revised> revise(Revision revision) {
        Objects.requireNonNull(revision, "revision");
        return write(all -> all.revise(revision));
    }

    private <T> CompletionStage<T> write(Function<Contents, T> change) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        try {
            writing.execute(() -> commit(change, stage));
        } catch (@SuppressWarnings("unused") RejectedExecutionException afterClosing) {
            stage.completeExceptionally(closedFailure());
        }
        // Nobody but the store can complete it.
        return stage.minimalCompletionStage();
    }

    private <T> void commit(Function<Contents, T> change, CompletableFuture<T> stage) {
        boolean late;
        T result = null;
        synchronized (lock) {
            late = closed;
            if (!late) {
                result = change.apply(contents);
                StoreChange made = contents.takeChange();
                if (made != null) {
                    // Under the lock, so that changes are told in the order of commits.
                    teller.add(made);
                }
            }
        }
        // Outside: whoever waits for this may do anything.
        if (late) {
            stage.completeExceptionally(closedFailure());
        } else {
            stage.complete(result);
            tell();
        }
    }

    private void tell() {
        try {
            telling.execute(teller::tell);
        } catch (@SuppressWarnings("unused") RejectedExecutionException afterClosing) {
            // Those who listened had their time.
        }
    }

    private static StoreException closedFailure() {
        return new StoreException("The message store is closed.", null);
    }

    private <T> T read(Function<Contents, T> query) {
        synchronized (lock) {
            if (closing) {
                throw closedFailure();
            }
            return query.apply(contents);
        }
    }

    @Override
    public List<ConversationSummary> conversations() {
        return read(Contents::conversations);
    }

    @Override
    public Map<ConversationId, MessageId> lastReceived() {
        return read(Contents::lastReceived);
    }

    /** @throws IllegalArgumentException if the limit is negative */
    @Override
    public List<StoredMessage> page(ConversationId conversation, MessageId before, int limit) {
        Objects.requireNonNull(conversation, "conversation");
        check(limit);
        return read(all -> all.page(conversation, before, limit));
    }

    /** @throws IllegalArgumentException if the limit is negative */
    @Override
    public List<StoredMessage> pageAfter(ConversationId conversation, MessageId after, int limit) {
        Objects.requireNonNull(conversation, "conversation");
        check(limit);
        return read(all -> all.pageAfter(conversation, after, limit));
    }

    @Override
    public Optional<StoredMessage> find(MessageId id) {
        Objects.requireNonNull(id, "id");
        return read(all -> all.find(id));
    }

    /** @throws IllegalArgumentException if the limit is negative */
    @Override
    public List<StoredMessage> unknown(long afterArrival, int limit) {
        check(limit);
        return read(all -> all.unknown(afterArrival, limit));
    }

    private static void check(int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("A page of " + limit + " messages.");
        }
    }

    @Override
    public long size() {
        return read(Contents::size);
    }

    @Override
    public Map<ConversationId, StoredDraft> drafts() {
        return read(Contents::drafts);
    }

    @Override
    public CompletionStage<Void> put(ConversationId conversation, StoredDraft draft) {
        Objects.requireNonNull(conversation, "conversation");
        return write(all -> {
            all.putDraft(conversation, draft);
            return null;
        });
    }

    @Override
    public CompletionStage<Void> remove(ConversationId conversation) {
        Objects.requireNonNull(conversation, "conversation");
        return write(all -> {
            all.putDraft(conversation, NO_DRAFT);
            return null;
        });
    }

    @Override
    public List<OutboxEntry> entries() {
        return read(Contents::entries);
    }

    @Override
    public CompletionStage<Void> put(List<OutboxEntry> entries, StoredDraft rest) {
        List<OutboxEntry> copy = List.copyOf(entries);
        if (copy.stream().map(entry -> entry.message().to()).distinct().count() != 1) {
            throw new IllegalArgumentException("Entries are put of one conversation, and one at least.");
        }
        return write(all -> {
            copy.forEach(all::putEntry);
            if (rest != null) {
                all.putDraft(copy.get(0).message().to(), rest);
            }
            return null;
        });
    }

    @Override
    public CompletionStage<Void> update(List<OutboxEntry> entries) {
        List<OutboxEntry> copy = List.copyOf(entries);
        return write(all -> {
            copy.forEach(all::updateEntry);
            return null;
        });
    }

    @Override
    public CompletionStage<Void> remove(ClientId id) {
        Objects.requireNonNull(id, "id");
        return write(all -> {
            all.removeEntry(id);
            return null;
        });
    }

    @Override
    public CompletionStage<Appended> settle(ClientId id, Message message, OutboxEntry claim) {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(message, "message");
        if (claim != null && !claim.id().equals(id)) {
            throw new IllegalArgumentException("A claim stands in place of its own entry.");
        }
        return write(all -> {
            if (claim == null) {
                all.removeEntry(id);
            } else {
                all.updateEntry(claim);
            }
            return all.append(message, true);
        });
    }

    @Override
    public CompletionStage<Void> removeAll(ConversationId conversation) {
        Objects.requireNonNull(conversation, "conversation");
        return write(all -> {
            all.removeEntries(conversation);
            return null;
        });
    }

    @Override
    public List<Note> notes(ConversationId conversation) {
        Objects.requireNonNull(conversation, "conversation");
        return read(all -> all.notes(conversation));
    }

    @Override
    public CompletionStage<Note> addNote(ConversationId conversation, MessageId message, String author, String text) {
        Note note = new Note(0, conversation, message, author, text, Instant.now());
        return write(all -> all.addNote(note));
    }

    @Override
    public CompletionStage<Void> removeNote(long id) {
        return write(all -> {
            all.removeNote(id);
            return null;
        });
    }

    @Override
    public Set<String> tags(ConversationId conversation) {
        Objects.requireNonNull(conversation, "conversation");
        return read(all -> all.tags(conversation));
    }

    @Override
    public CompletionStage<Void> setTags(ConversationId conversation, Set<String> tags) {
        Objects.requireNonNull(conversation, "conversation");
        Set<String> copy = Set.copyOf(tags);
        return write(all -> {
            all.setTags(conversation, copy);
            return null;
        });
    }

    @Override
    public Map<ConversationId, Customer> customers() {
        return read(Contents::customers);
    }

    @Override
    public CompletionStage<Void> putCustomers(Map<ConversationId, Customer> customers) {
        Map<ConversationId, Customer> copy = Map.copyOf(customers);
        return write(all -> {
            all.putCustomers(copy);
            return null;
        });
    }

    @Override
    public CompletionStage<Void> deleteCustomer(ConversationId conversation) {
        Objects.requireNonNull(conversation, "conversation");
        return write(all -> {
            all.delete(conversation);
            return null;
        });
    }

    /** Fails: nothing is encrypted here. */
    @Override
    public CompletionStage<Void> exchangeKey() {
        return CompletableFuture.failedStage(
                new StoreException("The message store is not encrypted: there is no key to be exchanged.", null));
    }

    @Override
    public CompletableFuture<Boolean> search(SearchQuery query, Predicate<SearchHit> found) {
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(found, "found");
        try {
            MemorySearch search = new MemorySearch(query, found,
                    (only, end, limit) -> read(all -> all.newest(only, end, limit)), read(Contents::lastArrival),
                    blame);
            searching.execute(search);
            return search.answer();
        } catch (@SuppressWarnings("unused") StoreException | RejectedExecutionException afterClosing) {
            return CompletableFuture.failedFuture(closedFailure());
        }
    }

    /**
     * Ends searches, writes what is queued, tells the listeners, and ends, within 3 seconds; what is not written by
     * then fails. Without effect a second time.
     */
    @Override
    public void close() {
        closing = true;
        end(searching, SEARCH_CLOSE_MILLIS);
        end(writing, WRITER_CLOSE_MILLIS);
        synchronized (lock) {
            closed = true;
        }
        end(telling, LISTENERS_CLOSE_MILLIS);
    }

    /** What a test runs is the test's. */
    private static void end(Executor executor, long millis) {
        if (executor instanceof Lane lane) {
            lane.close(millis);
        }
    }
}
