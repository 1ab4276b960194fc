// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import static org.chatdock.sending.internal.outbox.World.ANN;
import static org.chatdock.sending.internal.outbox.World.BOB;
import static org.chatdock.sending.internal.outbox.World.now;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.connection.ConnectionState;
import org.chatdock.api.connection.ConnectionStatus;
import org.chatdock.api.connection.HistoryPage;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendHealth;
import org.chatdock.api.sending.SendOutcome;
import org.chatdock.api.sending.SendState;
import org.chatdock.sending.internal.RecordedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is not known is looked for, and never sent again unless the agent says so. */
class UnknownTest {
    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    private final World world = new World(log).start();
    private final List<Map<ConversationId, MessageId>> asked = new ArrayList<>();

    private OutboxEntry unknown(ConversationId to, String text) {
        OutboxEntry entry = world.one(to, text);
        world.call.last().lose();
        assertEquals(SendState.UNKNOWN, world.state(entry));
        return entry;
    }

    private ConnectionStatus line(ConnectionState state) {
        return new ConnectionStatus(state, world.clock.instant(), "", 0, "", 0, null, false, null, "", "", true);
    }

    @Test
    void aLostAnswerIsNeverSentAgain() {
        CompletionStage<SendOutcome> outcome = world.outbox.send(Outgoing.text(ANN, "x"));

        world.call.last().lose();

        assertEquals(new SendOutcome.Unknown(), now(outcome));
        OutboxEntry entry = world.outbox.entries().get(0);
        assertEquals(SendState.UNKNOWN, world.onDisk(entry));
        assertEquals(SendHealth.State.UNCERTAIN, world.outbox.health().state());
        world.advance(86_400_000);
        assertEquals(1, world.call.requests.size());
        assertEquals(SendState.UNKNOWN, world.state(entry));
    }

    @Test
    void theEchoSettlesIt() {
        world.store.append(world.agents("old", ANN, "x", Map.of()));
        OutboxEntry entry = unknown(ANN, "x");
        assertEquals(new MessageId("old"), world.entry(entry).after());

        world.store.append(world.agents("m1", ANN, "x", Map.of()));

        assertEquals(List.of(), world.outbox.entries());
        assertNull(world.onDisk(entry));
        assertEquals(List.of("x", "x"), world.stored(ANN));
    }

    @Test
    void onlyWhatSaysTheSameIsTheEcho() {
        OutboxEntry entry = unknown(ANN, "x");

        world.store.append(world.agents("m1", ANN, "y", Map.of()));
        world.store.append(world.agents("m2", BOB, "x", Map.of()));
        world.store.append(world.agents("m3", ANN, "x", Map.of("clientId", "other")));
        Message others = world.agents("m4", ANN, "x", Map.of());
        world.store.append(new Message(others.id(), ANN, "corp_other", "ann", "agent", "text", "x",
                others.attachment(), others.time(), Map.of()));
        world.store.append(world.customers("m5", ANN, world.clock.instant()));
        assertEquals(SendState.UNKNOWN, world.state(entry));

        world.store.append(world.agents("m6", ANN, "changed", Map.of("clientId", entry.id().value())));
        assertEquals(List.of(), world.outbox.entries());
    }

    @Test
    void anEchoThatNamesItSettlesWhatIsUnderWayAndItsAnswerChangesNothing() {
        OutboxEntry entry = world.one(ANN, "x");
        world.put(ANN, "y");

        world.store.append(world.agents("m1", ANN, "x", Map.of("clientId", entry.id().value())));

        assertEquals(1, world.outbox.entries().size());
        assertEquals(1, world.call.requests.size(), "one under way");
        world.call.last().accept("m1");
        assertEquals(List.of("x", "y"), world.call.contents());
        assertEquals(List.of("x"), world.stored(ANN));
    }

