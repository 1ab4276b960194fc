// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.store;

import static org.chatdock.testkit.store.StoreMessages.fromAgent;
import static org.chatdock.testkit.store.StoreMessages.fromUser;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.sending.ClientId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.OutboxStore;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.chatdock.api.sending.SendState;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.DraftStore;
import org.chatdock.api.store.StoreChange;
import org.chatdock.api.store.StoredDraft;
import org.junit.jupiter.api.Test;

/** What the agent sends, until the gateway has it. */
abstract class OutboxContract extends DeletionContract {
    private static final StoredDraft DRAFT = new StoredDraft("begun \uD83D\uDE00", 3,
            List.of(new Attachment("p", "", "")));
    private static final StoredDraft NONE = new StoredDraft("", 0, List.of());

    private static ClientId client(String id) {
        return new ClientId(id);
    }

    private static OutboxEntry waiting(String id, ConversationId to) {
        return OutboxEntry.waiting(client(id), client(id), Outgoing.text(to, "text of " + id),
                Instant.ofEpochSecond(5, 6));
    }

    private static OutboxEntry in(SendState state, OutboxEntry entry) {
        return new OutboxEntry(entry.id(), entry.first(), entry.message(), entry.written(), state,
                state == SendState.REFUSED ? Reason.SERVICE : null, "words", 3, "agent", new MessageId("before"),
                state == SendState.SENT ? new MessageId("sent") : null);
    }

    private OutboxEntry put(String id, ConversationId to) throws Exception {
        OutboxEntry entry = waiting(id, to);
        await(offered(outbox()).put(List.of(entry), null));
        return entry;
    }

    private List<String> waitingIds() {
        return offered(outbox()).entries().stream().map(entry -> entry.id().value()).toList();
    }

    // --- put

    @Test
    void entriesAreKeptInTheOrderInWhichTheyWerePut() throws Exception {
        OutboxStore outbox = offered(outbox());
        assertEquals(List.of(), outbox.entries());
        List<OutboxEntry> parts = new ArrayList<>(List.of(waiting("z", ANN), waiting("a", ANN), waiting("m", ANN)));
        OutboxEntry other = waiting("b", BOB);
        List<OutboxEntry> all = List.of(parts.get(0), parts.get(1), parts.get(2), other);

        CompletionStage<Void> put = outbox.put(parts, null);
        parts.clear();
        await(put);
        await(outbox.put(List.of(other), null));

        assertEquals(all, outbox.entries());
    }

    @Test
    void anEntryIsKeptExactlyInWhateverStateItIs() throws Exception {
        OutboxStore outbox = offered(outbox());
        Outgoing odd = new Outgoing(new ConversationId("odd \uD83D\0"), "2", "half \uDE00 \u5BA2\n \0 end",
                new Attachment("p\uD800", "f", "m"));
        List<OutboxEntry> all = new ArrayList<>();
        for (SendState state : SendState.values()) {
            ClientId id = client("id-" + state);
            all.add(in(state, OutboxEntry.waiting(id, client("first_" + state), odd, Instant.MIN)));
        }
        for (Reason reason : Reason.values()) {
            all.add(new OutboxEntry(client("r-" + reason), client("r"), odd, Instant.MAX, SendState.REFUSED, reason,
                    "\u62D2\u7EDD", Integer.MAX_VALUE, "agent\uDFFF", null, null));
        }
        all.add(OutboxEntry.waiting(ClientId.random(), ClientId.random(),
                Outgoing.text(odd.to(), "x".repeat(100_000)), Instant.EPOCH.minusNanos(1)));

        await(outbox.put(all, null));

        assertEquals(all, outbox.entries());
    }

    @Test
    void whatStaysOfTheDraftIsReplacedWithIt() throws Exception {
        OutboxStore outbox = offered(outbox());
        DraftStore drafts = offered(drafts());
        append(fromUser("ann", "1", 5));
        await(drafts.put(ANN, DRAFT));
        await(drafts.put(BOB, DRAFT));

        await(outbox.put(List.of(waiting("a", ANN)), null));
        assertEquals(Map.of(ANN, DRAFT, BOB, DRAFT), drafts.drafts());

        StoredDraft rest = new StoredDraft("rest", 4, List.of());
        await(outbox.put(List.of(waiting("b", ANN)), rest));
        assertEquals(Map.of(ANN, rest, BOB, DRAFT), drafts.drafts());
        assertEquals("rest", summary(ANN).draft());

        await(outbox.put(List.of(waiting("c", ANN)), NONE));
        assertEquals(Map.of(BOB, DRAFT), drafts.drafts());
        assertEquals("", summary(ANN).draft());
        assertEquals(List.of("a", "b", "c"), waitingIds());
    }

    @Test
    void noEntriesOrThoseOfDifferentConversationsAreNotTaken() {
        OutboxStore outbox = offered(outbox());
        assertThrows(IllegalArgumentException.class, () -> outbox.put(List.of(), DRAFT));
        assertThrows(IllegalArgumentException.class,
                () -> outbox.put(List.of(waiting("a", ANN), waiting("b", BOB)), DRAFT));

        assertEquals(List.of(), outbox.entries());
        assertEquals(Map.of(), offered(drafts()).drafts());
    }

