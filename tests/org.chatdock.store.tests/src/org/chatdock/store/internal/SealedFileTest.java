// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.chatdock.testkit.store.StoreMessages.fromUser;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.chatdock.api.customer.Customer;
import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.sending.ClientId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendState;
import org.chatdock.api.store.Revision;
import org.chatdock.api.store.StoreException;
import org.chatdock.api.store.StoredDraft;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.store.internal.StoreOptions.Encryption;
import org.chatdock.store.internal.seal.MemoryKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What an encrypted store's files tell, and what happens when somebody changes them or the key is not there. */
class SealedFileTest {
    /** What must not be found: every text of the messages below has one of these in it. */
    private static final List<String> SECRETS = List.of("cUsToMeR", "mEsSaGe", "sEnDeR", "rEcEiVeR", "cOnTeNt",
            "pIcTuRe", "fIlEuRl", "mEdIaId", "eXtRaKeY", "eXtRaVaLuE", "kInDoFtYpE", "cLiEnTiD",
            "\u5BA2\u6237\u7684\u79D8\u5BC6");

    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    @TempDir
    Path directory;
    private final MemoryKeys keys = new MemoryKeys();

    private SqliteStore open(Pace pace) {
        return Sealed.open(directory, keys, pace, log.logger());
    }

    private SqliteStore open(StoreOptions options) {
        return new SqliteStore(directory, options, keys, Pace.DEFAULT, log.logger(), new CopyOnWriteArrayList<>());
    }

    private Path file() {
        return directory.resolve("messages.db");
    }

    private static Message secret(int conversation, int number, int length) {
        return new Message(new MessageId("mEsSaGe-" + number), new ConversationId("cUsToMeR-" + conversation),
                "sEnDeR-" + number, "rEcEiVeR", number % 3 == 0 ? "2" : "1", "kInDoFtYpE",
                "cOnTeNt \u5BA2\u6237\u7684\u79D8\u5BC6 ".repeat(length),
                new Attachment("pIcTuRe", "fIlEuRl", "mEdIaId"), Instant.ofEpochSecond(number),
                Map.of("eXtRaKeY", "eXtRaVaLuE"));
    }

