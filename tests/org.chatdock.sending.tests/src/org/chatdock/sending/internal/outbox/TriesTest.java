// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import static org.chatdock.sending.internal.outbox.World.ANN;
import static org.chatdock.sending.internal.outbox.World.now;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.connection.Credentials;
import org.chatdock.api.connection.SignIn;
import org.chatdock.api.sending.Admission.Taken;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendHealth;
import org.chatdock.api.sending.SendOutcome;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.chatdock.api.sending.SendState;
import org.chatdock.sending.internal.RecordedLog;
import org.chatdock.sending.internal.quota.ReplyRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is tried again, how often, and what happens then. */
class TriesTest {
    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    private final World world = new World(log).start();

    @Test
    void whatIsNotReachedIsTriedFourTimes() {
        OutboxEntry entry = world.one(ANN, "x");
        world.call.last().refuseConnection();
        assertEquals(SendState.WAITING, world.state(entry));
        assertEquals(SendState.WAITING, world.onDisk(entry));
        assertEquals(1, world.entry(entry).tries());
        world.advance(1_999);
        assertEquals(1, world.call.requests.size());
        world.advance(1);
        world.call.last().refuseConnection();
        world.advance(4_000);
        world.call.last().refuseConnection();
        world.advance(8_000);
        assertEquals(4, world.call.requests.size());

        world.call.last().refuseConnection();

        assertEquals(Reason.UNREACHABLE, world.reason(entry));
        assertEquals(SendState.REFUSED, world.onDisk(entry));
        world.advance(3_600_000);
        assertEquals(4, world.call.requests.size());
        assertEquals(SendHealth.State.UNREACHABLE, world.outbox.health().state());
        assertEquals(1, world.call.requests.stream().map(request -> request.id()).distinct().count());
    }

    @Test
    void triesEndThirtySecondsAfterTheFirst() {
        OutboxEntry entry = world.one(ANN, "x");
        world.advance(29_000);

        world.call.last().refuseConnection();

        assertEquals(Reason.UNREACHABLE, world.reason(entry));
    }

    @Test
    void aLaterTrySucceeds() {
        CompletionStage<SendOutcome> outcome = world.outbox.send(Outgoing.text(ANN, "x"));
        world.call.last().refuseConnection();
        assertNull(now(outcome));
        world.advance(2_000);

        world.call.last().accept("m");

        assertEquals(List.of("x"), world.stored(ANN));
        assertEquals(List.of(SendHealth.State.UNREACHABLE, SendHealth.State.WORKING), world.health);
    }

    @Test
    void theServicesWishIsHonoured() {
        OutboxEntry entry = world.one(ANN, "x");
        world.call.last().throttle(429, "7");
        assertEquals(SendState.WAITING, world.state(entry));
        assertEquals("slow down", world.entry(entry).serviceText());
        world.advance(6_999);
        assertEquals(1, world.call.requests.size());
        world.advance(1);
        assertEquals(2, world.call.requests.size());
        assertEquals(SendHealth.State.THROTTLED, world.outbox.health().state());

        world.call.last().throttle(503, "Fri, 02 Jan 2026 03:04:30 GMT");
        world.advance(17_999);
        assertEquals(2, world.call.requests.size());
        world.advance(1);
        assertEquals(3, world.call.requests.size());
    }

    @Test
    void aWishForLongerThanItIsTriedIsANo() {
        OutboxEntry entry = world.one(ANN, "x");
        world.advance(5_000);

        world.call.last().throttle(429, "26");

        assertEquals(Reason.THROTTLED, world.reason(entry));
        assertEquals("slow down", world.entry(entry).serviceText());
    }

    @Test
    void throttlingWithoutATimeIsTriedAgainLikeAnyOther() {
        OutboxEntry entry = world.one(ANN, "x");
        for (int i = 0; i < 4; i++) {
            world.call.last().throttle(429, "");
            world.advance(8_000);
        }

        assertEquals(Reason.THROTTLED, world.reason(entry));
        assertEquals(4, world.call.requests.size());
    }

    @Test
    void anUnavailableServiceThatNamesNoTimeSaysNo() {
        OutboxEntry entry = world.one(ANN, "x");

        world.call.last().throttle(503, "");

        assertEquals(Reason.SERVICE, world.reason(entry));
        assertEquals(SendHealth.State.FAILING, world.outbox.health().state());
        world.put(ANN, "y");
        world.call.last().answer(400, "{\"ErrMsg\":\"no\"}");
        assertEquals(SendHealth.State.WORKING, world.outbox.health().state());
        assertEquals("no", world.outbox.health().serviceText());
    }

