// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.StoreChange;
import org.chatdock.api.store.StoreException;
import org.chatdock.api.store.StoreListener;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.testkit.Messages;
import org.junit.jupiter.api.Test;

/** The store in memory does what {@code ConversationStore} says. */
class MemoryStoreTest {
    private static final ConversationId ANN = new ConversationId("ann");

    private final MemoryStore store = new MemoryStore();

    private static Message at(String id, int second) {
        return Messages.builder("ann", id).time(Messages.TIME.plusSeconds(second)).build();
    }

    private static Message agentAt(String id, int second) {
        return Messages.builder("ann", id).fromType("agent").time(Messages.TIME.plusSeconds(second)).build();
    }

    private static <T> T value(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private List<String> ids(MessageId before, int limit) {
        return ids(store.page(ANN, before, limit));
    }

    private static List<String> ids(List<StoredMessage> messages) {
        return messages.stream().map(stored -> stored.message().id().value()).toList();
    }

    @Test
    void messagesAreOrderedByTimeAndThenArrival() {
        List.of(at("c", 3), at("a", 1), at("b2", 2), at("b1", 2)).forEach(store::append);
        assertEquals(List.of("a", "b2", "b1", "c"), ids(null, 10));
        assertEquals(List.of("b1", "c"), ids(null, 2));
        assertEquals(List.of("a", "b2"), ids(new MessageId("b1"), 2));
        assertEquals(List.of("b2"), ids(new MessageId("b1"), 1));
        assertEquals(List.of(), ids(new MessageId("a"), 5));
        assertEquals(List.of("c"), ids(new MessageId("nobody knows"), 1));
        assertEquals(List.of(), ids(null, 0));
        assertEquals(List.of(), store.page(new ConversationId("bob"), null, 5));
        assertThrows(IllegalArgumentException.class, () -> store.page(ANN, null, -1));
    }

    @Test
    void anIdIsStoredOnce() {
        assertEquals(Appended.ADDED, value(store.append(at("a", 1))));
        assertEquals(Appended.DUPLICATE, value(store.append(at("a", 2))));
        assertEquals(Appended.DUPLICATE, value(store.appendUnknown(at("a", 2))));
        assertEquals(1, store.size());
        assertEquals(at("a", 1), store.find(new MessageId("a")).orElseThrow().message());
        assertTrue(store.find(new MessageId("a")).orElseThrow().understood());
    }

    @Test
    void whatIsUnknownIsUnderstoodLaterAndKeepsItsArrival() {
        assertEquals(Appended.ADDED, value(store.appendUnknown(at("a", 5))));
        assertEquals(Appended.DUPLICATE, value(store.appendUnknown(at("a", 6))));
        store.append(at("b", 2));
        store.appendUnknown(at("c", 1));
        assertEquals(List.of("a", "c"), ids(store.unknown(0, 9)));
        assertEquals(List.of("a"), ids(store.unknown(0, 1)));
        assertEquals(List.of("c"), ids(store.unknown(1, 9)));
        Message elsewhere = Messages.fromCustomer("bob", "a", "understood");
        assertEquals(Appended.UNDERSTOOD, value(store.append(elsewhere)));
        assertEquals(new StoredMessage(elsewhere, 1, true), store.find(new MessageId("a")).orElseThrow());
        assertEquals(List.of("c"), ids(store.unknown(0, 9)));
        assertEquals(List.of("c", "b"), ids(null, 9));
        assertEquals(List.of("a"), ids(store.page(new ConversationId("bob"), null, 9)));
        assertEquals(List.of("a", "b", "c"), ids(store.contents()));
        assertEquals(3, store.size());
    }

    @Test
    void aConversationWhoseOnlyMessageMovedIsNotListed() {
        store.appendUnknown(at("a", 1));
        store.append(Messages.fromCustomer("bob", "a"));
        assertEquals(List.of(new ConversationId("bob")),
                store.conversations().stream().map(ConversationSummary::id).toList());
        assertEquals(Map.of(new ConversationId("bob"), new MessageId("a")), store.lastReceived());
    }

    @Test
    void conversationsTellWhatIsUnreadAndWhoWaits() {
        store.append(at("a", 1));
        store.append(agentAt("b", 2));
        store.append(at("d", 4));
        store.append(at("c", 3));
        store.append(Messages.builder("bob", "e").fromType("agent").time(Messages.TIME.plusSeconds(9)).build());
        List<ConversationSummary> all = store.conversations();
        assertEquals(List.of("bob", "ann"), all.stream().map(summary -> summary.id().value()).toList());
        assertNull(all.get(0).waitingSince());
        assertEquals(0, all.get(0).unread());
        assertEquals(Messages.TIME.plusSeconds(3), all.get(1).waitingSince());
        assertEquals(3, all.get(1).unread());
        assertEquals("d", all.get(1).last().message().id().value());
        assertEquals(Map.of(ANN, new MessageId("d")), store.lastReceived());
        value(store.markRead(ANN));
        assertEquals(0, store.conversations().get(1).unread());
        assertEquals(Messages.TIME.plusSeconds(3), store.conversations().get(1).waitingSince());
        store.append(at("old", 0));
        assertEquals(1, store.conversations().get(1).unread());
        store.append(agentAt("f", 5));
        assertNull(store.conversations().get(1).waitingSince());
    }

    @Test
    void aFailingWriteChangesNothingAndFailsTheStage() {
        store.append(at("a", 1));
        List<StoreChange> told = new ArrayList<>();
        store.addListener(told::add);
        store.failWrites(true);
        for (CompletionStage<?> stage : List.of(store.append(at("b", 2)), store.appendUnknown(at("c", 2)),
                store.markRead(ANN))) {
            CompletionException failure = assertThrows(CompletionException.class, () -> value(stage));
            assertTrue(failure.getCause() instanceof StoreException);
        }
        store.failWrites(false);
        assertEquals(List.of("a"), ids(null, 9));
        assertEquals(1, store.conversations().get(0).unread());
        assertEquals(List.of(), told);
        assertEquals(4, store.writes());
    }

    @Test
    void aFailingReadThrows() {
        store.append(at("a", 1));
        store.failReads(true);
        assertThrows(StoreException.class, store::size);
        assertThrows(StoreException.class, store::conversations);
        assertThrows(StoreException.class, store::lastReceived);
        assertThrows(StoreException.class, () -> store.page(ANN, null, 1));
        assertThrows(StoreException.class, () -> store.find(new MessageId("a")));
        assertThrows(StoreException.class, () -> store.unknown(0, 1));
        assertEquals(1, store.contents().size());
        store.failReads(false);
        assertEquals(1, store.size());
    }

    @Test
    void aWriterDecidesWhenSomethingIsCommitted() {
        Queue<Runnable> held = new ArrayDeque<>();
        MemoryStore slow = new MemoryStore(held::add);
        CompletableFuture<Appended> stage = slow.append(at("a", 1)).toCompletableFuture();
        assertFalse(stage.isDone());
        assertEquals(0, slow.size());
        held.remove().run();
        assertEquals(Appended.ADDED, stage.join());
        assertEquals(1, slow.size());
    }

    @Test
    void nobodyElseCanCompleteAStage() {
        Queue<Runnable> held = new ArrayDeque<>();
        CompletionStage<Appended> stage = new MemoryStore(held::add).append(at("a", 1));
        stage.toCompletableFuture().complete(Appended.DUPLICATE);
        held.remove().run();
        assertEquals(Appended.ADDED, value(stage));
    }

    @Test
    void listenersAreToldOfCommitsInOrder() {
        List<StoreChange> told = new CopyOnWriteArrayList<>();
        store.addListener(change -> {
            // A listener that writes must not hear of that in the middle of something else.
            if (change.added().equals(List.of(at("a", 1)))) {
                store.append(at("b", 2));
            }
            told.add(change);
        });
        store.append(at("a", 1));
        store.append(at("a", 1));
        store.markRead(ANN);
        store.markRead(ANN);
        assertEquals(List.of(List.of(at("a", 1)), List.of(at("b", 2)), List.of()),
                told.stream().map(StoreChange::added).toList());
    }

    @Test
    void aListenerThatIsGoneHearsNothing() {
        List<StoreChange> told = new ArrayList<>();
        StoreListener listener = told::add;
        store.addListener(listener);
        store.removeListener(listener);
        store.append(at("a", 1));
        assertEquals(List.of(), told);
    }

    @Test
    void manyThreadsMayWrite() {
        List<Long> told = new CopyOnWriteArrayList<>();
        store.addListener(change -> change.added()
                .forEach(message -> told.add(store.find(message.id()).orElseThrow().arrival())));
        IntStream.range(0, 2_000).parallel().forEach(i -> store.append(at("m" + i % 1_000, i % 7)));
        assertEquals(1_000, store.size());
        assertEquals(1_000, store.page(ANN, null, 5_000).size());
        assertEquals(1_000, store.conversations().get(0).unread());
        assertEquals(1_000, told.size());
        assertEquals(told.stream().sorted().toList(), told);
    }
}