    @Test
    void whatIsPutMakesNoConversationAndNobodyIsTold() throws Exception {
        OutboxStore outbox = offered(outbox());
        BlockingQueue<StoreChange> told = listening();

        OutboxEntry entry = put("a", ANN);
        await(outbox.update(List.of(in(SendState.SENDING, entry))));
        await(outbox.remove(entry.id()));
        await(outbox.put(List.of(entry), DRAFT));
        await(outbox.removeAll(ANN));

        assertEquals(List.of(), store().conversations());
        assertNothingTold(told);
    }

    @Test
    void whatWasReadIsACopy() throws Exception {
        OutboxStore outbox = offered(outbox());
        OutboxEntry first = put("a", ANN);
        List<OutboxEntry> read = outbox.entries();

        put("b", ANN);

        assertEquals(List.of(first), read);
    }

    // --- update and remove

    @Test
    void anUpdatedEntryStaysInItsPlace() throws Exception {
        OutboxStore outbox = offered(outbox());
        OutboxEntry first = put("a", ANN);
        OutboxEntry second = put("b", BOB);
        OutboxEntry third = put("c", ANN);
        List<OutboxEntry> updated = new ArrayList<>(
                List.of(in(SendState.UNKNOWN, third), in(SendState.SENDING, first)));

        CompletionStage<Void> update = outbox.update(updated);
        updated.clear();
        await(update);
        await(outbox.update(List.of()));

        assertEquals(List.of(in(SendState.SENDING, first), second, in(SendState.UNKNOWN, third)), outbox.entries());
    }

    @Test
    void anUpdateBringsNothingBack() throws Exception {
        OutboxStore outbox = offered(outbox());
        OutboxEntry kept = put("a", ANN);
        OutboxEntry removed = put("b", ANN);
        await(outbox.remove(removed.id()));

        await(outbox.update(List.of(in(SendState.REFUSED, removed), in(SendState.REFUSED, kept))));

        assertEquals(List.of(in(SendState.REFUSED, kept)), outbox.entries());
    }

    @Test
    void aRemovedEntryIsGoneAndTheOthersStay() throws Exception {
        OutboxStore outbox = offered(outbox());
        OutboxEntry first = put("a", ANN);
        put("b", ANN);
        OutboxEntry third = put("c", BOB);

        await(outbox.remove(client("b")));
        await(outbox.remove(client("b")));
        await(outbox.remove(client("never")));

        assertEquals(List.of(first, third), outbox.entries());
    }

    @Test
    void allOfAConversationCanBeRemoved() throws Exception {
        OutboxStore outbox = offered(outbox());
        await(offered(drafts()).put(ANN, DRAFT));
        append(fromUser("ann", "1", 5));
        put("a", ANN);
        OutboxEntry other = put("b", BOB);
        put("c", ANN);

        await(outbox.removeAll(ANN));
        await(outbox.removeAll(ANN));

        assertEquals(List.of(other), outbox.entries());
        assertEquals(Map.of(ANN, DRAFT), offered(drafts()).drafts());
        assertEquals(List.of("1"), ids(ANN));
    }

    @Test
    void whatIsPutAfterARemovalComesBehindAllOthers() throws Exception {
        OutboxStore outbox = offered(outbox());
        put("a", ANN);
        put("b", ANN);
        put("c", ANN);
        await(outbox.remove(client("c")));
        await(outbox.remove(client("a")));

        put("d", ANN);
        put("a", ANN);

        assertEquals(List.of("b", "d", "a"), waitingIds());
    }

    @Test
    void outboxWritesTakeEffectInTheOrderOfCalls() throws Exception {
        OutboxStore outbox = offered(outbox());
        DraftStore drafts = offered(drafts());
        for (int i = 0; i < 50; i++) {
            OutboxEntry entry = waiting("a" + i, ANN);
            drafts.put(ANN, DRAFT);
            outbox.put(List.of(entry), NONE);
            outbox.update(List.of(in(SendState.SENDING, entry)));
            if (i % 3 == 0) {
                outbox.remove(entry.id());
            } else if (i % 3 == 1) {
                outbox.settle(entry.id(), fromAgent("ann", "m" + i, i), null);
            }
        }
        OutboxEntry last = waiting("last", ANN);
        await(outbox.put(List.of(last), null));

        List<OutboxEntry> expected = new ArrayList<>();
        for (int i = 2; i < 50; i += 3) {
            expected.add(in(SendState.SENDING, waiting("a" + i, ANN)));
        }
        expected.add(last);
        assertEquals(expected, outbox.entries());
        assertEquals(17, store().size());
        assertEquals(Map.of(), drafts.drafts());
    }

    // --- settle

