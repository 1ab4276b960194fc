// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.testkit.RecordingLogger;
import org.chatdock.ui.api.OutgoingFilter;
import org.chatdock.ui.internal.guest.Contributions;
import org.chatdock.ui.internal.guest.GuestHealth;
import org.chatdock.ui.internal.guest.Origin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OutgoingChecksTest {
    private static final Outgoing MESSAGE = Outgoing.text(new ConversationId("ann"), "private words");

    private final RecordingLogger log = new RecordingLogger();
    private final AtomicLong nanos = new AtomicLong();
    private final Contributions contributions = new Contributions(nanos::get, log.logger());
    private final ExecutorService strangers = Executors.newCachedThreadPool();
    private final AtomicReference<OutgoingChecks.Result> result = new AtomicReference<>();

    @BeforeAll
    static void english() {
        Language.use(Language.ENGLISH);
    }

    @AfterEach
    void stop() {
        strangers.shutdownNow();
        log.assertNowhere("private words");
    }

    private OutgoingChecks.Result check(long limitMillis) {
        new OutgoingChecks(contributions.filters(), Runnable::run, strangers, limitMillis).check(List.of(MESSAGE), Runnable::run,
                result::set);
        return result.get();
    }

    private void put(long id, OutgoingFilter filter) {
        contributions.filters().put(filter, new Origin("org.example.filters", 0, id));
    }

    private GuestHealth health(int index) {
        return contributions.health().get(index);
    }

    @Test
    void withoutFiltersTheMessageGoesAtOnce() {
        OutgoingChecks checks = new OutgoingChecks(contributions.filters(), task -> {
            throw new AssertionError("There is nothing to wait for.");
        }, strangers, 1);
        checks.check(List.of(MESSAGE), Runnable::run, result::set);
        assertEquals(new OutgoingChecks.Result(List.of(MESSAGE), List.of(), null), result.get());
    }

    @Test
    void warningsAreGathered() {
        put(1, outgoing -> OutgoingFilter.warn("one"));
        put(2, outgoing -> OutgoingFilter.pass());
        put(3, outgoing -> OutgoingFilter.warn("two"));
        assertEquals(List.of("one", "two"), check(2_000).warnings());
        assertNull(result.get().refusal());
        log.assertNoErrors();
    }

    @Test
    void filtersRunOnAThreadOfTheirOwn() {
        AtomicReference<Thread> seen = new AtomicReference<>();
        put(1, outgoing -> {
            seen.set(Thread.currentThread());
            return OutgoingFilter.pass();
        });
        check(2_000);
        assertNotSame(Thread.currentThread(), seen.get());
    }

    @Test
    void oneThatHangsIsInterruptedAndTheAgentIsAsked() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        put(1, outgoing -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return OutgoingFilter.refuse("too late");
        });
        put(2, outgoing -> OutgoingFilter.change("others are asked all the same"));
        assertEquals(List.of(Messages.Filter_failed), check(20).warnings());
        assertEquals("others are asked all the same", result.get().messages().get(0).content());
        assertTrue(interrupted.await(20, TimeUnit.SECONDS));
        assertEquals("TimeoutException", health(0).lastError());
        assertEquals(1, health(0).failures());
    }

    @Test
    void nullAndErrorsCountAsWarnings() {
        put(1, outgoing -> null);
        put(2, outgoing -> {
            throw new NoClassDefFoundError("expected");
        });
        assertEquals(List.of(Messages.Filter_failed), check(2_000).warnings(), "Once is enough.");
        assertEquals("NullPointerException", health(0).lastError());
        assertEquals("NoClassDefFoundError", health(1).lastError());
        assertEquals(2, log.errors().size());
    }

    @Test
    void oneThatFailsAgainAndAgainIsLeftAlone() {
        put(7, outgoing -> {
            throw new IllegalStateException("expected");
        });
        for (int i = 0; i < 3; i++) {
            assertEquals(1, check(2_000).warnings().size());
        }
        assertTrue(health(0).quarantined());
        assertEquals(List.of(), check(2_000).warnings());
        assertTrue(contributions.release(7));
        assertEquals(1, check(2_000).warnings().size());
    }

    @Test
    void aClosingDeskKeepsTheMessage() {
        put(1, outgoing -> OutgoingFilter.pass());
        strangers.shutdownNow();
        ExecutorService workers = Executors.newSingleThreadExecutor();
        workers.shutdownNow();
        new OutgoingChecks(contributions.filters(), workers, strangers, 2_000).check(List.of(MESSAGE), Runnable::run,
                result::set);
        assertEquals(Messages.Filter_closing, result.get().refusal());
    }

    @Test
    void everyPartIsCheckedUntilOneIsRefused() {
        put(1, outgoing -> outgoing.content().equals("no") ? OutgoingFilter.refuse("never")
                : OutgoingFilter.change(outgoing.content() + "!"));
        ConversationId ann = new ConversationId("ann");
        OutgoingChecks checks = new OutgoingChecks(contributions.filters(), Runnable::run, strangers, 2_000);
        checks.check(List.of(Outgoing.text(ann, "one"), Outgoing.text(ann, "two")), Runnable::run, result::set);
        assertEquals(List.of(Outgoing.text(ann, "one!"), Outgoing.text(ann, "two!")), result.get().messages());
        checks.check(List.of(Outgoing.text(ann, "one"), Outgoing.text(ann, "no")), Runnable::run, result::set);
        assertEquals("never", result.get().refusal());
    }
}
