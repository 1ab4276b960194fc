// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.chatdock.api.store.StoreStatus.State.NOT_WRITABLE;
import static org.chatdock.api.store.StoreStatus.State.OPENING;
import static org.chatdock.api.store.StoreStatus.State.READY;
import static org.chatdock.api.store.StoreStatus.State.UNAVAILABLE;
import static org.chatdock.testkit.store.StoreMessages.fromUser;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.StoreException;
import org.chatdock.api.store.StoreStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** When the store is opened, tried again, salvaged and closed, and what is told of it. */
class StoreKeeperTest {
    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    @TempDir
    Path directory;
    @TempDir
    Path classes;
    @TempDir
    Path temporary;

    private final ManualAgenda agenda = new ManualAgenda();
    private final ManualAgenda telling = new ManualAgenda();
    private final HealthTeller teller = new HealthTeller(telling, StoreKeeper.beginning(), log.logger());
    private final List<String> events = new ArrayList<>();
    /** What the next tries end with; nothing: they succeed. */
    private final List<RuntimeException> failures = new ArrayList<>();
    private final List<Boolean> salvaging = new ArrayList<>();
    private StoreWatcher watcher;

    private final class Store implements OpenStore {
        private List<String> notices = List.of("something happened");

        @Override
        public List<Object> services() {
            return List.of();
        }

        @Override
        public boolean isEncrypted() {
            return true;
        }

        @Override
        public List<String> notices() {
            return notices;
        }

        @Override
        public void noticesSeen() {
            notices = List.of();
        }

        @Override
        public void close() {
            events.add("closed");
        }
    }

    private final StoreOpener opener = new StoreOpener() {
        @Override
        public String place() {
            return "here";
        }

        @Override
        public OpenStore open(StoreWatcher newWatcher, boolean damaged) {
            salvaging.add(damaged);
            if (!failures.isEmpty()) {
                throw failures.remove(0);
            }
            watcher = newWatcher;
            return new Store();
        }
    };

    private StoreKeeper keeper(StoreOpener of) {
        return new StoreKeeper(of, store -> {
            events.add("offered");
            return () -> events.add("withdrawn");
        }, agenda, teller, log.logger());
    }

    private static StoreException failure(String message) {
        return new StoreException(message, null);
    }

    private static StoreStatus ready(String... notices) {
        return new StoreStatus(READY, true, "here", "", List.of(notices));
    }

    @Test
    void offersWhatItHasOpenedAndTakesItBackBeforeItClosesIt() {
        StoreKeeper keeper = keeper(opener);
        keeper.open();
        assertEquals(OPENING, keeper.status().state());
        assertEquals(List.of(), events);
        agenda.run();
        assertEquals(ready("something happened"), keeper.status());
        keeper.open();
        agenda.run();
        assertEquals(1, salvaging.size(), "it is open");

        keeper.close();

        assertEquals(List.of("offered", "withdrawn", "closed"), events);
        keeper.open();
        agenda.run();
        assertEquals(3, events.size());
    }

    @Test
    void whatIsTakenByAnotherProcessIsLookedAtEveryFewSecondsAndLoggedOnce() {
        for (int i = 0; i < 4; i++) {
            failures.add(StoreFailure.taken(directory));
        }
        StoreKeeper keeper = keeper(opener);
        keeper.open();
        agenda.run();
        assertEquals(UNAVAILABLE, keeper.status().state());
        assertTrue(keeper.status().problem().contains("in use by another process"), keeper.status().problem());

        agenda.advance(4 * StoreKeeper.TAKEN_MILLIS - 1);
        assertEquals(UNAVAILABLE, keeper.status().state());
        agenda.advance(1);

        assertEquals(READY, keeper.status().state());
        assertEquals(5, salvaging.size());
        log.expect("in use by another process");
        keeper.close();
    }