    @Test
    void partsAfterOneThatIsNotSentAreKeptBackAndLaterPutsAreNot() {
        List<OutboxEntry> parts = ((Taken) world.put(ANN, "1", "2", "3")).entries();
        world.put(ANN, "later");

        world.call.last().answer(500, "{\"ErrMsg\":\"no\"}");

        assertEquals(Reason.SERVICE, world.reason(parts.get(0)));
        assertEquals(Reason.KEPT_BACK, world.reason(parts.get(1)));
        assertEquals(Reason.KEPT_BACK, world.reason(parts.get(2)));
        assertEquals(SendState.REFUSED, world.onDisk(parts.get(2)));
        assertEquals(List.of("1", "later"), world.call.contents());

        world.call.last().accept("m1");
        assertEquals(true, now(world.outbox.retry(parts.get(0).id())));
        world.call.last().accept("m2");
        world.call.last().accept("m3");
        world.call.last().accept("m4");
        assertEquals(List.of("1", "later", "1", "2", "3"), world.call.contents());
        assertEquals(List.of(), world.outbox.entries());
    }

    @Test
    void retryIsOneMoreRequestWithTheSameId() {
        OutboxEntry entry = world.one(ANN, "x");
        world.call.last().answer(500, "");

        assertEquals(true, now(world.outbox.retry(entry.id())));
        assertEquals(false, now(world.outbox.retry(entry.id())));

        assertEquals(2, world.call.requests.size());
        assertEquals(entry.id(), world.call.last().id());
        world.call.last().refuseConnection();
        assertEquals(Reason.UNREACHABLE, world.reason(entry));
        world.advance(600_000);
        assertEquals(2, world.call.requests.size());
    }

    @Test
    void whatWaitsTooLongIsNotSent() {
        world.with(Duration.ofMinutes(1), new ReplyRules(Duration.ZERO, 0)).start();
        world.put(ANN, "1");
        CompletionStage<SendOutcome> outcome = world.outbox.send(Outgoing.text(ANN, "2"));
        world.advance(59_999);
        assertNull(now(outcome));

        world.advance(1);

        assertEquals(new SendOutcome.Expired(), now(outcome));
        OutboxEntry expired = world.outbox.entries().get(1);
        assertEquals(SendState.EXPIRED, world.onDisk(expired));
        world.call.last().accept("m");
        assertEquals(1, world.call.requests.size());
        assertEquals(true, now(world.outbox.retry(expired.id())));
        assertEquals("2", world.call.last().content());
    }

    @Test
    void whatIsGivenUpIsGone() {
        world.put(ANN, "1");
        OutboxEntry waiting = world.one(ANN, "2");
        OutboxEntry after = world.one(ANN, "3");

        assertEquals(Optional.of(waiting.message()), now(world.outbox.discard(waiting.id())));
        assertEquals(Optional.empty(), now(world.outbox.discard(waiting.id())));
        assertNull(world.onDisk(waiting));
        assertEquals(Optional.empty(), now(world.outbox.discard(world.outbox.entries().get(0).id())));
        world.call.last().accept("m");

        assertEquals(List.of("1", "3"), world.call.contents());
        assertEquals(SendState.SENDING, world.state(after));
    }

    @Test
    void whatRestsBetweenTwoTriesCanBeGivenUp() {
        OutboxEntry entry = world.one(ANN, "1");
        world.put(ANN, "2");
        world.call.last().refuseConnection();

        world.outbox.discard(entry.id());

        assertEquals(List.of("1", "2"), world.call.contents());
        world.advance(60_000);
        assertEquals(List.of("1", "2"), world.call.contents());
    }

    @Test
    void whatWaitsForItsCredentialsCanBeGivenUp() {
        CompletableFuture<Credentials> late = new CompletableFuture<>();
        world.signIn = asking(late, late);
        OutboxEntry entry = world.one(ANN, "1");
        world.outbox.discard(entry.id());
        world.signIn = World.knows(World.AGENT, World.AGENT);
        late.complete(World.AGENT);
        world.put(ANN, "2");

        assertEquals(List.of("2"), world.call.contents());
    }

    @Test
    void whatIsBehindOneThatIsGivenUpWaitsUntilItIsGone() {
        Queue<Runnable> commits = new ArrayDeque<>();
        Runnable commit = () -> {
            while (!commits.isEmpty()) {
                commits.remove().run();
            }
        };
        World slow = new World(log.logger(), commits::add).start();
        slow.outbox.put(List.of(Outgoing.text(ANN, "1")), null);
        slow.outbox.put(List.of(Outgoing.text(ANN, "2")), null);
        commit.run();
        slow.call.last().refuseConnection();
        commit.run();
        CompletionStage<Optional<Outgoing>> discarded = slow.outbox.discard(slow.outbox.entries().get(0).id());
        slow.advance(2_000);
        assertEquals(List.of("1"), slow.call.contents());

        slow.kept.failing = true;
        commits.remove().run();
        slow.kept.failing = false;
        commit.run();

        assertEquals(Optional.empty(), now(discarded));
        slow.advance(5_000);
        commit.run();
        assertEquals(List.of("1", "1"), slow.call.contents());
    }

