// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.store;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.ConversationStore;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.StoreChange;
import org.chatdock.api.store.StoreException;
import org.chatdock.api.store.StoreListener;
import org.chatdock.api.store.StoredMessage;

/**
 * A store for tests: behaves as the one on disk, and forgets everything. It can be told to fail, and when to commit.
 * Any thread.
 */
public final class MemoryStore implements ConversationStore {
    private static final Comparator<StoredMessage> ORDER = Comparator
            .comparing((StoredMessage stored) -> stored.message().time()).thenComparingLong(StoredMessage::arrival);

    /** The messages of one conversation. */
    private static final class Conversation {
        final NavigableSet<StoredMessage> messages = new TreeSet<>(ORDER);
        /** The arrival up to which the agent has read. */
        long readTo;

        int unread() {
            return (int) messages.stream().filter(s -> s.message().fromCustomer() && s.arrival() > readTo).count();
        }

        Instant waitingSince() {
            Instant since = null;
            for (StoredMessage stored : messages.descendingSet()) {
                if (SenderType.AGENT.equals(stored.message().fromType())) {
                    break;
                }
                since = stored.message().fromCustomer() ? stored.message().time() : since;
            }
            return since;
        }
    }

    private final Executor writer;
    private final Executor teller;
    private final List<StoreListener> listeners = new CopyOnWriteArrayList<>();
    private final Map<MessageId, StoredMessage> byId = new HashMap<>();
    private final NavigableSet<StoredMessage> byArrival = new TreeSet<>(Comparator.comparing(StoredMessage::arrival));
    private final Map<ConversationId, Conversation> conversations = new HashMap<>();
    /** What listeners have not been told yet, in the order of commits. */
    private final Queue<StoreChange> untold = new ArrayDeque<>();
    private boolean telling;
    private long lastArrival;
    private long writes;
    private boolean failWrites;
    private boolean failReads;

    /** Commits at once, on the calling thread: what was written is there when the call returns. */
    public MemoryStore() {
        this(Runnable::run);
    }

    /**
     * Commits when and where the executor does, so that a test can hold a commit up.
     *
     * @param writer runs what it is given one after the other, in order
     */
    public MemoryStore(Executor writer) {
        this(writer, Runnable::run);
    }

    /**
     * As {@link #MemoryStore(Executor)}, and tells listeners when and where another executor does. What was committed
     * in the meantime is told as one.
     */
    public MemoryStore(Executor writer, Executor teller) {
        this.writer = Objects.requireNonNull(writer, "writer");
        this.teller = Objects.requireNonNull(teller, "teller");
    }

    /** Whether commits fail from now on, as on a full disk: nothing is changed, and the stage fails. */
    public synchronized void failWrites(boolean fail) {
        failWrites = fail;
    }

    /** Whether reading throws from now on. */
    public synchronized void failReads(boolean fail) {
        failReads = fail;
    }

    /** How many writes were asked for so far, whatever became of them. */
    public synchronized long writes() {
        return writes;
    }

    /** All messages in the order of arrival. A copy; reads even if reading is to fail. */
    public synchronized List<StoredMessage> contents() {
        return List.copyOf(byArrival);
    }

