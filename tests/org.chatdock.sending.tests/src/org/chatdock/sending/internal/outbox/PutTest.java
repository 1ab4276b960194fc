// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import static org.chatdock.sending.internal.outbox.World.ANN;
import static org.chatdock.sending.internal.outbox.World.BOB;
import static org.chatdock.sending.internal.outbox.World.now;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.sending.Admission;
import org.chatdock.api.sending.Admission.NotTaken;
import org.chatdock.api.sending.Admission.Taken;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.OutboxListener;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendHealth;
import org.chatdock.api.sending.SendOutcome;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.chatdock.api.sending.SendState;
import org.chatdock.api.store.StoredDraft;
import org.chatdock.sending.internal.KeptEntries;
import org.chatdock.sending.internal.RecordedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is taken, in which order it leaves, and what is seen of it. */
class PutTest {
    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    private final World world = new World(log).start();

    @Test
    void whatIsTakenIsDurableAndTrimmedBeforeItLeaves() {
        StoredDraft rest = new StoredDraft("rest", 0, List.of());

        Admission admission = now(world.outbox.put(List.of(Outgoing.text(ANN, " \u3000 hello\u00A0")), rest));

        OutboxEntry entry = ((Taken) admission).entries().get(0);
        assertEquals("hello", entry.message().content());
        assertEquals(rest, world.kept.draft(ANN));
        assertEquals(SendState.SENDING, world.state(entry));
        assertEquals(SendState.SENDING, world.onDisk(entry));
        assertEquals("corp_agent", world.kept.entry(entry.id()).from());
        assertEquals(List.of("hello"), world.call.contents());
    }

    @Test
    void theRequestDoesNotLeaveBeforeItIsNotedOnDisk() {
        Queue<Runnable> commits = new ArrayDeque<>();
        KeptEntries slow = new KeptEntries(world.store, commits::add);
        DurableOutbox outbox = new DurableOutbox(new OutboxParts(world.lane, world.clock, world.lane::millis,
                bound -> 0, world.call, () -> world.signIn, () -> null, slow, world.store, world.options, List.of(),
                log.logger()));
        outbox.start();
        CompletionStage<Admission> stage = outbox.put(List.of(Outgoing.text(ANN, "x")), null);
        assertNull(now(stage));
        assertEquals(List.of(), outbox.entries());

        commits.remove().run();
        assertTrue(now(stage) instanceof Taken);
        assertEquals(SendState.WAITING, slow.entries().get(0).state());
        assertEquals(List.of(), world.call.requests);

        commits.remove().run();
        assertEquals(SendState.SENDING, slow.entries().get(0).state());
        assertEquals(1, world.call.requests.size());
    }

    @Test
    void whatWasSentIsInTheStoreAndNotInTheOutbox() {
        OutboxEntry entry = world.one(ANN, "hello");

        world.call.last().accept("m1");

        assertEquals(List.of(), world.outbox.entries());
        assertNull(world.onDisk(entry));
        assertEquals("hello", world.store.find(new MessageId("m1")).orElseThrow().message().content());
        assertEquals(SendHealth.State.WORKING, world.outbox.health().state());
        assertEquals(0, world.outbox.health().waiting());
        assertEquals(List.of(SendHealth.State.WORKING), world.health);
    }

    @Test
    void oneIsUnderWayInAConversationAndConversationsDoNotWait() {
        world.put(ANN, "a1", "a2");
        world.put(BOB, "b1");
        world.put(ANN, "a3");
        assertEquals(List.of("a1", "b1"), world.call.contents());
        assertEquals(List.of("a1", "a2", "b1", "a3"),
                world.outbox.entries().stream().map(entry -> entry.message().content()).toList());
        assertEquals(1, world.outbox.entries(BOB).size());

        world.call.requests.get(0).accept("1");
        world.call.last().accept("2");
        world.call.last().accept("3");

        assertEquals(List.of("a1", "b1", "a2", "a3"), world.call.contents());
        assertEquals(List.of("a1", "a2", "a3"), world.stored(ANN));
    }

    @Test
    void onlySoManyAreUnderWayInAll() {
        for (int i = 0; i < 20; i++) {
            world.put(new ConversationId("c" + i), "x" + i);
        }
        assertEquals(16, world.call.requests.size());

        world.call.requests.get(3).accept("m");

        assertEquals("x16", world.call.last().content());
    }

    @Test
    void nothingEmptyIsTaken() {
        assertEquals(new NotTaken(Reason.EMPTY), world.put(ANN, "x", "\u00A0\uFEFF"));
        assertEquals(List.of(), world.kept.entries());
        assertThrows(IllegalArgumentException.class, () -> world.outbox.put(List.of(), null));
        assertThrows(IllegalArgumentException.class, () -> world.outbox
                .put(List.of(Outgoing.text(ANN, "x"), Outgoing.text(BOB, "x")), null));
    }

