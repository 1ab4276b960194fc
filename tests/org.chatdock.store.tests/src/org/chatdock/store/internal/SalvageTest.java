// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.message.SenderType;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.SendState;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.KeySource;
import org.chatdock.api.store.SearchQuery;
import org.chatdock.api.store.StoreException;
import org.chatdock.api.store.StoredDraft;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.store.internal.seal.MemoryKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is damaged in the files: the store opens, with what can be read, and the damaged files are kept. */
class SalvageTest {
    private static final int PAGE = 4096;
    private static final int CONVERSATIONS = 7;
    private static final int MOVED = 900;
    private static final int PENDING = 100;
    private static final int CASES = 40;
    private static final int MOMENTS = 40;
    private static final List<OutboxEntry> ENTRIES = entries();

    /** Ways of damaging files. */
    private enum Damage {
        ZEROS, GARBAGE, OTHER_PAGE, MANY_PAGES, CUT_OFF, HEADER, SCHEMA, LOG, BITS
    }

    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    @TempDir
    Path place;
    @TempDir
    Path classes;
    private final MemoryKeys keys = new MemoryKeys();
    /** Null: in the clear. */
    private KeySource source;
    private Path directory;
    private Map<String, StoredMessage> written;
    private List<ConversationSummary> inbox;

    private SqliteStore open(Pace pace, boolean damaged) {
        StoreOptions options = source == null ? StoreOptions.DEFAULT : Sealed.OPTIONS;
        return new SqliteStore(directory, options, source, pace, log.logger(), new CopyOnWriteArrayList<>(),
                StoreWatcher.NONE, Clock.systemDefaultZone(), damaged);
    }

    private static Message message(int number) {
        String customer = "customer-" + number % CONVERSATIONS;
        boolean agent = number % 11 == 0;
        int length = number % 97 == 0 ? 500 : 20 + number % 60;
        return new Message(new MessageId("m" + number), new ConversationId(customer),
                agent ? "agent" : customer, agent ? customer : "agent", agent ? SenderType.AGENT : SenderType.USER,
                "text", "w" + number + " \u597D".repeat(length / 4),
                Attachment.NONE, Instant.ofEpochSecond(number / 3 * (number % 5 == 0 ? 1 : 2)), Map.of());
    }