    /** Tells the listener what is committed from now on, in order, on a thread that commits if nothing else is said. */
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
        return write(() -> put(message, true));
    }

    @Override
    public CompletionStage<Appended> appendUnknown(Message message) {
        Objects.requireNonNull(message, "message");
        return write(() -> put(message, false));
    }

    @Override
    public CompletionStage<Void> markRead(ConversationId conversation) {
        Objects.requireNonNull(conversation, "conversation");
        return write(() -> {
            Conversation known = conversations.get(conversation);
            if (known != null && known.unread() > 0) {
                known.readTo = lastArrival;
                untold.add(new StoreChange(Set.of(conversation), List.of()));
            }
            return null;
        });
    }

    private <T> CompletionStage<T> write(Supplier<T> change) {
        synchronized (this) {
            writes++;
        }
        CompletableFuture<T> stage = new CompletableFuture<>();
        writer.execute(() -> commit(change, stage));
        // Nobody but the store can complete it.
        return stage.minimalCompletionStage();
    }

    private <T> void commit(Supplier<T> change, CompletableFuture<T> stage) {
        boolean fail;
        T result;
        synchronized (this) {
            fail = failWrites;
            result = fail ? null : change.get();
        }
        // Outside the lock: whoever waits for this may do anything.
        if (fail) {
            stage.completeExceptionally(new StoreException("The test wants this write to fail.", null));
        } else {
            stage.complete(result);
            teller.execute(this::tell);
        }
    }

    private Appended put(Message message, boolean understood) {
        StoredMessage known = byId.get(message.id());
        if (known == null) {
            keep(new StoredMessage(message, ++lastArrival, understood));
            untold.add(new StoreChange(Set.of(message.conversation()), List.of(message)));
            return Appended.ADDED;
        }
        if (known.understood() || !understood) {
            return Appended.DUPLICATE;
        }
        // The new delivery's fields count from now on: who handled it saw those. Its place in the arrivals stays.
        byArrival.remove(known);
        conversations.get(known.message().conversation()).messages.remove(known);
        keep(new StoredMessage(message, known.arrival(), true));
        untold.add(new StoreChange(new HashSet<>(List.of(known.message().conversation(), message.conversation())),
                List.of()));
        return Appended.UNDERSTOOD;
    }

    private void keep(StoredMessage stored) {
        byId.put(stored.message().id(), stored);
        byArrival.add(stored);
        conversations.computeIfAbsent(stored.message().conversation(), id -> new Conversation()).messages.add(stored);
    }

    /** One thread tells at a time, so that listeners hear of commits in their order. */
    private void tell() {
        synchronized (this) {
            if (telling) {
                return;
            }
            telling = true;
        }
        for (StoreChange change = next(); change != null; change = next()) {
            for (StoreListener listener : listeners) {
                tell(listener, change);
            }
        }
    }

    /** All that is untold, as one; null if there is nothing. */
    private synchronized StoreChange next() {
        telling = !untold.isEmpty();
        if (!telling) {
            return null;
        }
        Set<ConversationId> changed = new HashSet<>();
        List<Message> added = new ArrayList<>();
        for (StoreChange change : untold) {
            changed.addAll(change.conversations());
            added.addAll(change.added());
        }
        untold.clear();
        return new StoreChange(changed, added);
    }

    private static void tell(StoreListener listener, StoreChange change) {
        try {
            listener.storeChanged(change);
        } catch (RuntimeException e) {
            // Changes nothing for the others, but shall be seen.
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    @Override
    public synchronized List<ConversationSummary> conversations() {
        checkReading();
        return conversations.entrySet().stream().filter(entry -> !entry.getValue().messages.isEmpty())
                .map(entry -> new ConversationSummary(entry.getKey(), entry.getValue().messages.last(),
                        entry.getValue().unread(), entry.getValue().waitingSince()))
                .sorted(Comparator.comparing(ConversationSummary::last, ORDER).reversed()).toList();
    }

    @Override
    public synchronized Map<ConversationId, MessageId> lastReceived() {
        checkReading();
        Map<ConversationId, MessageId> ids = new HashMap<>();
        conversations.forEach((id, conversation) -> conversation.messages.descendingSet().stream()
                .filter(stored -> !SenderType.AGENT.equals(stored.message().fromType())).findFirst()
                .ifPresent(stored -> ids.put(id, stored.message().id())));
        return Collections.unmodifiableMap(ids);
    }

    /** @throws IllegalArgumentException if the limit is negative */
    @Override
    public synchronized List<StoredMessage> page(ConversationId conversation, MessageId before, int limit) {
        Objects.requireNonNull(conversation, "conversation");
        check(limit);
        checkReading();
        Conversation known = conversations.get(conversation);
        if (known == null) {
            return List.of();
        }
        StoredMessage end = before == null ? null : byId.get(before);
        boolean here = end != null && known.messages.contains(end);
        List<StoredMessage> all = new ArrayList<>(here ? known.messages.headSet(end) : known.messages);
        return List.copyOf(all.subList(Math.max(0, all.size() - limit), all.size()));
    }

    @Override
    public synchronized Optional<StoredMessage> find(MessageId id) {
        Objects.requireNonNull(id, "id");
        checkReading();
        return Optional.ofNullable(byId.get(id));
    }

    /** @throws IllegalArgumentException if the limit is negative */
    @Override
    public synchronized List<StoredMessage> unknown(long afterArrival, int limit) {
        check(limit);
        checkReading();
        return byArrival.stream().filter(stored -> !stored.understood() && stored.arrival() > afterArrival)
                .limit(limit).toList();
    }

    @Override
    public synchronized long size() {
        checkReading();
        return byId.size();
    }

    private static void check(int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("A page of " + limit + " messages.");
        }
    }

    private void checkReading() {
        if (failReads) {
            throw new StoreException("The test wants this read to fail.", null);
        }
    }
}
