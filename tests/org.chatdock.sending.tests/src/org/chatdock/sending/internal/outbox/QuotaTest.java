// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import static org.chatdock.sending.internal.outbox.World.ANN;
import static org.chatdock.sending.internal.outbox.World.now;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.sending.Admission.NotTaken;
import org.chatdock.api.sending.Admission.Taken;
import org.chatdock.api.sending.Allowance;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.chatdock.api.sending.SendState;
import org.chatdock.sending.internal.RecordedLog;
import org.chatdock.sending.internal.quota.ReplyRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Five replies within 48 hours after each message of the customer. */
class QuotaTest {
    private static final Duration HOURS_48 = Duration.ofHours(48);

    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    private final World world = new World(log).with(Duration.ZERO, new ReplyRules(HOURS_48, 5));

    private void customer(String id) {
        world.store.append(world.customers(id, ANN, world.clock.instant()));
    }

    private Allowance left(int left) {
        Instant customer = world.store.page(ANN, null, 1000).stream().map(stored -> stored.message())
                .filter(message -> message.fromCustomer()).reduce((one, other) -> other).orElseThrow().time();
        return new Allowance(left, 5, customer.plus(HOURS_48));
    }

    @Test
    void nothingIsLimitedUnlessConfigured() {
        world.with(Duration.ZERO, new ReplyRules(Duration.ZERO, 0)).start();

        assertEquals(Optional.empty(), world.outbox.allowance(ANN));
        assertTrue(world.put(ANN, "x") instanceof Taken);
    }

    @Test
    void itIsReadWhenItIsFirstAskedForAndListenersAreTold() {
        customer("c0");
        world.store.append(world.agents("a0", ANN, "before", Map.of()));
        customer("c1");
        world.store.append(world.agents("a1", ANN, "after", Map.of()));
        world.start();
        assertEquals(Optional.empty(), world.outbox.allowance(ANN));

        assertEquals(List.of(Set.of(ANN)), world.told);
        assertEquals(Optional.of(left(4)), world.outbox.allowance(ANN));
    }

    @Test
    void itIsFoundBehindManyMessages() {
        customer("c1");
        for (int i = 0; i < 250; i++) {
            world.store.append(world.agents("a" + i, ANN, "x", Map.of()));
        }
        world.start();
        world.outbox.allowance(ANN);

        assertEquals(Optional.of(left(0)), world.outbox.allowance(ANN));
        customer("c2");
        assertEquals(Optional.of(left(5)), world.outbox.allowance(ANN));
    }

    @Test
    void whatWaitsIsUnderWayOrUnknownCountsAndWhatIsRefusedDoesNot() {
        customer("c1");
        world.start();
        OutboxEntry first = world.one(ANN, "1");
        world.put(ANN, "2", "3");
        assertEquals(Optional.of(left(2)), world.outbox.allowance(ANN));
        world.call.last().lose();
        assertEquals(SendState.UNKNOWN, world.state(first));
        assertEquals(Optional.of(left(2)), world.outbox.allowance(ANN));
        world.call.last().accept("m2");
        assertEquals(Optional.of(left(2)), world.outbox.allowance(ANN));
        world.call.last().answer(400, "");
        assertEquals(Optional.of(left(3)), world.outbox.allowance(ANN));

        // The unknown one left before this: it counts against the time before.
        customer("c2");
        assertEquals(Optional.of(left(5)), world.outbox.allowance(ANN));
    }

    @Test
    void severalPartsThatWouldExceedItAreRefusedBeforeTheFirst() {
        customer("c1");
        world.start();
        world.put(ANN, "1", "2", "3");

        assertEquals(new NotTaken(Reason.QUOTA), world.put(ANN, "4", "5", "6"));
        assertTrue(world.put(ANN, "4", "5") instanceof Taken);
        assertEquals(new NotTaken(Reason.QUOTA), world.put(ANN, "6"));
        customer("c2");
        assertEquals(new NotTaken(Reason.QUOTA), world.put(ANN, "6"));
    }

    @Test
    void afterTheWindowNothingIsTaken() {
        customer("c1");
        world.start();
        world.advance(HOURS_48.toMillis() - 1);
        assertTrue(world.put(ANN, "1") instanceof Taken);
        world.advance(1);

        assertEquals(new NotTaken(Reason.WINDOW_CLOSED), world.put(ANN, "2"));
        customer("c2");
        assertTrue(world.put(ANN, "2") instanceof Taken);
    }

    @Test
    void aCustomerWhoHasNeverWrittenGetsNothing() {
        world.start();

        assertEquals(new NotTaken(Reason.WINDOW_CLOSED), world.put(ANN, "1"));
        assertEquals(Instant.MIN, world.outbox.allowance(ANN).orElseThrow().closes());
    }

    @Test
    void whatWaitsWhenTheWindowClosesIsNotSent() {
        customer("c1");
        world.start();
        world.put(ANN, "1");
        OutboxEntry waiting = world.one(ANN, "2");
        world.advance(HOURS_48.toMillis());

        world.call.last().accept("m1");

        assertEquals(Reason.WINDOW_CLOSED, world.reason(waiting));
        assertEquals(1, world.call.requests.size());
        assertEquals(false, now(world.outbox.retry(waiting.id())));
        customer("c2");
        assertEquals(true, now(world.outbox.retry(waiting.id())));
        assertEquals("2", world.call.last().content());
    }

    @Test
    void aRestartDoesNotForgetWhatWasUsed() {
        customer("c1");
        world.start();
        world.put(ANN, "1", "2", "3");
        world.call.last().accept("m1");

        world.kill();

        world.outbox.allowance(ANN);
        assertEquals(Optional.of(left(2)), world.outbox.allowance(ANN));
    }

    @Test
    void twoRetriesWhileItIsReadAreOne() {
        customer("c1");
        world.start();
        OutboxEntry entry = world.one(ANN, "1");
        world.call.last().answer(400, "");
        world.kill();
        List<CompletionStage<Boolean>> retries = new ArrayList<>();

        world.lane.execute(() -> {
            retries.add(world.outbox.retry(entry.id()));
            retries.add(world.outbox.retry(entry.id()));
        });

        assertEquals(List.of(true, false), retries.stream().map(World::now).toList());
        assertEquals(List.of("1"), world.call.contents());
    }

    @Test
    void oneOfTheTwoIsEnough() {
        customer("c1");
        world.with(Duration.ZERO, new ReplyRules(Duration.ZERO, 1)).start();
        assertTrue(world.put(ANN, "1") instanceof Taken);
        assertEquals(new NotTaken(Reason.QUOTA), world.put(ANN, "2"));
        assertEquals(Instant.MAX, world.outbox.allowance(ANN).orElseThrow().closes());

        world.with(Duration.ZERO, new ReplyRules(HOURS_48, 0)).start();
        world.outbox.allowance(ANN);
        assertEquals(Integer.MAX_VALUE, world.outbox.allowance(ANN).orElseThrow().left());
    }
}
