// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.customer.Customer;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.CustomerCache;
import org.chatdock.api.store.StoreException;
import org.chatdock.testkit.RecordingLogger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CustomerNamesTest {
    private static final ConversationId ANN = new ConversationId("ann");
    private static final ConversationId BOB = new ConversationId("bob");
    private static final Customer ANNA = new Customer("Anna", "Berlin");

    /** A cache in memory that counts, and fails when told to. */
    private static final class Cache implements CustomerCache {
        final Map<ConversationId, Customer> kept = new HashMap<>();
        final List<Integer> puts = new ArrayList<>();
        boolean broken;

        @Override
        public Map<ConversationId, Customer> customers() {
            return Map.copyOf(kept);
        }

        @Override
        public CompletionStage<Void> putCustomers(Map<ConversationId, Customer> customers) {
            if (broken) {
                return CompletableFuture.failedStage(new StoreException("The disk is full.", null));
            }
            puts.add(Integer.valueOf(customers.size()));
            kept.putAll(customers);
            return CompletableFuture.completedStage(null);
        }
    }

    private final RecordingLogger log = new RecordingLogger();
    private final List<Runnable> now = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private final CustomerKeeper keeper = new CustomerKeeper(
            (millis, task) -> (millis == 0 ? now : later).add(task), log.logger());
    private final CustomerNames names = new CustomerNames(keeper, log.logger());
    private final Map<ConversationId, Customer> host = new HashMap<>();
    private final Cache cache = new Cache();

    @BeforeEach
    void english() {
        Language.use(Language.ENGLISH);
    }

    @AfterEach
    void noErrors() {
        log.assertNoErrors();
    }

    private static void run(List<Runnable> tasks) {
        List<Runnable> due = List.copyOf(tasks);
        tasks.clear();
        due.forEach(Runnable::run);
    }

    private void open() {
        keeper.setCache(cache, names::restore);
        run(now);
    }

    @Test
    void whatWasKeptIsShownWhileTheHostDoesNotAnswer() {
        cache.kept.put(ANN, ANNA);
        open();
        assertEquals("Anna", names.name(ANN));
        assertEquals("Berlin", names.detail(ANN));
        names.setDirectory(id -> Optional.empty());
        assertEquals("Anna", names.name(ANN));
        names.setDirectory(id -> Optional.of(new Customer("Ann Example", "")));
        assertEquals("Ann Example", names.name(ANN), "The host knows best.");
        assertEquals("bob", new CustomerNames(keeper, log.logger()).name(BOB));
    }

    @Test
    void newNamesAreKeptManyAtOnceAndOnlyOnce() {
        open();
        names.setDirectory(id -> Optional.ofNullable(host.get(id)));
        host.put(ANN, ANNA);
        host.put(BOB, new Customer("Bob", ""));
        for (int i = 0; i < 3; i++) {
            names.name(ANN);
            names.name(BOB);
        }
        assertEquals(List.of(), cache.puts, "Not on the thread that paints.");
        assertEquals(1, later.size());
        run(later);
        assertEquals(List.of(2), cache.puts);
        names.name(ANN);
        assertEquals(List.of(), later, "It is kept already.");
        host.put(ANN, new Customer("Anna B.", "Berlin"));
        names.name(ANN);
        run(later);
        assertEquals(List.of(2, 1), cache.puts);
        assertEquals("Anna B.", cache.kept.get(ANN).name());
    }

    @Test
    void namesOfATimeWithoutACacheReachTheOneThatComes() {
        names.setDirectory(id -> Optional.of(ANNA));
        names.name(ANN);
        assertEquals(List.of(), later);
        open();
        run(later);
        assertEquals(Map.of(ANN, ANNA), cache.kept);
    }

    @Test
    void aCacheThatGoesGetsWhatItLacks() {
        open();
        names.setDirectory(id -> Optional.of(ANNA));
        names.name(ANN);
        keeper.unsetCache(cache);
        assertEquals(Map.of(ANN, ANNA), cache.kept);
    }

    @Test
    void whatWasRefusedGoesAlongWithTheNext() {
        open();
        names.setDirectory(id -> Optional.of(ANNA));
        cache.broken = true;
        names.name(ANN);
        run(later);
        cache.broken = false;
        names.name(BOB);
        run(later);
        assertEquals(List.of(2), cache.puts);
        assertTrue(log.entries().stream().anyMatch(entry -> entry.toString().contains("could not be kept")),
                () -> log.entries().toString());
    }
}