    @Test
    void aMessageThatWasSentTakesThePlaceOfItsEntry() throws Exception {
        OutboxStore outbox = offered(outbox());
        OutboxEntry entry = put("a", ANN);
        OutboxEntry other = put("b", ANN);
        Message message = fromAgent("ann", "m1", 7);
        BlockingQueue<StoreChange> told = listening();

        assertEquals(Appended.ADDED, await(outbox.settle(entry.id(), message, null)));

        assertEquals(List.of(other), outbox.entries());
        assertEquals(message, stored("m1").message());
        assertTrue(stored("m1").understood());
        assertEquals(List.of("m1"), ids(ANN));
        assertEquals(new StoreChange(Set.of(ANN), List.of(message)), next(told));
    }

    @Test
    void aClaimIsKeptInPlaceOfTheEntry() throws Exception {
        OutboxStore outbox = offered(outbox());
        OutboxEntry entry = put("a", ANN);
        OutboxEntry other = put("b", ANN);
        OutboxEntry claim = in(SendState.SENT, entry);

        assertEquals(Appended.ADDED, await(outbox.settle(entry.id(), fromAgent("ann", "m1", 7), claim)));
        assertEquals(List.of(claim, other), outbox.entries());
        assertEquals(List.of("m1"), ids(ANN));

        await(outbox.remove(entry.id()));
        assertEquals(Appended.DUPLICATE, await(outbox.settle(entry.id(), fromAgent("ann", "m1", 7), claim)));
        assertEquals(List.of(other), outbox.entries());
    }

    @Test
    void aClaimStandsForItsOwnEntryOnly() throws Exception {
        OutboxStore outbox = offered(outbox());
        OutboxEntry entry = put("a", ANN);
        OutboxEntry other = put("b", ANN);

        assertThrows(IllegalArgumentException.class,
                () -> outbox.settle(entry.id(), fromAgent("ann", "m1", 7), in(SendState.SENT, other)));

        assertEquals(List.of(entry, other), outbox.entries());
        assertEquals(0, store().size());
    }

    @Test
    void ifTheMessageWasStoredAlreadyItsEntryGoesAllTheSame() throws Exception {
        OutboxStore outbox = offered(outbox());
        OutboxEntry first = put("a", ANN);
        OutboxEntry second = put("b", ANN);
        append(fromAgent("ann", "m1", 7));
        await(store().appendUnknown(fromAgent("ann", "m2", 8)));
        BlockingQueue<StoreChange> told = listening();

        assertEquals(Appended.DUPLICATE, await(outbox.settle(first.id(), fromAgent("ann", "m1", 7), null)));
        assertEquals(List.of(second), outbox.entries());
        assertNothingTold(told);

        assertEquals(Appended.UNDERSTOOD, await(outbox.settle(second.id(), fromAgent("ann", "m2", 8), null)));
        assertEquals(List.of(), outbox.entries());
        assertEquals(List.of("m1", "m2"), ids(ANN));
        assertTrue(stored("m2").understood());
    }

    /** What is understood now may be written later than what came with it; it must not lose its entry before. */
    @Test
    void manyAreSettledAtOnceWhateverIsKnownOfThem() throws Exception {
        OutboxStore outbox = offered(outbox());
        List<CompletionStage<Appended>> settled = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            OutboxEntry entry = waiting("a" + i, i % 2 == 0 ? ANN : BOB);
            Message message = fromAgent(entry.message().to().value(), "m" + i, i % 7);
            outbox.put(List.of(entry), null);
            if (i % 3 == 1) {
                store().append(message);
            } else if (i % 3 == 2) {
                store().appendUnknown(message);
            }
            settled.add(outbox.settle(entry.id(), message, i % 5 == 0 ? in(SendState.SENT, entry) : null));
        }

        for (int i = 0; i < settled.size(); i++) {
            assertEquals(List.of(Appended.ADDED, Appended.DUPLICATE, Appended.UNDERSTOOD).get(i % 3),
                    await(settled.get(i)));
        }
        assertEquals(60, store().size());
        assertEquals(List.of(), store().unknown(0, 100));
        List<OutboxEntry> claims = new ArrayList<>();
        for (int i = 0; i < 60; i += 5) {
            claims.add(in(SendState.SENT, waiting("a" + i, i % 2 == 0 ? ANN : BOB)));
        }
        assertEquals(claims, outbox.entries());
    }

    @Test
    void aMessageWhoseEntryIsGoneIsStoredAllTheSame() throws Exception {
        OutboxStore outbox = offered(outbox());

        assertEquals(Appended.ADDED, await(outbox.settle(client("never"), fromAgent("ann", "m1", 7), null)));

        assertEquals(List.of("m1"), ids(ANN));
        assertEquals(List.of(), outbox.entries());
    }

    // --- deletion

    @Test
    void theEntriesOfADeletedCustomerAreGone() throws Exception {
        OutboxStore outbox = offered(outbox());
        append(fromUser("ann", "1", 5));
        put("a", ANN);
        OutboxEntry other = put("b", BOB);
        put("c", ANN);

        await(offered(maintenance()).deleteCustomer(ANN));

        assertEquals(List.of(other), outbox.entries());
    }
}