    /** One is so long that it goes on in other pages. */
    private static List<OutboxEntry> entries() {
        List<OutboxEntry> entries = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            OutboxEntry entry = Entries.waiting("c" + (100 - i), "customer-" + i % CONVERSATIONS,
                    "to be sent \u597D".repeat(i == 30 ? 1000 : 1 + i));
            SendState state = SendState.values()[i % SendState.values().length];
            entries.add(state == SendState.WAITING ? entry : Entries.in(state, entry));
        }
        return List.copyOf(entries);
    }

    private static List<OutboxEntry> doubted() {
        return ENTRIES.stream().map(Entries::doubted).toList();
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    /** Some are moved, some stand in the inbox, one of those in the log only. */
    private void write(Path template) throws Exception {
        directory = Files.createDirectories(template.resolve("store"));
        try (SqliteStore store = open(new Pace(1, 0, 300, 100, Long.MAX_VALUE, 16 << 20), false)) {
            for (int i = 0; i < MOVED; i++) {
                if (i % 50 == 7) {
                    get(store.appendUnknown(message(i)));
                } else {
                    store.append(message(i));
                }
                if (i == MOVED / 2) {
                    get(store.markRead(new ConversationId("customer-1")));
                }
            }
            get(store.put(new ConversationId("customer-2"), new StoredDraft("a draft", 3, List.of())));
            get(store.setTags(new ConversationId("customer-3"), Set.of("vip", "late")));
            get(store.addNote(new ConversationId("customer-4"), new MessageId("m4"), "lin", "a note"));
            for (OutboxEntry entry : ENTRIES) {
                get(store.put(List.of(entry), null));
            }
            // To understand a message moves everything first.
            get(store.append(message(7)));
        }
        try (SqliteStore store = open(Paces.NEVER, false)) {
            for (int i = MOVED; i < MOVED + PENDING; i++) {
                get(store.append(message(i)));
                if (i == MOVED + PENDING / 2) {
                    get(store.markRead(new ConversationId("customer-5")));
                }
            }
            written = read(store);
            inbox = store.conversations();
            copy(directory, template.resolve("with log"));
        }
        copy(directory, template.resolve("closed"));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (String name : List.of("messages.db", "messages.db-wal")) {
            if (Files.exists(from.resolve(name))) {
                Files.copy(from.resolve(name), to.resolve(name));
            }
        }
    }

    /** All messages, each once, in order. */
    private static Map<String, StoredMessage> read(SqliteStore store) {
        Map<String, StoredMessage> found = new HashMap<>();
        for (ConversationSummary conversation : store.conversations()) {
            StoredMessage before = null;
            for (StoredMessage stored : store.page(conversation.id(), null, Integer.MAX_VALUE)) {
                assertEquals(null, found.put(stored.message().id().value(), stored), "twice");
                assertTrue(before == null || new Position(before.message().time(), before.arrival())
                        .compareTo(new Position(stored.message().time(), stored.arrival())) < 0, "not in order");
                before = stored;
            }
            assertEquals(before, conversation.last());
        }
        assertEquals(found.size(), store.size());
        return found;
    }

    private Path aside() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(each -> each.getFileName().toString().matches("messages-damaged-[-\\d]*\\.db"))
                    .findFirst().orElse(null);
        }
    }

    @Test
    void ofAFileThatIsWellEverythingIsTakenOver() throws Exception {
        for (boolean encrypted : new boolean[] { false, true }) {
            source = encrypted ? keys : null;
            Path template = place.resolve("template " + encrypted);
            write(template);
            for (String state : List.of("closed", "with log")) {
                directory = template.resolve(state);
                try (SqliteStore store = open(Paces.NEVER, true)) {
                    assertEquals(written, read(store));
                    assertEquals(inbox, store.conversations());
                    assertEquals(Map.of(new ConversationId("customer-2"), new StoredDraft("a draft", 3, List.of())),
                            store.drafts());
                    assertEquals(Set.of("vip", "late"), store.tags(new ConversationId("customer-3")));
                    assertEquals("a note", store.notes(new ConversationId("customer-4")).get(0).text());
                    assertEquals(doubted(), store.entries());
                    assertEquals(Appended.DUPLICATE, get(store.append(message(3))));
                    assertEquals(Appended.DUPLICATE, get(store.append(message(MOVED + 3))));
                    assertEquals(encrypted, store.isEncrypted());
                    assertEquals(11, hits(store, "w17"));
                    assertEquals(1, store.notices().size());
                    assertTrue(store.notices().get(0).contains((MOVED + PENDING) + " messages that could be read. "),
                            store.notices().get(0));
                    store.noticesSeen();
                    get(store.append(message(MOVED + PENDING)));
                }
                log.expect("set aside");
                try (SqliteStore store = open(Paces.ALWAYS, false)) {
                    assertEquals(List.of(), store.notices());
                    assertEquals(MOVED + PENDING + 1, store.size());
                    assertTrue(store.find(new MessageId("m" + (MOVED + PENDING))).orElseThrow().arrival()
                            > written.values().stream().mapToLong(StoredMessage::arrival).max().orElseThrow());
                }
            }
        }
        assertEquals(1, keys.keys.size());
    }

    private static int hits(SqliteStore store, String word) throws Exception {
        Set<String> hits = new HashSet<>();
        store.search(SearchQuery.words(word), hit -> hits.add(hit.message().message().id().value())).get(60,
                TimeUnit.SECONDS);
        return hits.size();
    }

    @Test
    void whateverIsDamagedWhatComesBackIsWhatWasWritten() throws Exception {
        long seed = Long.getLong("chatdock.seed", System.nanoTime());
        System.out.println("SalvageTest: -Dchatdock.seed=" + seed);
        Random random = new Random(seed);
        int natural = 0;
        for (boolean encrypted : new boolean[] { false, true }) {
            source = encrypted ? keys : null;
            Path template = place.resolve("template " + encrypted);
            write(template);
            for (int i = 0; i < CASES; i++) {
                Damage damage = Damage.values()[i % Damage.values().length];
                Path from = template.resolve(damage == Damage.LOG || random.nextBoolean() ? "with log" : "closed");
                directory = place.resolve("case");
                copy(from, directory);
                damage(damage, random);
                copy(directory, place.resolve("damaged"));
                natural += check(damage, seed + " " + encrypted + " " + i + " " + damage) ? 1 : 0;
                deleteAll(directory);
                deleteAll(place.resolve("damaged"));
            }
        }
        assertTrue(natural > 10, natural + " cases were noticed at the opening");
    }

    private static void deleteAll(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(of);
    }

    private void damage(Damage damage, Random random) throws IOException {
        Path file = directory.resolve(damage == Damage.LOG ? "messages.db-wal" : "messages.db");
        byte[] all = Files.readAllBytes(file);
        int pages = all.length / PAGE;
        byte[] garbage = new byte[PAGE];
        random.nextBytes(garbage);
        int page = 1 + random.nextInt(pages - 1);
        switch (damage) {
            case ZEROS -> Arrays.fill(all, page * PAGE, (page + 1) * PAGE, (byte) 0);
            case GARBAGE -> System.arraycopy(garbage, 0, all, page * PAGE, PAGE);
            case OTHER_PAGE -> System.arraycopy(all, (1 + random.nextInt(pages - 1)) * PAGE, all, page * PAGE, PAGE);
            case MANY_PAGES -> {
                for (int i = 0; i < pages / 4; i++) {
                    System.arraycopy(garbage, 0, all, random.nextInt(pages) * PAGE, PAGE);
                }
            }
            case CUT_OFF -> all = Arrays.copyOf(all, random.nextInt(all.length));
            case HEADER -> System.arraycopy(garbage, 0, all, 0, 1 + random.nextInt(100));
            case SCHEMA -> System.arraycopy(garbage, 0, all, 100, PAGE - 100);
            case LOG -> System.arraycopy(garbage, 0, all, random.nextInt(all.length - PAGE), PAGE);
            case BITS -> {
                for (int i = 0; i < 20; i++) {
                    all[page * PAGE + random.nextInt(PAGE)] ^= (byte) (1 << random.nextInt(8));
                }
            }
        }
        Files.write(file, all);
    }

    /** @return whether the damage was noticed without anybody's reading messages */
    private boolean check(Damage damage, String name) throws Exception {
        boolean noticed;
        try (SqliteStore store = open(Paces.NEVER, false)) {
            noticed = aside() != null;
        } catch (StoreException e) {
            throw new AssertionError(name, e);
        }
        if (!noticed) {
            deleteAll(directory);
            copy(place.resolve("damaged"), directory);
        }
        try (SqliteStore store = open(Paces.NEVER, !noticed)) {
            Map<String, StoredMessage> found = read(store);
            found.forEach((id, stored) -> {
                if (damage != Damage.BITS) {
                    assertEquals(written.get(id), stored, name);
                } else if (source != null) {
                    // Its arrival is not sealed; and nothing is where it is in the clear.
                    assertEquals(written.get(id).message(), stored.message(), name);
                }
            });
            if (damage != Damage.BITS || source != null) {
                List<OutboxEntry> left = new ArrayList<>(doubted());
                left.retainAll(store.entries());
                assertEquals(left, store.entries(), name);
            }
            if (damage == Damage.ZEROS || damage == Damage.GARBAGE || damage == Damage.HEADER
                    || damage == Damage.SCHEMA) {
                // A page has some of them, or all if they end in others.
                assertTrue(store.entries().size() >= ENTRIES.size() / 2, () -> name + " " + store.entries().size());
                assertTrue(found.size() > (MOVED + PENDING) * 4 / 5, () -> name + " " + found.size());
            }
            assertEquals(1, store.notices().size(), name);
            assertTrue(store.notices().get(0).contains(aside().toString()), name);
            get(store.append(message(5000)));
        }
        assertFalse(log.entries().isEmpty(), name);
        log.forget();
        for (String end : List.of("", "-wal")) {
            Path before = place.resolve("damaged").resolve("messages.db" + end);
            Path after = directory.resolve(aside().getFileName() + end);
            assertEquals(Files.exists(before), Files.exists(after), name);
            if (Files.exists(before)) {
                assertArrayEquals(Files.readAllBytes(before), Files.readAllBytes(after), name);
            }
        }
        try (Connection connection = new Database(directory.resolve("messages.db"), StoreOptions.DEFAULT).openToRead();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA integrity_check")) {
            assertEquals("ok", row.getString(1), name);
        }
        return noticed;
    }

    @Test
    void whatIsLeftOfADeletedCustomerIsNotBroughtBack() throws Exception {
        ConversationId deleted = new ConversationId("customer-2");
        write(place.resolve("template"));
        directory = place.resolve("template").resolve("closed");
        Path killed = place.resolve("killed");
        try (SqliteStore store = open(Paces.NEVER, false)) {
            Digest digest = Formats.plain().ids().of(deleted);
            get(store.submit(Write.alone(session -> {
                session.delete(deleted, digest);
                return null;
            })));
            copy(directory, killed);
        }
        directory = killed;
        try (SqliteStore store = open(Paces.NEVER, true)) {
            Map<String, StoredMessage> left = new HashMap<>(written);
            left.values().removeIf(stored -> stored.message().conversation().equals(deleted));
            assertEquals(left.keySet(), read(store).keySet());
            assertEquals(doubted().stream().filter(entry -> !entry.message().to().equals(deleted)).toList(),
                    store.entries());
        }
        log.expect("set aside");
    }

    @Test
    void whereverASalvageIsKilledNothingIsLost() throws Exception {
        write(place.resolve("template"));
        directory = place.resolve("template").resolve("with log");
        Path working = directory;
        int half = 0;
        try (Fork fork = Fork.start(ForkedClasses.in(classes), place, SalvageForEver.class,
                directory.toString())) {
            assertEquals("salvaged", fork.line());
            for (int moment = 0; moment < MOMENTS; moment++) {
                fork.hold();
                directory = Files.createDirectory(place.resolve("moment " + moment));
                half += copyAll(working, directory) ? 1 : 0;
                fork.linesThere();
                fork.goOn();
                // How far the process gets meanwhile is anybody's guess.
                checkKilled();
            }
            fork.kill();
        }
        directory = working;
        checkKilled();
        assertTrue(half > 0, "no moment was in the middle of a salvage");
    }

    /** @return whether a salvage was going on */
    private static boolean copyAll(Path from, Path to) throws IOException {
        boolean half = false;
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!name.startsWith("messages-damaged") && !name.endsWith("-shm")) {
                    Files.copy(file, to.resolve(name));
                    half |= name.startsWith("messages-building") || name.startsWith("messages-ready");
                }
            }
        }
        return half;
    }

    private void checkKilled() throws Exception {
        try (SqliteStore store = open(Paces.NEVER, false)) {
            assertEquals(written, read(store));
            assertEquals(doubted(), store.entries());
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(List.of("messages.db", "messages.lock"),
                    files.map(path -> path.getFileName().toString())
                            .filter(name -> !name.startsWith("messages-damaged"))
                            .sorted().toList());
        }
    }

    @Test
    void aDamagedFileOfVersion1IsSalvagedToo() throws Exception {
        directory = Files.createDirectory(place.resolve("old"));
        Path file = directory.resolve("messages.db");
        try (Version1File old = new Version1File(file)) {
            for (int i = 0; i < CONVERSATIONS; i++) {
                old.conversation(i + 1, "customer-" + i, 90, 7, 0);
            }
            for (int i = 0; i < 600; i++) {
                old.message(message(i), i % CONVERSATIONS + 1, i % 50 != 7);
            }
        }
        byte[] all = Files.readAllBytes(file);
        Arrays.fill(all, all.length / 2 / PAGE * PAGE, (all.length / 2 / PAGE + 1) * PAGE, (byte) 0);
        Files.write(file, all);

        try (SqliteStore store = open(Paces.NEVER, true)) {
            Map<String, StoredMessage> found = read(store);
            assertTrue(found.size() > 550, found.size() + " messages");
            found.values().forEach(stored -> {
                int number = (int) stored.arrival() - 1;
                assertEquals(new StoredMessage(message(number), number + 1, number % 50 != 7), stored);
            });
        }
        log.expect("set aside");
    }

    @Test
    void aFileWhoseKeysCannotBeReadIsKeptAndAnEmptyOneBegins() throws Exception {
        source = keys;
        write(place.resolve("template"));
        try (Connection connection = new Database(directory.resolve("messages.db"), StoreOptions.DEFAULT)
                .openToWrite(); Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE meta SET value = x'0102' WHERE name = 'keys'");
            connection.commit();
        }
        byte[] before = Files.readAllBytes(directory.resolve("messages.db"));
        try (SqliteStore store = open(Paces.NEVER, false)) {
            assertEquals(0, store.size());
            assertTrue(store.isEncrypted());
            assertTrue(store.notices().get(0).contains("none of its messages"), store.notices().get(0));
        }
        assertArrayEquals(before, Files.readAllBytes(aside()));
        assertEquals(2, keys.keys.size(), "the old key stays");
        log.expect("set aside");
    }

    @Test
    void whereTheKeyIsMissingNothingIsSalvagedYet() throws Exception {
        source = keys;
        write(place.resolve("template"));
        byte[] before = Files.readAllBytes(directory.resolve("messages.db"));
        source = new MemoryKeys();
        StoreException refused = assertThrows(StoreException.class,
                () -> open(Paces.NEVER, true).close());
        assertTrue(refused.getMessage().contains("is not where keys are kept"), refused.getMessage());
        assertArrayEquals(before, Files.readAllBytes(directory.resolve("messages.db")));
        source = keys;
        try (SqliteStore store = open(Paces.NEVER, true)) {
            assertEquals(MOVED + PENDING, store.size());
        }
        log.expect("set aside");
    }
}