    private static void append(SqliteStore store, Message message) throws Exception {
        store.append(message).toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private List<String> found() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path each : files.toList()) {
                // One char for each byte, so that any encoding can be looked for.
                String bytes = Files.isDirectory(each) ? ""
                        : new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1);
                for (String secret : SECRETS) {
                    for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE,
                            StandardCharsets.UTF_16BE)) {
                        if (bytes.contains(new String(secret.getBytes(charset), StandardCharsets.ISO_8859_1))) {
                            found.add(secret + " in " + each.getFileName());
                        }
                    }
                }
            }
        }
        return found;
    }

    private void writeAll(SqliteStore store) throws Exception {
        for (int i = 0; i < 300; i++) {
            append(store, secret(i % 7, i, i % 50 == 0 ? 1000 : 3));
        }
        store.appendUnknown(secret(3, 1000, 1)).toCompletableFuture().get(60, TimeUnit.SECONDS);
        append(store, secret(3, 1000, 2));
        ConversationId conversation = new ConversationId("cUsToMeR-1");
        await(store.markRead(conversation));
        await(store.put(conversation, new StoredDraft("cOnTeNt of a draft", 3,
                List.of(new Attachment("pIcTuRe", "fIlEuRl", "mEdIaId")))));
        await(store.addNote(conversation, new MessageId("mEsSaGe-1"), "sEnDeR", "cOnTeNt of a note"));
        await(store.setTags(conversation, Set.of("cOnTeNt-tag")));
        await(store.putCustomers(Map.of(conversation, new Customer("cUsToMeR name", "cUsToMeR detail"))));
        ClientId id = new ClientId("cLiEnTiD");
        OutboxEntry entry = OutboxEntry.waiting(id, id, new Outgoing(conversation, "kInDoFtYpE", "cOnTeNt to be sent",
                new Attachment("pIcTuRe", "fIlEuRl", "mEdIaId")), Instant.EPOCH);
        await(store.put(List.of(entry), null));
        await(store.update(List.of(new OutboxEntry(id, id, entry.message(), Instant.EPOCH, SendState.UNKNOWN, null,
                "cOnTeNt of the service", 1, "sEnDeR", new MessageId("mEsSaGe-1"), null))));
        ClientId settled = new ClientId("cLiEnTiD-2");
        await(store.put(List.of(OutboxEntry.waiting(settled, id, entry.message(), Instant.EPOCH)), null));
        await(store.settle(settled, secret(1, 1, 1), null));
        await(store.revise(Revision.edit(new MessageId("mEsSaGe-5"), 1, "cOnTeNt of an edit")));
        await(store.revise(Revision.edit(new MessageId("mEsSaGe-5000"), 1, "cOnTeNt that waits")));
    }

    private static <T> T await(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void noFileTellsAnything() throws Exception {
        for (Pace pace : List.of(Paces.NEVER, Paces.ALWAYS)) {
            // Of the first pace nothing is left that the second one would find to be there already.
            directory = Files.createDirectory(directory.resolve("next"));
            try (SqliteStore store = open(pace)) {
                writeAll(store);
                assertTrue(Files.size(directory.resolve("messages.db-wal")) > 0);
                assertEquals(List.of(), found());
            }
            assertEquals(List.of(), found());
        }
    }

    /** Or else the test above would find nothing in anything. */
    @Test
    void aFileInTheClearTellsAll() throws Exception {
        try (SqliteStore store = open(StoreOptions.DEFAULT)) {
            writeAll(store);
        }
        for (String secret : SECRETS) {
            assertTrue(found().toString().contains(secret), secret);
        }
    }

    @Test
    void whatWasWrittenIsReadWithTheKeyWhateverIsConfiguredForNewFiles() throws Exception {
        try (SqliteStore store = open(Paces.NEVER)) {
            writeAll(store);
        }
        for (StoreOptions options : List.of(Sealed.OPTIONS, StoreOptions.DEFAULT)) {
            try (SqliteStore store = open(options)) {
                assertEquals(301, store.size());
                assertEquals(7, store.conversations().size());
                assertEquals(secret(3, 1000, 2), store.find(new MessageId("mEsSaGe-1000")).orElseThrow().message());
                assertEquals(7, store.lastReceived().size());
            }
        }
        assertEquals(List.of(), found());
        assertEquals(1, keys.keys.size());
    }

    private StoreException refused(StoreOptions options, MemoryKeys source, String... parts) throws IOException {
        byte[] before = Files.exists(file()) ? Files.readAllBytes(file()) : null;
        StoreException refused = assertThrows(StoreException.class, () -> new SqliteStore(directory, options, source,
                Pace.DEFAULT, log.logger(), new CopyOnWriteArrayList<>()).close());
        for (String part : parts) {
            assertTrue(refused.getMessage().contains(part), refused.getMessage());
        }
        if (before != null) {
            assertArrayEquals(before, Files.readAllBytes(file()));
        }
        return refused;
    }

    @Test
    void withoutItsKeyItIsRefusedUntouched() throws Exception {
        try (SqliteStore store = open(Paces.NEVER)) {
            append(store, secret(1, 1, 1));
        }
        refused(Sealed.OPTIONS, null, "nothing here keeps its key");
        refused(StoreOptions.DEFAULT, null, "nothing here keeps its key");
        refused(Sealed.OPTIONS, new MemoryKeys(), "is not where keys are kept", "set abandon to");
        MemoryKeys wrong = new MemoryKeys();
        keys.keys.keySet().forEach(name -> wrong.save(name, new byte[32]));
        refused(Sealed.OPTIONS, wrong, "is not the one it was written with");
        try (SqliteStore store = open(Sealed.OPTIONS)) {
            assertEquals(1, store.size());
        }
    }

    @Test
    void whereNothingKeepsAKeyNoNewFileBegins() throws Exception {
        refused(Sealed.OPTIONS, null, "set encryption to NONE");
        try (SqliteStore store = open(StoreOptions.DEFAULT)) {
            append(store, fromUser("ann", "1", 1));
        }
        assertTrue(keys.keys.isEmpty());
    }

    @Test
    void aFileWhoseKeyIsLostIsSetAsideIfItIsTheOneThatIsNamed() throws Exception {
        try (SqliteStore store = open(Paces.NEVER)) {
            append(store, secret(1, 1, 1));
        }
        Map<String, byte[]> lost = Map.copyOf(keys.keys);
        keys.keys.clear();
        String said = refused(Sealed.OPTIONS, keys, "set abandon to").getMessage();
        String id = said.replaceAll(".*set abandon to ([0-9a-f]+) .*", "$1");
        refused(Sealed.OPTIONS.abandoning(id.replace(id.charAt(0), 'x')), keys, "abandon");
        StoreOptions abandon = Sealed.OPTIONS.abandoning(id);

        try (SqliteStore store = open(abandon)) {
            assertEquals(0, store.size());
            append(store, secret(1, 2, 1));
        }
        log.expect("set aside");
        try (SqliteStore store = open(abandon)) {
            assertEquals(1, store.size(), "the new one is not meant");
        }

        Path aside;
        try (Stream<Path> files = Files.list(directory)) {
            aside = files.filter(each -> each.getFileName().toString().matches("messages-abandoned-\\d{8}-\\d{6}\\.db"))
                    .findFirst().orElseThrow();
        }
        // A key that is found again opens it.
        keys.keys.putAll(lost);
        Path other = Files.createDirectory(directory.resolve("other"));
        Files.move(aside, other.resolve("messages.db"));
        try (SqliteStore store = Sealed.open(other, keys, Pace.DEFAULT, log.logger())) {
            assertEquals(Optional.of(secret(1, 1, 1)),
                    store.find(new MessageId("mEsSaGe-1")).map(each -> each.message()));
        }
    }

    private void onFile(String... sql) throws SQLException {
        try (Connection connection = new Database(file(), StoreOptions.DEFAULT).openToWrite();
                Statement statement = connection.createStatement()) {
            for (String each : sql) {
                assertTrue(statement.executeUpdate(each) > 0, each);
            }
            connection.commit();
        }
    }

    private void writeTwoConversations() throws Exception {
        try (SqliteStore store = open(Paces.ALWAYS)) {
            for (int i = 0; i < 6; i++) {
                append(store, secret(i % 2, i, 1));
            }
            moveAll(store);
        }
    }

    /** To understand a message moves everything first. */
    private static void moveAll(SqliteStore store) throws Exception {
        store.appendUnknown(secret(5, 100, 1)).toCompletableFuture().get(60, TimeUnit.SECONDS);
        append(store, secret(5, 100, 1));
    }

    private void broken(String conversation, String words) {
        try (SqliteStore store = open(Paces.NEVER)) {
            StoreException broken = assertThrows(StoreException.class,
                    () -> store.page(new ConversationId(conversation), null, 10));
            assertTrue(broken.getMessage().contains(words), broken.getMessage());
            SECRETS.forEach(secret -> assertFalse(broken.getMessage().contains(secret), broken.getMessage()));
        }
    }

    @Test
    void bodiesThatWereSwappedAreNoticed() throws Exception {
        writeTwoConversations();
        onFile("UPDATE message SET body = (SELECT body FROM message WHERE arrival = 2) WHERE arrival = 1");

        broken("cUsToMeR-0", "1970-01-01T00:00:00Z");
    }

    @Test
    void aMessageThatWasMovedToAnotherTimeOrConversationIsNoticed() throws Exception {
        writeTwoConversations();
        onFile("UPDATE message SET seconds = seconds + 1 WHERE arrival = 3");
        broken("cUsToMeR-0", "cannot be read");

        onFile("UPDATE message SET seconds = seconds - 1 WHERE arrival = 3");
        onFile("UPDATE message SET conversation = 2 WHERE arrival = 3");
        broken("cUsToMeR-1", "cannot be read");
    }

    @Test
    void conversationsThatWereSwappedAreNoticed() throws Exception {
        writeTwoConversations();
        onFile("UPDATE conversation SET id = x'00' WHERE key = 1",
                "UPDATE conversation SET id = (SELECT id FROM conversation WHERE key = 2) || x'' WHERE key = 3");

        try (SqliteStore store = open(Paces.NEVER)) {
            assertThrows(StoreException.class, store::conversations);
        }
    }

    @Test
    void anInboxThatWasChangedOrMovedIsNotBelieved() throws Exception {
        for (String change : List.of("UPDATE inbox SET key = key + 1 WHERE key = 2",
                "UPDATE inbox SET events = x'01' WHERE key = 2")) {
            directory = Files.createDirectory(directory.resolve("next"));
            try (SqliteStore store = open(Paces.NEVER)) {
                append(store, secret(1, 1, 1));
                append(store, secret(1, 2, 1));
            }
            onFile(change);
            try (SqliteStore store = open(Paces.NEVER)) {
                assertEquals(List.of(secret(1, 1, 1)), store.page(new ConversationId("cUsToMeR-1"), null, 9).stream()
                        .map(StoredMessage::message).toList());
                assertTrue(store.isEncrypted());
                assertTrue(store.notices().get(0).contains("1 messages that could be read"), store.notices().get(0));
            }
            log.expect("set aside");
            assertEquals(List.of(), found());
        }
        assertEquals(2, keys.keys.size(), "the salvaged ones have the keys of the damaged ones");
    }

    /** What version 1 has written was in the clear. */
    @Test
    void aFileOfVersion1IsEncryptedAndNothingOfItStays() throws Exception {
        try (Version1File old = new Version1File(file())) {
            old.conversation(1, "cUsToMeR-0", 300, 200, 0);
            for (int i = 0; i < 300; i++) {
                old.message(secret(0, i, 1 + i % 200), 1, true);
            }
        }
        assertFalse(found().isEmpty());

        try (SqliteStore store = open(Sealed.OPTIONS)) {
            assertTrue(store.isEncrypted());
            assertEquals(300, store.size());
            assertEquals(secret(0, 299, 100), store.find(new MessageId("mEsSaGe-299")).orElseThrow().message());
        }
        assertEquals(List.of(), found());
    }
}
