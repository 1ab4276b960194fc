// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import static org.chatdock.sending.internal.outbox.World.ANN;
import static org.chatdock.sending.internal.outbox.World.now;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.sending.Admission.Taken;
import org.chatdock.api.sending.ClientId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendOutcome;
import org.chatdock.api.sending.SendOutcome.Expired;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.chatdock.api.sending.SendOutcome.Refused;
import org.chatdock.api.sending.SendOutcome.Sent;
import org.chatdock.api.sending.SendOutcome.Unknown;
import org.chatdock.api.sending.SendState;
import org.chatdock.sending.internal.RecordedLog;
import org.chatdock.sending.internal.quota.ReplyRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a message ends, as it is told whoever asks for it. */
class OutcomeTest {
    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    private final Queue<Runnable> commits = new ArrayDeque<>();
    private World world = new World(log).start();

    private CompletionStage<Optional<SendOutcome>> asked(OutboxEntry entry) {
        return world.outbox.outcome(entry.id());
    }

    private static String sentAs(CompletionStage<Optional<SendOutcome>> stage) {
        return ((Sent) now(stage).orElseThrow()).message().id().value();
    }

    private void commit() {
        while (!commits.isEmpty()) {
            commits.remove().run();
        }
    }

    @Test
    void whatIsSentIsToldToAllWhoAsked() {
        OutboxEntry entry = world.one(ANN, "x");
        CompletionStage<Optional<SendOutcome>> one = asked(entry);
        CompletionStage<Optional<SendOutcome>> other = asked(entry);
        assertNull(now(one));

        world.call.last().accept("m");

        assertEquals("m", sentAs(one));
        assertEquals("m", sentAs(other));
    }

    @Test
    void whoSendsAndWhoAsksAreToldTheSame() {
        CompletionStage<SendOutcome> sent = world.outbox.send(Outgoing.text(ANN, "x"));
        CompletionStage<Optional<SendOutcome>> asked = asked(world.outbox.entries().get(0));

        world.call.last().accept("m");

        assertEquals(Optional.of(now(sent)), now(asked));
    }

    @Test
    void ofWhatIsNotThereNothingIsTold() {
        OutboxEntry entry = world.one(ANN, "x");
        world.call.last().accept("m");

        assertEquals("m", sentAs(asked(entry)));
        assertEquals(Optional.empty(), now(world.outbox.outcome(new ClientId("never"))));
    }

    @Test
    void whatIsRefusedIsToldAtOnceAndItsRetryWhenItEnds() {
        List<OutboxEntry> parts = ((Taken) world.put(ANN, "1", "2")).entries();
        CompletionStage<Optional<SendOutcome>> second = asked(parts.get(1));
        world.call.last().answer(400, "{\"ErrMsg\":\"no\"}");
        assertEquals(Optional.of(new Refused(Reason.KEPT_BACK, "")), now(second));
        assertEquals(Optional.of(new Refused(Reason.SERVICE, "no")), now(asked(parts.get(0))));

        world.outbox.retry(parts.get(0).id());
        CompletionStage<Optional<SendOutcome>> again = asked(parts.get(0));
        assertNull(now(again));
        world.call.last().accept("m");
        assertEquals("m", sentAs(again));
    }

    @Test
    void aRetryThatCannotBeNotedEndsAsItBegan() {
        world = new World(log.logger(), commits::add).start();
        CompletionStage<?> put = world.outbox.put(List.of(Outgoing.text(ANN, "x")), null);
        commit();
        OutboxEntry entry = ((Taken) now(put)).entries().get(0);
        world.call.last().answer(400, "{\"ErrMsg\":\"no\"}");
        commit();
        world.outbox.retry(entry.id());
        CompletionStage<Optional<SendOutcome>> again = asked(entry);
        assertNull(now(again));
        world.kept.failing = true;

        commit();

        assertEquals(Optional.of(new Refused(Reason.SERVICE, "no")), now(again));
    }

    @Test
    void whatHasExpiredIsToldAtOnce() {
        world.with(Duration.ofMinutes(1), new ReplyRules(Duration.ZERO, 0)).start();
        world.put(ANN, "1");
        OutboxEntry waiting = world.one(ANN, "2");
        CompletionStage<Optional<SendOutcome>> before = asked(waiting);
        world.advance(60_000);

        assertEquals(Optional.of(new Expired()), now(before));
        assertEquals(Optional.of(new Expired()), now(asked(waiting)));
    }

    @Test
    void anUnknownOneIsToldWhenItIsFound() {
        OutboxEntry entry = world.one(ANN, "x");
        CompletionStage<Optional<SendOutcome>> first = asked(entry);
        world.call.last().lose();
        assertEquals(Optional.of(new Unknown()), now(first));
        CompletionStage<Optional<SendOutcome>> second = asked(entry);
        world.advance(3_600_000);
        assertNull(now(second));

        world.store.append(world.agents("m", ANN, "x", Map.of()));

        assertEquals("m", sentAs(second));
    }

    @Test
    void anUnknownOneThatIsTriedAgainIsToldWhenThatEnds() {
        OutboxEntry entry = world.one(ANN, "x");
        world.call.last().lose();
        for (int i = 0; i < 3; i++) {
            CompletionStage<Optional<SendOutcome>> retried = asked(entry);
            world.outbox.retry(entry.id());
            assertNull(now(retried));
            switch (i) {
                case 0 -> world.call.last().answer(400, "");
                case 1 -> world.call.last().refuseConnection();
                default -> world.call.last().lose();
            }
            assertEquals(Optional.of(new Unknown()), now(retried));
        }
        CompletionStage<Optional<SendOutcome>> last = asked(entry);
        world.outbox.retry(entry.id());
        world.call.last().accept("m");
        assertEquals("m", sentAs(last));
    }

    @Test
    void whatIsSentButNotStoredIsSent() {
        world = new World(log.logger(), commits::add).start();
        CompletionStage<?> put = world.outbox.put(List.of(Outgoing.text(ANN, "x")), null);
        commit();
        OutboxEntry entry = ((Taken) now(put)).entries().get(0);
        world.call.last().accept("m");
        CompletionStage<Optional<SendOutcome>> before = asked(entry);
        assertNull(now(before));
        world.kept.failing = true;

        commit();

        assertEquals("m", sentAs(before));
        assertEquals("m", sentAs(asked(entry)));
        log.expectError("Sent, but not stored");
    }

    @Test
    void whatIsGivenUpIsTold() {
        world.put(ANN, "1");
        OutboxEntry waiting = world.one(ANN, "2");
        CompletionStage<Optional<SendOutcome>> asked = asked(waiting);

        world.outbox.discard(waiting.id());

        assertEquals(Optional.of(new Expired()), now(asked));
    }

    @Test
    void whenItStopsWhoeverWaitsIsToldAndWhoeverAsksIsNot() {
        OutboxEntry entry = world.one(ANN, "1");
        CompletionStage<Optional<SendOutcome>> asked = asked(entry);

        world.lane.close(world.outbox::stop);

        assertEquals(Optional.of(new Unknown()), now(asked));
        assertEquals(SendState.SENDING, world.state(entry));
        assertEquals(Optional.empty(), now(asked(entry)));
    }
}