    @Test
    void theHistoryIsAskedEverMoreSeldom() {
        world.store.append(world.customers("c1", ANN, world.clock.instant()));
        world.store.append(world.customers("b1", BOB, world.clock.instant()));
        world.history = (known, after) -> {
            asked.add(known);
            return CompletableFuture.completedStage(new HistoryPage(List.of(), null));
        };
        unknown(ANN, "x");
        assertEquals(List.of(Map.of(ANN, new MessageId("c1"), BOB, new MessageId("b1"))), asked);
        int[] looks = { 2_000, 8_000, 30_000, 120_000, 600_000 };
        int before = 0;
        for (int i = 0; i < looks.length; i++) {
            world.advance(looks[i] - before - 1);
            assertEquals(i + 1, asked.size());
            world.advance(1);
            assertEquals(i + 2, asked.size());
            before = looks[i];
        }
        world.advance(86_400_000);
        assertEquals(6, asked.size());

        world.outbox.connectionChanged(line(ConnectionState.REOPEN));
        world.outbox.connectionChanged(line(ConnectionState.REOPEN));
        assertEquals(7, asked.size());
        world.outbox.connectionChanged(line(ConnectionState.CLOSE));
        world.outbox.connectionChanged(line(ConnectionState.OPEN));
        assertEquals(8, asked.size());
    }

    @Test
    void theHistorySettlesItOnALaterPage() {
        world.history = (known, after) -> CompletableFuture.completedStage(after == null
                ? new HistoryPage(List.of(world.agents("m0", ANN, "other", Map.of())), "p2")
                : new HistoryPage(List.of(world.agents("m1", ANN, "x", Map.of())), null));
        CompletionStage<SendOutcome> outcome = world.outbox.send(Outgoing.text(ANN, "x"));

        world.call.last().lose();

        assertEquals(new MessageId("m1"), ((SendOutcome.Sent) now(outcome)).message().id());
        assertEquals(List.of("x"), world.stored(ANN));
    }

    @Test
    void whatTheHistoryGivesFromBeforeIsNotIt() {
        world.store.append(world.agents("old", ANN, "x", Map.of()));
        world.history = (known, after) -> CompletableFuture.completedStage(new HistoryPage(
                List.of(world.agents("older", ANN, "x", Map.of()), world.agents("old", ANN, "x", Map.of())), null));

        OutboxEntry entry = unknown(ANN, "x");

        assertEquals(SendState.UNKNOWN, world.state(entry));
    }

    @Test
    void aHistoryThatMisbehavesHurtsNobody() {
        OutboxEntry entry = unknown(ANN, "x");
        world.history = (known, after) -> {
            throw new IllegalStateException("no");
        };
        world.advance(2_000);
        world.history = (known, after) -> null;
        world.advance(6_000);
        world.history = (known, after) -> CompletableFuture.failedStage(new IllegalStateException("no"));
        world.advance(22_000);
        int[] pages = new int[1];
        world.history = (known, after) -> {
            pages[0]++;
            return CompletableFuture.completedStage(new HistoryPage(List.of(), "again"));
        };
        world.advance(90_000);
        assertEquals(20, pages[0]);
        assertEquals(SendState.UNKNOWN, world.state(entry));
        world.history = (known, after) -> CompletableFuture
                .completedStage(new HistoryPage(List.of(world.agents("m", ANN, "x", Map.of())), null));
        world.advance(480_000);
        assertEquals(List.of(), world.outbox.entries());
    }

    @Test
    void laterMessagesWaitForTheFirstLookButNotForEver() {
        world.history = (known, after) -> new CompletableFuture<>();
        CompletionStage<SendOutcome> outcome = world.outbox.send(Outgoing.text(ANN, "x"));
        world.put(ANN, "y");
        world.call.last().lose();
        world.advance(9_999);
        assertEquals(List.of("x"), world.call.contents());
        assertNull(now(outcome));

        world.advance(1);

        assertEquals(List.of("x", "y"), world.call.contents());
        assertEquals(new SendOutcome.Unknown(), now(outcome));
    }

    @Test
    void anotherOneThatSaysTheSameIsNotTakenForIt() {
        OutboxEntry first = unknown(ANN, "ok");
        OutboxEntry second = world.one(ANN, "ok");
        // The echo of the second one is here before its answer.
        world.store.append(world.agents("m2", ANN, "ok", Map.of()));
        assertEquals(SendState.UNKNOWN, world.state(first));

        world.call.last().accept("m2");

        assertEquals(SendState.UNKNOWN, world.state(first));
        assertNull(world.state(second));
        assertEquals(SendState.SENT, world.onDisk(second));
        world.kill();
        assertEquals(SendState.UNKNOWN, world.state(first));

        world.store.append(world.agents("m1", ANN, "ok", Map.of()));
        assertEquals(List.of(), world.outbox.entries());
        assertEquals(List.of(), world.kept.entries());
    }

