// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.store;

import static org.chatdock.testkit.store.StoreMessages.fromUser;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.sending.ClientId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendState;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.ConversationState;
import org.chatdock.api.store.Revised;
import org.chatdock.api.store.Revision;
import org.chatdock.api.store.StoreChange;
import org.chatdock.api.store.StoreException;
import org.chatdock.api.store.StoreListener;
import org.chatdock.api.store.StoredDraft;
import org.junit.jupiter.api.Test;

/** Its store is the one in memory; it fails when it is told to, and not otherwise. */
class FaultyStoreTest {
    private static final ConversationId ANN = new ConversationId("ann");

    private final FaultyStore store = new FaultyStore();

    private static <T> T value(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private List<CompletionStage<?>> everyWrite(String id) {
        return List.of(store.append(fromUser("ann", id, 1)), store.appendUnknown(fromUser("ann", id + "?", 2)),
                store.markRead(ANN), store.markRead(ANN, new MessageId(id)), store.markUnread(ANN, null),
                store.setState(ANN, ConversationState.PARKED),
                store.revise(Revision.edit(new MessageId(id), 1, "other")));
    }

    private static OutboxEntry entry(String id) {
        return OutboxEntry.waiting(new ClientId(id), new ClientId(id), Outgoing.text(ANN, "text"), Instant.EPOCH);
    }

    @Test
    void itIsAnOutboxThatFailsWhenItIsToldTo() {
        StoredDraft rest = new StoredDraft("rest", 0, List.of());
        value(store.put(List.of(entry("a"), entry("b"), entry("c")), rest));
        OutboxEntry claim = new OutboxEntry(new ClientId("b"), new ClientId("b"), entry("b").message(), Instant.EPOCH,
                SendState.SENT, null, "", 0, "", null, new MessageId("1"));
        store.failWrites(true);
        for (CompletionStage<?> stage : List.of(store.put(List.of(entry("d")), new StoredDraft("", 0, List.of())),
                store.update(List.of(claim)), store.remove(new ClientId("a")), store.removeAll(ANN),
                store.settle(new ClientId("a"), fromUser("ann", "1", 1), null))) {
            CompletionException failure = assertThrows(CompletionException.class, () -> value(stage));
            assertTrue(failure.getCause() instanceof StoreException);
        }
        store.failWrites(false);
        assertEquals(List.of(entry("a"), entry("b"), entry("c")), store.entries());
        assertEquals(Map.of(ANN, rest), store.drafts());
        assertEquals(0, store.size());

        value(store.update(List.of(claim)));
        value(store.remove(new ClientId("c")));
        assertEquals(Appended.ADDED, value(store.settle(new ClientId("a"), fromUser("ann", "1", 1), null)));
        assertEquals(List.of(claim), store.entries());
        assertEquals(1, store.size());
        assertEquals(9, store.writes());
        store.failReads(true);
        assertThrows(StoreException.class, store::entries);
        store.failReads(false);
        value(store.removeAll(ANN));
        assertEquals(List.of(), store.entries());
    }

    @Test
    void itWorksIfItIsNotToldToFail() {
        List<StoreChange> told = new ArrayList<>();
        store.addListener(told::add);

        List<CompletionStage<?>> stages = everyWrite("1");

        assertEquals(Appended.ADDED, value(stages.get(0)));
        assertEquals(Revised.CHANGED, value(stages.get(6)));
        assertEquals(7, store.writes());
        assertEquals(2, store.size());
        assertEquals(2, store.page(ANN, null, 9).size());
        assertEquals(2, store.pageAfter(ANN, null, 9).size());
        assertEquals("other", store.find(new MessageId("1")).orElseThrow().message().content());
        assertEquals(ConversationState.PARKED, store.conversations().get(0).state());
        assertEquals(new MessageId("1?"), store.lastReceived().get(ANN));
        assertEquals(1, store.unknown(0, 9).size());
        assertEquals(store.page(ANN, null, 9), store.contents());
        assertFalse(told.isEmpty());
    }

    @Test
    void aFailingWriteChangesNothingAndFailsTheStage() {
        store.append(fromUser("ann", "1", 1));
        List<StoreChange> told = new ArrayList<>();
        store.addListener(told::add);
        store.failWrites(true);

        for (CompletionStage<?> stage : everyWrite("2")) {
            CompletionException failure = assertThrows(CompletionException.class, () -> value(stage));
            assertTrue(failure.getCause() instanceof StoreException);
        }
        store.failWrites(false);

        assertEquals(1, store.size());
        assertEquals(1, store.conversations().get(0).unread());
        assertEquals(List.of(), told);
        assertEquals(8, store.writes());
        assertEquals(Appended.ADDED, value(store.append(fromUser("ann", "2", 1))));
    }

    @Test
    void aFailingReadThrows() {
        store.append(fromUser("ann", "1", 1));
        store.failReads(true);
        assertThrows(StoreException.class, store::size);
        assertThrows(StoreException.class, store::conversations);
        assertThrows(StoreException.class, store::lastReceived);
        assertThrows(StoreException.class, () -> store.page(ANN, null, 1));
        assertThrows(StoreException.class, () -> store.pageAfter(ANN, null, 1));
        assertThrows(StoreException.class, () -> store.find(new MessageId("1")));
        assertThrows(StoreException.class, () -> store.unknown(0, 1));
        assertEquals(1, store.contents().size());
        store.failReads(false);
        assertEquals(1, store.size());
    }

    @Test
    void aWriterDecidesWhenSomethingIsCommitted() {
        Queue<Runnable> held = new ArrayDeque<>();
        FaultyStore slow = new FaultyStore(held::add);
        CompletionStage<Appended> stage = slow.append(fromUser("ann", "1", 1));
        stage.toCompletableFuture().complete(Appended.DUPLICATE);
        assertEquals(0, slow.size());

        held.remove().run();

        assertEquals(Appended.ADDED, value(stage), "nobody else can complete it");
        assertEquals(1, slow.size());
    }

    @Test
    void aListenerThatIsGoneHearsNothing() {
        List<StoreChange> told = new ArrayList<>();
        StoreListener listener = told::add;
        store.addListener(listener);
        store.removeListener(listener);
        store.append(fromUser("ann", "1", 1));
        assertEquals(List.of(), told);
    }

    @Test
    void manyThreadsMayWrite() {
        IntStream.range(0, 2_000).parallel().forEach(i -> store.append(fromUser("ann", "m" + i % 1_000, i % 7)));
        assertEquals(1_000, store.size());
        assertEquals(2_000, store.writes());
        assertEquals(1_000, store.conversations().get(0).unread());
    }
}
