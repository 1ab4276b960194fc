// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.KeySource;
import org.chatdock.api.store.SearchQuery;
import org.chatdock.api.store.StoreException;
import org.chatdock.api.store.StoredMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a process has acknowledged survives its being killed, whenever that happens. A kill leaves all that was given to
 * the system, flushed or not, so this says nothing of a power failure: that rests on the flush before each
 * acknowledgement, which {@link SqliteStoreOpeningTest} finds switched on. Half of the stores are encrypted.
 */
class KillTest {
    private static final int DIRECTORIES = 4;
    private static final int KILLS_EACH = 50;
    private static final int AT_ONCE = 2;
    /** One in so many is killed at its opening, which takes up what the kill before has left. */
    private static final int AT_OPENING = 8;
    private static final int SEARCH_ONE_IN = 5;
    static final String FOR_EVER = Integer.toString(Integer.MAX_VALUE);

    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    @TempDir
    Path classes;
    @TempDir
    Path directory;
    @TempDir
    Path temporary;

    @Test
    void whatWasAcknowledgedIsThereOnce() throws Exception {
        long seed = Long.getLong("chatdock.seed", System.nanoTime());
        System.out.println("KillTest: -Dchatdock.seed=" + seed);
        ForkedClasses forked = ForkedClasses.in(classes).prepared(temporary, AppendForEver.class, "r",
                Files.createDirectory(directory.resolve("first")).toString(), "300",
                Files.createDirectory(directory.resolve("first keys")).toString());
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < DIRECTORIES; i++) {
                Path keys = i % 2 == 0 ? null : Files.createDirectory(directory.resolve("keys" + i));
                Victims victims = new Victims(forked, Files.createDirectory(directory.resolve("store" + i)), keys,
                        new Random(seed + i));
                all.add(threads.submit(() -> {
                    victims.run();
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
            assertTrue(threads.awaitTermination(60, TimeUnit.SECONDS));
        }
    }

    /** One process after the other on one directory. */
    private final class Victims {
        private final ForkedClasses forked;
        private final Path store;
        /** Null if it is not encrypted. */
        private final Path keys;
        private final Random random;
        private final Set<String> acknowledged = new HashSet<>();
        private int checks;
        /** As the last check has found it. */
        private final Map<ConversationId, Integer> unread = new HashMap<>();
        // What the process that runs has said:
        private final Map<ConversationId, Integer> readAsked = new HashMap<>();
        private final Map<ConversationId, Integer> readDone = new HashMap<>();

        Victims(ForkedClasses forked, Path store, Path keys, Random random) {
            this.forked = forked;
            this.store = store;
            this.keys = keys;
            this.random = random;
        }

        void run() throws Exception {
            fillUpIds();
            Fork next = start();
            try {
                for (int number = 0; number < KILLS_EACH; number++) {
                    try (Fork fork = next) {
                        // It gets ready while this one works.
                        next = start();
                        kill(fork, "r" + number + "-");
                    }
                    check("r" + number + "-");
                }
            } finally {
                next.close();
            }
        }

        private Fork start() throws Exception {
            return keys == null ? Fork.start(forked, temporary, AppendForEver.class, store.toString(), FOR_EVER)
                    : Fork.start(forked, temporary, AppendForEver.class, store.toString(), FOR_EVER,
                            keys.toString());
        }

        private void kill(Fork fork, String prefix) throws Exception {
            readAsked.clear();
            readDone.clear();
            fork.say(prefix);
            if (random.nextInt(AT_OPENING) == 0) {
                spin(random.nextInt(150_000_000));
                List<String> said = fork.kill();
                assertTrue(said.isEmpty() || said.get(0).equals("opened"), said::toString);
                said.stream().skip(1).forEach(this::said);
                return;
            }
            assertEquals("opened", fork.line());
            for (int lines = random.nextInt(250); lines >= 0; lines--) {
                said(fork.line());
            }
            // What is said comes after commits, so a kill at once would always come there, too.
            spin(random.nextInt(4_000_000));
            fork.kill().forEach(this::said);
        }

        private void said(String line) {
            assertNotNull(line, "the process ended by itself");
            String[] words = line.split(" ");
            switch (words[0]) {
                case "+" -> acknowledged.add(words[1]);
                case "?" -> readAsked.put(new ConversationId(words[1]), Integer.valueOf(words[2]));
                case "!" -> readDone.put(new ConversationId(words[1]), Integer.valueOf(words[2]));
                default -> throw new AssertionError(line);
            }
        }

        private void check(String prefix) throws Exception {
            try (SqliteStore opened = new SqliteStore(store, options(), keySource(), Paces.NEVER, log.logger(),
                    List.of())) {
                StoreCheck check = new StoreCheck(opened).agreesWithList(opened).has(acknowledged);
                check.finds(opened, acknowledged.stream().filter(id -> id.startsWith(prefix)).toList());
                for (ConversationId conversation : check.conversations()) {
                    checkUnread(check, conversation, prefix);
                }
                if (++checks % SEARCH_ONE_IN == 0) {
                    checkSearch(opened, check);
                }
            }
            StoreCheck.integrity(store);
        }

        private void checkSearch(SqliteStore opened, StoreCheck check) {
            List<String> hits = new ArrayList<>();
            opened.search(SearchQuery.words("text"), hit -> hits.add(hit.message().message().id().value())).join();
            assertEquals(check.ids().size(), hits.size());
            assertEquals(check.ids(), Set.copyOf(hits));
        }

        private StoreOptions options() {
            return keys == null ? StoreOptions.DEFAULT : Sealed.OPTIONS;
        }

        private KeySource keySource() {
            return keys == null ? null : new FileKeys(keys);
        }

        /** Between what was certainly read and what was perhaps. */
        private void checkUnread(StoreCheck check, ConversationId conversation, String prefix) {
            int before = unread.getOrDefault(conversation, 0);
            int asked = readAsked.getOrDefault(conversation, 0);
            int done = readDone.getOrDefault(conversation, 0);
            int atLeast = (asked == 0 ? before : 0) + since(asked, check.messages(conversation), prefix);
            int atMost = (done == 0 ? before : 0) + since(done, check.messages(conversation), prefix);
            int now = check.unread(conversation);
            assertTrue(atLeast <= now && now <= atMost, () -> atLeast + " <= " + now + " <= " + atMost);
            unread.put(conversation, now);
        }

        private static int since(int number, List<StoredMessage> messages, String prefix) {
            return (int) messages.stream().map(stored -> stored.message().id().value())
                    .filter(id -> id.startsWith(prefix) && Integer.parseInt(id.substring(prefix.length())) >= number)
                    .count();
        }

        /** With ids whose messages are gone, so that some process soon completes an epoch of them. */
        private void fillUpIds() throws Exception {
            Database database = new Database(store.resolve(Database.FILE_NAME), options());
            try (Connection connection = database.openToWrite(); Statement statement = connection.createStatement()) {
                Formats formats = Schema.create(connection,
                        new FormatChoice(options(), keySource(), database.file()));
                statement.execute("UPDATE progress SET epoch_bits = 6");
                Map<Digest, Place> ids = new HashMap<>();
                for (int i = 0; i < IdFilter.EPOCH_IDS - 300; i++) {
                    ids.put(formats.ids().of(new MessageId("gone " + i)), new Place(1, new Position(Instant.EPOCH, 1)));
                }
                Statements statements = new Statements(connection);
                new IdWriter(statements).write(new IdIndex(), ids);
                connection.commit();
                statements.closeStatements();
            }
        }
    }

    /** Not a sleep: the moment shall be anywhere, not where the system wakes up. */
    private static void spin(long nanos) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aSecondProcessIsRefusedUntilTheFirstIsKilled() throws Exception {
        try (Fork fork = Fork.start(ForkedClasses.in(classes), temporary, AppendForEver.class,
                directory.toString(), FOR_EVER)) {
            fork.say("r");
            assertEquals("opened", fork.line());

            StoreException refused = assertThrows(StoreException.class,
                    () -> new SqliteStore(directory, StoreOptions.DEFAULT, log.logger()).close());

            assertTrue(refused.getMessage().contains("in use by another process"), refused.getMessage());
            fork.kill();
            new SqliteStore(directory, StoreOptions.DEFAULT, log.logger()).close();
        }
    }
}