    @Test
    void afterTheFlightOfATwinItIsLookedForAgain() {
        OutboxEntry first = unknown(ANN, "ok");
        OutboxEntry second = world.one(ANN, "ok");
        world.store.append(world.agents("m1", ANN, "ok", Map.of()));

        world.call.last().answer(500, "");

        assertNull(world.state(first));
        assertEquals(SendState.REFUSED, world.state(second));
    }

    @Test
    void claimsGoWithTheDoubt() {
        OutboxEntry first = unknown(ANN, "ok");
        OutboxEntry second = world.one(ANN, "ok");
        world.call.last().accept("m2");
        assertEquals(SendState.SENT, world.onDisk(second));

        assertEquals(Optional.of(first.message()), now(world.outbox.discard(first.id())));

        assertEquals(List.of(), world.kept.entries());
    }

    @Test
    void twoThatSayTheSameNeedTwoEchoes() {
        unknown(ANN, "ok");
        unknown(ANN, "ok");

        world.store.append(world.agents("m1", ANN, "ok", Map.of()));
        assertEquals(1, world.outbox.entries().size());
        world.advance(3_600_000);
        assertEquals(1, world.outbox.entries().size());

        world.store.append(world.agents("m2", ANN, "ok", Map.of()));
        assertEquals(List.of(), world.outbox.entries());
        assertEquals(List.of(), world.kept.entries());
    }

    // --- retry

    @Test
    void retryLooksFirst() {
        OutboxEntry entry = unknown(ANN, "x");
        world.history = (known, after) -> CompletableFuture
                .completedStage(new HistoryPage(List.of(world.agents("m", ANN, "x", Map.of())), null));

        assertEquals(false, now(world.outbox.retry(entry.id())));

        assertEquals(List.of(), world.outbox.entries());
        assertEquals(1, world.call.requests.size());
    }

    @Test
    void retryIsOneMoreRequestAndTwoClicksAreOne() {
        OutboxEntry entry = unknown(ANN, "x");
        CompletableFuture<HistoryPage> page = new CompletableFuture<>();
        world.history = (known, after) -> page;
        CompletionStage<Boolean> retry = world.outbox.retry(entry.id());
        assertEquals(SendState.WAITING, world.state(entry));
        assertEquals(SendState.UNKNOWN, world.onDisk(entry));
        assertEquals(false, now(world.outbox.retry(entry.id())));
        assertNull(now(retry));

        page.complete(new HistoryPage(List.of(), null));

        assertEquals(true, now(retry));
        assertEquals(2, world.call.requests.size());
        assertEquals(entry.id(), world.call.last().id());
        world.call.last().accept("m");
        assertEquals(List.of("x"), world.stored(ANN));
        assertEquals(List.of(), world.outbox.entries());
    }

    @Test
    void retryDoesNotWaitForEverForTheLook() {
        OutboxEntry entry = unknown(ANN, "x");
        world.history = (known, after) -> new CompletableFuture<>();
        world.outbox.retry(entry.id());

        world.advance(10_000);

        assertEquals(2, world.call.requests.size());
    }

    @Test
    void aRetryThatDoesNotArriveLeavesItUnknown() {
        OutboxEntry entry = unknown(ANN, "x");
        for (int i = 0; i < 3; i++) {
            world.outbox.retry(entry.id());
            switch (i) {
                case 0 -> world.call.last().refuseConnection();
                case 1 -> world.call.last().answer(400, "{\"ErrMsg\":\"no\"}");
                default -> world.call.last().lose();
            }
            assertEquals(SendState.UNKNOWN, world.state(entry));
            assertEquals(SendState.UNKNOWN, world.onDisk(entry));
            assertEquals(i == 1 ? "no" : "", world.entry(entry).serviceText());
            world.advance(3_600_000);
            assertEquals(2 + i, world.call.requests.size());
        }
        world.store.append(world.agents("m", ANN, "x", Map.of()));
        assertEquals(List.of(), world.outbox.entries());
    }

    @Test
    void bothArrivalsOfARetryAreStored() {
        OutboxEntry entry = unknown(ANN, "x");
        world.outbox.retry(entry.id());
        world.store.append(world.agents("m1", ANN, "x", Map.of("clientId", entry.id().value())));

        world.call.last().accept("m2");

        assertEquals(List.of("x", "x"), world.stored(ANN));
        assertEquals(List.of(), world.outbox.entries());
        assertEquals(Instant.ofEpochSecond(1767323045),
                world.store.find(new MessageId("m2")).orElseThrow().message().time());
    }
}
