// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.chatdock.testkit.RecordingLogger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuestsTest {
    private static final Runnable FINE = () -> {
        // Nothing goes wrong.
    };

    private final RecordingLogger log = new RecordingLogger();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final List<String> changes = new ArrayList<>();
    private final Guests<Runnable> guests = new Guests<>(Kind.PANEL, nanos::get, log.logger(),
            () -> changes.add("changed"));
    private int expectedErrors;

    @AfterEach
    void errors() {
        assertEquals(expectedErrors, log.errors().size(), () -> log.entries().toString());
    }

    private Guest<Runnable> put(Runnable service, int ranking, long id) {
        guests.put(service, new Origin("org.example", ranking, id));
        return guests.available().stream().filter(guest -> guest.service() == service).findAny().orElseThrow();
    }

    private static Runnable named(String name) {
        return new Runnable() {
            @Override
            public void run() {
                // Only its name counts.
            }

            @Override
            public String toString() {
                return name;
            }
        };
    }

    private List<String> names() {
        return guests.available().stream().map(guest -> guest.service().toString()).toList();
    }

    private static Runnable failing(Supplier<? extends Error> failure) {
        return () -> {
            throw failure.get();
        };
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void higherRankingsComeFirstThenLowerIdsThenOurOwn() {
        guests.putOwn(List.of(named("own 1"), named("own 2")));
        put(named("late"), 0, 9);
        put(named("early"), 0, 3);
        put(named("ranked"), 5, 12);
        put(named("modest"), -1, 1);
        assertEquals(List.of("ranked", "early", "late", "own 1", "own 2", "modest"), names());
    }

    @Test
    void aNewRankingIsANewPlace() {
        Runnable one = named("one");
        put(one, 0, 1);
        put(named("two"), 0, 2);
        put(one, -5, 1);
        assertEquals(List.of("two", "one"), names());
        guests.remove(one);
        assertEquals(List.of("two"), names());
        assertEquals(4, changes.size());
    }

    @Test
    void whateverItThrowsEndsHere() {
        expectedErrors = 3;
        for (Supplier<Error> failure : List.<Supplier<Error>>of(AssertionError::new, NoClassDefFoundError::new,
                StackOverflowError::new)) {
            Guest<Runnable> guest = put(failing(failure), 0, 1);
            assertFalse(guest.run(Runnable::run));
            assertEquals(1, guest.health().failures());
            assertEquals(failure.get().getClass().getSimpleName(), guest.health().lastError());
        }
    }

    @Test
    void threeFailuresAndItIsLeftAloneForLongerEachTime() {
        Guest<Runnable> guest = put(failing(AssertionError::new), 0, 1);
        for (int i = 0; i < 3; i++) {
            assertTrue(guest.available());
            guest.run(Runnable::run);
        }
        for (long minutes : new long[] { 1, 2, 4, 8, 16, 32, 60, 60 }) {
            assertTrue(guest.health().quarantined());
            assertEquals(List.of(), guests.available());
            pass(Duration.ofMinutes(minutes).minusNanos(1));
            assertFalse(guest.available());
            pass(Duration.ofNanos(1));
            assertTrue(guest.available());
            guest.run(Runnable::run);
        }
        expectedErrors = 11;
    }

    @Test
    void releasedItStartsAfresh() {
        Guest<Runnable> guest = put(failing(AssertionError::new), 0, 4);
        for (int i = 0; i < 3; i++) {
            guest.run(Runnable::run);
        }
        changes.clear();
        assertFalse(guests.release(5));
        assertTrue(guests.release(4));
        assertEquals(1, changes.size());
        assertFalse(guests.release(4));
        guest.run(Runnable::run);
        guest.run(Runnable::run);
        assertTrue(guest.available());
        guest.run(Runnable::run);
        pass(Duration.ofMinutes(1));
        assertTrue(guest.available(), "The pause is short again.");
        expectedErrors = 6;
    }

    @Test
    void slowCallsCountAsFailures() {
        Guest<Runnable> guest = put(() -> pass(Duration.ofMillis(501)), 0, 1);
        assertTrue(guest.run(Runnable::run), "Its work is done all the same.");
        guest.run(Runnable::run);
        guest.ask(slow -> {
            slow.run();
            return null;
        }, null);
        assertTrue(guest.health().quarantined());
        assertEquals("slow", guest.health().lastError());
        Guest<Runnable> quick = put(() -> pass(Duration.ofMillis(500)), 0, 2);
        for (int i = 0; i < 5; i++) {
            quick.run(Runnable::run);
        }
        assertEquals(0, quick.health().failures());
    }

    @Test
    void itsTimesAreKnown() {
        AtomicLong millis = new AtomicLong();
        Guest<Runnable> guest = put(() -> nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis.incrementAndGet())), 0,
                1);
        assertEquals(Duration.ZERO, guest.health().p95());
        for (int i = 0; i < 100; i++) {
            guest.run(Runnable::run);
        }
        guest.ask(Object::toString, "");
        GuestHealth health = guests.health().get(0);
        assertEquals(100, health.calls());
        assertEquals(Duration.ofMillis(95), health.p95());
        assertEquals(Duration.ofNanos(50_500_000), health.mean());
        assertEquals("org.example", health.bundle());
    }

    @Test
    void ourOwnAreNotShown() {
        guests.putOwn(List.of(FINE));
        assertEquals(List.of(), guests.health());
    }
}
