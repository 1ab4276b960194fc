// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.chatdock.testkit.store.StoreMessages.fromAgent;
import static org.chatdock.testkit.store.StoreMessages.fromUser;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.SendState;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.Note;
import org.chatdock.api.store.StoredDraft;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.store.internal.seal.MemoryKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A store in the clear becomes an encrypted one when there is something that keeps its key. */
class EncryptingTest {
    private static final ConversationId ANN = new ConversationId("ann");
    private static final ConversationId BOB = new ConversationId("b\uD83D");
    private static final List<OutboxEntry> ENTRIES = List.of(Entries.waiting("z", "ann", "to be sent"),
            Entries.in(SendState.SENT, Entries.waiting("a", "ann", "to be sent \uD83D")),
            Entries.in(SendState.REFUSED, Entries.waiting("m", "ann", "to be sent later")));

    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    @TempDir
    Path directory;
    private final MemoryKeys keys = new MemoryKeys();
    private List<ConversationSummary> inbox;
    private List<StoredMessage> page;
    private List<Note> notes;

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private SqliteStore openPlain() {
        return new SqliteStore(directory, StoreOptions.DEFAULT, log.logger());
    }

    private SqliteStore openWithKeys() {
        return Sealed.open(directory, keys, Paces.NEVER, log.logger());
    }

    @BeforeEach
    void write() throws Exception {
        try (SqliteStore store = openPlain()) {
            for (int i = 0; i < 200; i++) {
                store.append(fromUser("ann", "a" + i, i / 2));
            }
            get(store.markRead(ANN));
            get(store.append(fromAgent("b\uD83D", "b", 7)));
            get(store.appendUnknown(fromUser("ann", "later", 300)));
            // To understand a message moves everything first.
            get(store.append(fromUser("ann", "later", 300)));
            get(store.put(ANN, new StoredDraft("draft of ann", 2, List.of())));
            get(store.setTags(BOB, Set.of("vip")));
            get(store.put(ENTRIES, null));
            get(store.addNote(BOB, null, "lin", "note on bob"));
            get(store.addNote(BOB, new MessageId("b"), "lin", "another"));
        }
        try (SqliteStore store = new SqliteStore(directory, StoreOptions.DEFAULT, null, Paces.NEVER, log.logger(),
                new ArrayList<>())) {
            get(store.appendUnknown(fromUser("ann", "pending", 1)));
            get(store.append(fromUser("ann", "pending too", 400)));
            inbox = store.conversations();
            page = store.page(ANN, null, 999);
            notes = store.notes(BOB);
        }
    }

    private void check(SqliteStore store) {
        assertEquals(inbox, store.conversations());
        assertEquals(page, store.page(ANN, null, 999));
        assertEquals(Map.of(ANN, new StoredDraft("draft of ann", 2, List.of())), store.drafts());
        assertEquals(ENTRIES, store.entries());
        assertEquals(Set.of("vip"), store.tags(BOB));
        assertEquals(notes, store.notes(BOB));
        assertEquals(page.stream().filter(each -> !each.understood()).toList(), store.unknown(0, 9));
    }

    private String files() throws Exception {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                all.append(file.getFileName()).append('\n')
                        .append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    @Test
    void everythingIsTakenOverAndNothingInTheClearStays() throws Exception {
        assertTrue(files().contains("text of a7"));
        try (SqliteStore store = openWithKeys()) {
            assertTrue(store.isEncrypted());
            check(store);
            assertEquals(Appended.DUPLICATE, get(store.append(fromUser("ann", "a7", 1))));
            assertEquals(Appended.UNDERSTOOD, get(store.append(fromUser("ann", "pending", 1))));
            assertEquals(1, store.notices().size());
            assertTrue(store.notices().get(0).contains("was not encrypted until"), store.notices().get(0));
        }
        String after = files();
        for (String secret : List.of("text of", "ann", "note on bob", "draft of", "to be sent")) {
            assertFalse(after.contains(secret), secret);
        }
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(List.of("messages.db", "messages.lock"),
                    left.map(path -> path.getFileName().toString()).sorted().toList());
        }
        try (SqliteStore store = openWithKeys()) {
            assertEquals(1, store.notices().size(), "nobody has seen it yet");
        }
        assertEquals(1, keys.keys.size());
    }