    @Test
    void nothingIsTakenWhileNobodyIsSignedIn() {
        world.signIn = null;

        assertEquals(new NotTaken(Reason.NOT_CONFIGURED), world.put(ANN, "x"));
        assertEquals(List.of(), world.kept.entries());
    }

    @Test
    void nothingIsTakenThatCannotBeStored() {
        world.kept.failing = true;
        CompletionStage<SendOutcome> outcome = world.outbox.send(Outgoing.text(ANN, "y"));

        assertEquals(new NotTaken(Reason.NOT_STORED), world.put(ANN, "x"));
        assertEquals(new SendOutcome.Refused(Reason.NOT_STORED, ""), now(outcome));
        assertEquals(List.of(), world.outbox.entries());

        world.kept.failing = false;
        world.put(ANN, "z");
        assertEquals(List.of("z"), world.call.contents());
    }

    @Test
    void whatWaitsIsBounded() {
        for (int i = 0; i < 1000; i++) {
            world.put(ANN, "x");
        }
        assertEquals(1000, world.outbox.health().waiting());
        assertEquals(new NotTaken(Reason.FULL), world.put(BOB, "x"));

        world.call.last().accept("m");

        assertTrue(world.put(BOB, "x") instanceof Taken);
        assertEquals(new NotTaken(Reason.FULL), world.put(BOB, "x"));
    }

    @Test
    void oneOfAnySizeMayPass() {
        String huge = "x".repeat((32 << 20) + 1);
        assertTrue(world.put(ANN, huge) instanceof Taken);
        assertEquals(new NotTaken(Reason.FULL), world.put(ANN, "y"));
        world.call.last().accept("m");
        assertTrue(world.put(ANN, "y") instanceof Taken);
    }

    @Test
    void whatCannotBeNotedWaitsAndLeavesLater() {
        OutboxEntry first = world.one(ANN, "1");
        world.put(ANN, "2");
        world.kept.failing = true;
        world.call.last().answer(400, "{}");
        assertEquals(SendState.REFUSED, world.state(first));
        assertEquals(SendState.SENDING, world.onDisk(first));
        world.advance(5_000);
        assertEquals(List.of("1"), world.call.contents());

        world.kept.failing = false;
        world.advance(5_000);

        assertEquals(List.of("1", "2"), world.call.contents());
        assertEquals(SendState.REFUSED, world.onDisk(first));
    }

    @Test
    void whatIsSentButCannotBeStoredIsStoredLater() {
        CompletionStage<SendOutcome> outcome = world.outbox.send(Outgoing.text(ANN, "x"));
        world.kept.failing = true;
        world.call.last().accept("m");

        assertTrue(now(outcome) instanceof SendOutcome.Sent);
        log.expectError("Sent, but not stored");
        assertEquals(1, world.outbox.entries().size());
        world.advance(5_000);
        world.kept.failing = false;
        world.advance(5_000);

        assertEquals(List.of("x"), world.stored(ANN));
        assertEquals(List.of(), world.outbox.entries());
        assertEquals(1, world.call.requests.size());
    }

    @Test
    void listenersAreToldAndCannotHurt() {
        List<Set<ConversationId>> after = new ArrayList<>();
        world.listeners.add(0, changed -> {
            throw new IllegalStateException("listener");
        });
        world.listeners.add(after::add);
        OutboxListener lateListener = changed -> assertFalse(changed.isEmpty());
        world.listeners.add(lateListener);

        world.put(ANN, "x");

        assertTrue(after.stream().allMatch(Set.of(ANN)::equals));
        assertFalse(after.isEmpty());
        assertEquals(after, world.told);
        log.expectErrors("The outbox listener");
        world.listeners.remove(0);
    }

    @Test
    void afterTheStopNothingHappens() {
        OutboxEntry under = world.one(ANN, "1");
        CompletionStage<SendOutcome> waits = world.outbox.send(Outgoing.text(ANN, "2"));
        int told = world.told.size();
        world.lane.close(world.outbox::stop);

        world.call.last().accept("m");

        assertEquals(new SendOutcome.Unknown(), now(waits));
        assertEquals(new NotTaken(Reason.NOT_STORED), world.put(ANN, "3"));
        assertEquals(new SendOutcome.Refused(Reason.NOT_STORED, ""),
                now(world.outbox.send(Outgoing.text(ANN, "4"))));
        assertEquals(false, now(world.outbox.retry(under.id())));
        assertTrue(now(world.outbox.discard(under.id())).isEmpty());
        assertEquals(1, world.call.requests.size());
        assertEquals(told, world.told.size());
        assertEquals(SendState.SENDING, world.onDisk(under));
    }
}
