// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import static org.chatdock.sending.internal.outbox.World.ANN;
import static org.chatdock.sending.internal.outbox.World.BOB;
import static org.chatdock.sending.internal.outbox.World.now;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.connection.HistoryPage;
import org.chatdock.api.sending.Admission;
import org.chatdock.api.sending.Admission.Taken;
import org.chatdock.api.sending.ClientId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.chatdock.api.sending.SendState;
import org.chatdock.api.store.StoreChange;
import org.chatdock.sending.internal.RecordedLog;
import org.chatdock.sending.internal.quota.ReplyRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A kill in every state loses nothing and doubles nothing. */
class RestartTest {
    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    private final World world = new World(log).start();

    @Test
    void whatWasUnderWayIsUnknownAndWhatWaitsGoesOn() {
        OutboxEntry under = world.one(ANN, "1");
        world.put(ANN, "2");
        world.signIn = null;

        world.kill();

        assertEquals(SendState.UNKNOWN, world.state(under));
        assertEquals(SendState.UNKNOWN, world.onDisk(under));
        assertEquals(List.of("1", "2"),
                world.outbox.entries().stream().map(entry -> entry.message().content()).toList());
        assertEquals(List.of(), world.call.requests);
        world.signIn = World.knows(World.AGENT, World.AGENT);
        world.outbox.signedIn();
        assertEquals(List.of("2"), world.call.contents());
        world.store.append(world.agents("m1", ANN, "1", Map.of()));
        world.call.last().accept("m2");
        assertEquals(List.of(), world.outbox.entries());
    }

    @Test
    void whatRestedBetweenTwoTriesGoesOnWithThem() {
        OutboxEntry entry = world.one(ANN, "x");
        world.call.last().refuseConnection();

        world.kill();

        assertEquals(List.of("x"), world.call.contents());
        assertEquals(1, world.entry(entry).tries());
        for (int i = 0; i < 3; i++) {
            world.call.last().refuseConnection();
            world.advance(8_000);
        }
        assertEquals(Reason.UNREACHABLE, world.reason(entry));
        assertEquals(3, world.call.requests.size());
    }

    @Test
    void whatIsUnknownIsLookedForAndHoldsBackTheNextOnlyMeanwhile() {
        OutboxEntry entry = world.one(ANN, "x");
        world.call.last().lose();
        world.kept.put(List.of(OutboxEntry.waiting(ClientId.random(), entry.id(),
                Outgoing.text(ANN, "y"), world.clock.instant())), null);
        CompletableFuture<HistoryPage> page = new CompletableFuture<>();
        world.history = (known, after) -> page;
        world.kill();
        assertEquals(List.of(), world.call.requests);

        page.complete(new HistoryPage(List.of(), null));

        assertEquals(List.of("y"), world.call.contents());
        assertEquals(SendState.UNKNOWN, world.state(entry));
        assertEquals(entry.id(), world.outbox.entries().get(0).id());
    }

    @Test
    void whatWasRefusedOrKeptBackStaysSo() {
        List<OutboxEntry> parts = ((Taken) world.put(ANN, "1", "2")).entries();
        world.call.last().answer(500, "{\"ErrMsg\":\"no\"}");

        world.kill();
        world.advance(600_000);

        assertEquals(List.of(), world.call.requests);
        assertEquals("no", world.entry(parts.get(0)).serviceText());
        assertEquals(Reason.KEPT_BACK, world.reason(parts.get(1)));
        assertEquals(true, now(world.outbox.retry(parts.get(0).id())));
        world.kill();
        assertEquals(SendState.UNKNOWN, world.state(parts.get(0)));
        assertEquals(List.of("2"), world.call.contents());
    }

    @Test
    void whatHasWaitedTooLongHasExpired() {
        world.with(Duration.ofMinutes(1), new ReplyRules(Duration.ZERO, 0));
        world.put(ANN, "1");
        OutboxEntry waiting = world.one(ANN, "2");
        world.clock.advance(Duration.ofSeconds(60));

        world.kill();

        assertEquals(SendState.EXPIRED, world.state(waiting));
        assertEquals(SendState.EXPIRED, world.onDisk(waiting));
        world.advance(60_000);
        assertEquals(List.of(), world.call.requests);
        assertEquals(true, now(world.outbox.retry(waiting.id())));
        world.kill();
        world.advance(0);
        assertEquals(SendState.UNKNOWN, world.state(waiting));
    }

    @Test
    void whatMayWaitForEverDoes() {
        world.with(Duration.ZERO, new ReplyRules(Duration.ZERO, 0));
        world.put(ANN, "1");
        world.put(ANN, "2");
        world.clock.advance(Duration.ofDays(400));

        world.kill();

        assertEquals(List.of("2"), world.call.contents());
    }

    @Test
    void whatTheGatewayHasButTheStoreHadNotIsFound() {
        OutboxEntry entry = world.one(ANN, "x");
        world.kept.failing = true;
        world.call.last().accept("m1");
        log.expectError("Sent, but not stored");
        world.kept.failing = false;
        world.history = (known, after) -> CompletableFuture
                .completedStage(new HistoryPage(List.of(world.agents("m1", ANN, "x", Map.of())), null));

        world.kill();

        assertEquals(null, world.state(entry));
        assertEquals(List.of("x"), world.stored(ANN));
        assertEquals(List.of(), world.call.requests);
    }

    @Test
    void anOutboxThatCannotBeReadIsReadLaterAndTakesNothingMeanwhile() {
        world.put(ANN, "1");
        world.put(ANN, "2");
        world.kept.unreadable = true;
        world.kill();
        log.expectError("The outbox cannot be read");
        CompletionStage<Admission> put = world.outbox.put(List.of(Outgoing.text(BOB, "3")), null);
        assertEquals(null, now(put));
        world.kept.unreadable = false;

        world.advance(1_000);

        assertTrue(now(put) instanceof Taken);
        assertEquals(List.of("2", "3"), world.call.contents().stream().sorted().toList());
    }

    @Test
    void aStopEndsNothingThatWaits() {
        world.put(ANN, "1");
        OutboxEntry waiting = world.one(ANN, "2");
        world.lane.close(world.outbox::stop);

        world.start();

        assertEquals(SendState.SENDING, world.state(waiting));
        assertEquals(List.of("2"), world.call.contents());
    }

    @Test
    void whatIsGoneFromTheDiskIsNotSent() {
        OutboxEntry under = world.one(ANN, "1");
        OutboxEntry waiting = world.one(ANN, "2");
        OutboxEntry other = world.one(BOB, "3");
        world.outbox.storeChanged(new StoreChange(Set.of(ANN, BOB), List.of()));
        assertEquals(3, world.outbox.entries().size());
        world.kept.removeAll(ANN);

        world.outbox.storeChanged(new StoreChange(Set.of(ANN, BOB), List.of()));

        assertEquals(null, world.state(waiting));
        assertEquals(SendState.SENDING, world.state(under));
        world.call.requests.get(0).accept("m1");
        assertEquals(List.of("1", "3"), world.call.contents());
        assertEquals(List.of(other.id()), world.outbox.entries().stream().map(OutboxEntry::id).toList());
    }
}