    @Test
    void nobodyIsToldAfterItHasStopped() {
        world.put(ANN, "1");
        int told = world.told.size();

        world.lane.execute(() -> {
            world.call.last().refuseConnection();
            world.lane.close(world.outbox::stop);
        });

        assertEquals(SendHealth.State.UNREACHABLE, world.outbox.health().state());
        assertEquals(List.of(), world.health);
        assertEquals(told, world.told.size());
    }

    // --- credentials

    private static SignIn asking(CompletionStage<Credentials> first, CompletionStage<Credentials> renewed) {
        return new SignIn() {
            @Override
            public CompletionStage<Credentials> credentials() {
                return first;
            }

            @Override
            public CompletionStage<Credentials> renew(Credentials refused) {
                return renewed;
            }
        };
    }

    @Test
    void renewedCredentialsGetOneMoreRequest() {
        Credentials better = new Credentials("corp", "agent2", "new");
        for (int status : new int[] { 401, 403 }) {
            world.signIn = World.knows(World.AGENT, better);
            OutboxEntry entry = world.one(ANN, "x");
            world.call.last().answer(status, "");
            assertEquals(better, world.call.last().credentials());
            assertEquals("corp_agent2", world.kept.entry(entry.id()).from());
            assertEquals(SendState.SENDING, world.state(entry));
            int requests = world.call.requests.size();

            world.call.last().answer(status, "{\"ErrMsg\":\"who?\"}");

            assertEquals(Reason.SIGNED_OUT, world.reason(entry));
            assertEquals("who?", world.entry(entry).serviceText());
            assertEquals(requests, world.call.requests.size());
            assertEquals(SendHealth.State.SIGNED_OUT, world.outbox.health().state());
        }
    }

    @Test
    void credentialsAreRenewedOncePerMessage() {
        int[] renewals = new int[1];
        world.signIn = new SignIn() {
            @Override
            public CompletionStage<Credentials> credentials() {
                return CompletableFuture.completedStage(World.AGENT);
            }

            @Override
            public CompletionStage<Credentials> renew(Credentials refused) {
                return CompletableFuture.completedStage(new Credentials("corp", "agent", "new" + renewals[0]++));
            }
        };
        OutboxEntry entry = world.one(ANN, "x");
        world.call.last().answer(401, "");
        world.call.last().answer(401, "");

        assertEquals(Reason.SIGNED_OUT, world.reason(entry));
        assertEquals(1, renewals[0]);
        assertEquals(2, world.call.requests.size());
    }

    @Test
    void equalCredentialsAreNoBetterOnes() {
        OutboxEntry entry = world.one(ANN, "x");

        world.call.last().answer(401, "");

        assertEquals(Reason.SIGNED_OUT, world.reason(entry));
        assertEquals(1, world.call.requests.size());
    }

    @Test
    void failingCredentialsAreFailedTries() {
        CompletionStage<Credentials> failed = CompletableFuture.failedStage(new IllegalStateException("x"));
        world.signIn = asking(failed, failed);
        OutboxEntry entry = world.one(ANN, "x");
        assertEquals(1, world.entry(entry).tries());
        world.advance(30_000);
        assertEquals(Reason.UNREACHABLE, world.reason(entry));
        assertEquals(4, world.entry(entry).tries());

        world.signIn = asking(new CompletableFuture<>(), failed);
        OutboxEntry second = world.one(ANN, "y");
        world.advance(14_999);
        assertEquals(0, world.entry(second).tries());
        world.advance(1);
        assertEquals(1, world.entry(second).tries());
        assertEquals(List.of(), world.call.requests);
    }

    @Test
    void whatIsTakenWaitsForSomebodyToSignIn() {
        world.put(ANN, "1");
        OutboxEntry entry = world.one(ANN, "2");
        world.signIn = null;
        world.call.last().accept("m");
        world.advance(60_000);
        assertEquals(SendState.WAITING, world.state(entry));

        world.signIn = World.knows(World.AGENT, World.AGENT);
        world.outbox.signedIn();

        assertEquals(List.of("1", "2"), world.call.contents());
        assertNotEquals(null, world.state(entry));
    }
}