    @Test
    void afterAnyOtherFailureItWaitsLongerEachTimeUnlessSomethingHasChanged() {
        for (int i = 0; i < 20; i++) {
            failures.add(failure("no"));
        }
        StoreKeeper keeper = keeper(opener);
        keeper.open();
        agenda.run();
        agenda.advance(StoreKeeper.FIRST_PAUSE_MILLIS * 3);
        assertEquals(3, salvaging.size());
        agenda.advance(StoreKeeper.LAST_PAUSE_MILLIS * 100);
        assertTrue(failures.isEmpty());
        assertEquals(READY, keeper.status().state());
        log.expect("no");
        keeper.close();
    }

    @Test
    void whatIsDoneAnewAtOnceIsNotDoneAgainLater() {
        failures.add(failure("no"));
        failures.add(failure("no"));
        StoreKeeper keeper = keeper(opener);
        keeper.open();
        agenda.run();
        keeper.open();
        agenda.run();
        assertEquals(2, salvaging.size());
        agenda.advance(StoreKeeper.FIRST_PAUSE_MILLIS);
        assertEquals(3, salvaging.size());
        assertEquals(READY, keeper.status().state());
        log.expect("no");
        keeper.close();
    }

    @Test
    void tellsOfWritesThatFailAndOfTheEndOfThat() {
        StoreKeeper keeper = keeper(opener);
        keeper.open();
        agenda.run();
        watcher.writing(failure("disk full"));
        assertEquals(new StoreStatus(NOT_WRITABLE, true, "here", "disk full", List.of("something happened")),
                keeper.status());
        watcher.writing(null);
        assertEquals(READY, keeper.status().state());
        keeper.close();
    }

    @Test
    void noticesAreToldUntilTheyWereSeen() {
        StoreKeeper keeper = keeper(opener);
        keeper.open();
        agenda.run();
        keeper.noticesSeen();
        assertEquals(ready(), keeper.status());
        keeper.close();
    }

    @Test
    void listenersAreToldWhatIsAndWhatBecomesInOrder() {
        List<StoreStatus.State> told = new ArrayList<>();
        failures.add(failure("no"));
        StoreKeeper keeper = keeper(opener);
        teller.add(status -> {
            throw new IllegalStateException("broken listener");
        });
        teller.add(status -> told.add(status.state()));
        telling.run();
        assertEquals(List.of(OPENING), told);
        log.entries().forEach(entry -> assertTrue(entry.contains("A listener of the message store's health failed")));
        keeper.open();
        agenda.advance(StoreKeeper.FIRST_PAUSE_MILLIS);
        telling.run();
        assertEquals(List.of(OPENING, UNAVAILABLE, READY), told);
        assertEquals(4, log.entries().size());
        log.forget();
        keeper.close();
    }

    @Test
    void whatIsDamagedIsClosedSalvagedAndOfferedAgainButNotForEver() {
        StoreKeeper keeper = keeper(opener);
        keeper.open();
        agenda.run();
        for (int i = 0; i < 3; i++) {
            StoreWatcher present = watcher;
            present.damaged(failure("damaged"));
            present.damaged(failure("damaged"));
            agenda.run();
            assertEquals(READY, keeper.status().state());
            present.writing(failure("of the one that is closed"));
            assertEquals(READY, keeper.status().state());
        }
        assertEquals(List.of(false, true, true, true), salvaging);
        assertEquals(List.of("offered", "withdrawn", "closed", "offered"), events.subList(0, 4));
        watcher.damaged(failure("damaged"));
        agenda.run();
        assertEquals(4, salvaging.size());
        assertEquals(4, log.entries().size());
        log.forget();
        keeper.close();
    }

    @Test
    void whatCannotBeSalvagedNowIsTriedAgainAsDamaged() {
        StoreKeeper keeper = keeper(opener);
        keeper.open();
        agenda.run();
        failures.add(failure("no room"));
        watcher.damaged(failure("damaged"));
        agenda.run();
        assertEquals(UNAVAILABLE, keeper.status().state());
        assertFalse(events.get(events.size() - 1).equals("offered"));
        agenda.advance(StoreKeeper.FIRST_PAUSE_MILLIS);
        assertEquals(READY, keeper.status().state());
        assertEquals(List.of(false, true, true), salvaging);
        assertEquals(2, log.entries().size());
        log.forget();
        keeper.close();
    }