    @Test
    void withoutKeysOrIfConfiguredSoItStaysInTheClear() throws Exception {
        try (SqliteStore store = Sealed.open(directory, null, Paces.NEVER, log.logger())) {
            assertFalse(store.isEncrypted());
            check(store);
        }
        try (SqliteStore store = new SqliteStore(directory, StoreOptions.DEFAULT, keys, Paces.NEVER, log.logger(),
                new ArrayList<>())) {
            assertFalse(store.isEncrypted());
            check(store);
        }
        assertTrue(keys.keys.isEmpty());
    }

    @Test
    void whatCannotBeReadStopsItAndTheFileInTheClearStaysInUse() throws Exception {
        try (Connection connection = new Database(directory.resolve("messages.db"), StoreOptions.DEFAULT)
                .openToWrite(); Statement statement = connection.createStatement()) {
            assertEquals(1, statement.executeUpdate("UPDATE message SET body = x'07' WHERE arrival = 3"));
            connection.commit();
        }
        for (int i = 0; i < 2; i++) {
            try (SqliteStore store = openWithKeys()) {
                assertFalse(store.isEncrypted());
                assertEquals(1, store.notices().size());
                assertTrue(store.notices().get(0).contains("is not encrypted, although it should be"));
                assertEquals(Appended.DUPLICATE, get(store.append(fromUser("ann", "a7", 1))));
            }
            log.expect("stays unencrypted");
        }
        assertFalse(files().contains("messages-building"));
    }

    @Test
    void anEntryThatCannotBeReadStopsItToo() throws Exception {
        try (Connection connection = new Database(directory.resolve("messages.db"), StoreOptions.DEFAULT)
                .openToWrite(); Statement statement = connection.createStatement()) {
            assertEquals(1, statement.executeUpdate("UPDATE outbox SET body = x'07' WHERE id = 2"));
            connection.commit();
        }
        try (SqliteStore store = openWithKeys()) {
            assertFalse(store.isEncrypted());
            assertEquals(page, store.page(ANN, null, 999));
        }
        log.expect("stays unencrypted");
    }

    @Test
    void aKeySourceThatFailsIsNoReasonToDoWithoutTheStore() throws Exception {
        MemoryKeys forgetful = new MemoryKeys() {
            @Override
            public void save(String name, byte[] key) {
                throw new IllegalStateException("the keyring is locked");
            }
        };
        try (SqliteStore store = Sealed.open(directory, forgetful, Paces.NEVER, log.logger())) {
            assertFalse(store.isEncrypted());
            check(store);
            assertTrue(store.notices().get(0).contains("the keyring is locked"), store.notices().get(0));
        }
        log.expect("stays unencrypted");
    }

    /** Each state in which a process can be killed: the next one does the rest. */
    @Test
    void whereverItIsKilledTheNextOpeningGoesOn() throws Exception {
        Path complete = Files.createDirectory(directory.resolve("complete"));
        copy("messages.db", complete.resolve("plain"));
        openWithKeys().close();
        copy("messages.db", complete.resolve("encrypted"));
        String aside = FileExchange.PLAIN + "20260102-030405.db";
        List<Map<String, String>> states = List.of(
                Map.of("messages.db", "plain", "messages-building.db", "plain"),
                Map.of("messages.db", "plain", "messages-building.db", "encrypted"),
                Map.of("messages.db", "plain", "messages-ready." + aside, "encrypted"),
                Map.of(aside, "plain", "messages-ready." + aside, "encrypted"),
                Map.of(aside, "plain", "messages.db", "encrypted"),
                Map.of(aside, "plain", aside + "-wal", "plain", "messages.db", "encrypted"));
        for (Map<String, String> state : states) {
            directory = Files.createDirectory(complete.resolve("state " + states.indexOf(state)));
            for (Map.Entry<String, String> file : state.entrySet()) {
                Files.copy(complete.resolve(file.getValue()), directory.resolve(file.getKey()));
            }
            try (SqliteStore store = openWithKeys()) {
                assertTrue(store.isEncrypted(), state.toString());
                check(store);
            }
            assertFalse(files().contains("text of"), state.toString());
            try (Stream<Path> left = Files.list(directory)) {
                assertEquals(2, left.count(), state.toString());
            }
        }
    }

    private void copy(String name, Path to) throws Exception {
        Files.copy(directory.resolve(name), to);
    }
}