    @Test
    void damageThatShowsUpWhileItRunsIsSalvagedInTheSameProcess() throws Exception {
        List<OpenStore> offered = new ArrayList<>();
        StoreKeeper keeper = new StoreKeeper(new SqliteOpener(() -> directory, () -> StoreOptions.DEFAULT,
                new RankedKeySources(), log.logger(), new CopyOnWriteArrayList<>()), store -> {
                    offered.add(store);
                    return () -> offered.remove(store);
                }, agenda, teller, log.logger());
        Path file = directory.resolve("messages.db");
        try (SqliteStore store = new SqliteStore(directory, StoreOptions.DEFAULT, log.logger())) {
            for (int i = 0; i < 2000; i++) {
                store.append(fromUser("ann", "m" + i, i));
            }
            store.appendUnknown(fromUser("ann", "last", 1)).toCompletableFuture().get(60, TimeUnit.SECONDS);
            // To understand a message moves everything first.
            store.append(fromUser("ann", "last", 1)).toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
        keeper.open();
        agenda.run();
        OpenStore before = offered.get(0);
        String all = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            // The inbox has left its own in a page that is free by now.
            for (int at = all.indexOf("text of m1000"); at >= 0; at = all.indexOf("text of m1000", at + 1)) {
                channel.write(ByteBuffer.allocate(4096), at / 4096 * 4096L);
            }
        }

        assertThrows(StoreException.class,
                () -> ((SqliteStore) before).page(new ConversationId("ann"), null, Integer.MAX_VALUE));
        agenda.run();

        assertEquals(READY, keeper.status().state());
        assertEquals(1, offered.size());
        assertNotSame(before, offered.get(0));
        SqliteStore store = (SqliteStore) offered.get(0);
        assertTrue(store.size() > 1900 && store.size() < 2001, () -> store.size() + " messages");
        assertEquals(store.size(), store.page(new ConversationId("ann"), null, Integer.MAX_VALUE).size());
        assertEquals(1, keeper.status().notices().size());
        assertEquals(2, log.entries().size(), log.entries()::toString);
        log.forget();
        keeper.close();
    }

    @Test
    void aSecondWorkbenchOpensTheStoreByItselfWhenTheFirstHasEnded() throws Exception {
        List<OpenStore> offered = new ArrayList<>();
        SqliteOpener real = new SqliteOpener(() -> directory, () -> StoreOptions.DEFAULT, new RankedKeySources(),
                log.logger(), new CopyOnWriteArrayList<>());
        StoreKeeper keeper = new StoreKeeper(real, store -> {
            offered.add(store);
            return () -> offered.remove(store);
        }, agenda, teller, log.logger());
        List<String> acknowledged = new ArrayList<>();
        try (Fork first = Fork.start(ForkedClasses.in(classes), temporary, AppendForEver.class, directory.toString(),
                KillTest.FOR_EVER)) {
            first.say("r");
            assertEquals("opened", first.line());
            acknowledged.add(first.line());
            keeper.open();
            agenda.run();
            agenda.advance(StoreKeeper.TAKEN_MILLIS);
            assertEquals(UNAVAILABLE, keeper.status().state());
            assertEquals(directory.resolve("messages.db").toString(), keeper.status().place());
            assertTrue(keeper.status().problem().contains("End that one, and the store opens here by itself"));
            assertTrue(offered.isEmpty());
            acknowledged.addAll(first.kill());
        }

        agenda.advance(StoreKeeper.TAKEN_MILLIS);

        assertEquals(new StoreStatus(READY, false, directory.resolve("messages.db").toString(), "", List.of()),
                keeper.status());
        SqliteStore store = (SqliteStore) offered.get(0);
        for (String said : acknowledged) {
            assertTrue(!said.startsWith("+ ") || store.find(new MessageId(said.substring(2))).isPresent(), said);
        }
        store.append(fromUser("ann", "mine", 1)).toCompletableFuture().get(60, TimeUnit.SECONDS);
        log.expect("in use by another process");
        keeper.close();
        assertTrue(offered.isEmpty());
    }
}
