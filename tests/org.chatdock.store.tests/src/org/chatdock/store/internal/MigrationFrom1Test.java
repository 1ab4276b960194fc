// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.chatdock.testkit.store.StoreMessages.fromAgent;
import static org.chatdock.testkit.store.StoreMessages.fromUser;
import static org.chatdock.testkit.store.StoreMessages.withContent;
import static org.chatdock.testkit.store.StoreMessages.withExtra;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.ConversationState;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.StoredMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A file of version 1 becomes one of today, without loss, whenever the process is killed. */
class MigrationFrom1Test {
    private static final String ODD = "half \uD83D and \0";
    private static final ConversationId ANN = new ConversationId("ann");
    private static final Message FIRST = withExtra(withContent(fromUser("ann", "1", 5), ODD),
            Map.of("price", new BigDecimal("1.500")));
    private static final Message ANSWER = fromAgent("ann", "2", 9);
    private static final Message LATE = fromUser("ann", "3", 2);
    private static final Message UNKNOWN = fromUser("ann", ODD, 11);
    private static final Message OTHER = fromUser(ODD, "5", 1);

    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve(Database.FILE_NAME);
    }

    private SqliteStore open() {
        return new SqliteStore(directory, StoreOptions.DEFAULT, log.logger());
    }

    private void write() throws SQLException {
        try (Version1File old = new Version1File(file())) {
            old.conversation(1, "ann", 4, 2, 1);
            old.conversation(2, ODD, 1, 1, 0);
            old.conversation(3, "emptied", 0, 0, 0);
            old.message(FIRST, 1, true);
            old.message(ANSWER, 1, true);
            old.message(LATE, 1, true);
            old.message(UNKNOWN, 1, false);
            old.message(OTHER, 2, true);
        }
    }

    private static void check(SqliteStore store) {
        assertEquals(5, store.size());
        assertEquals(List.of(LATE, FIRST, ANSWER, UNKNOWN),
                store.page(ANN, null, 9).stream().map(StoredMessage::message).toList());
        assertEquals(List.of(3L, 1L, 2L, 4L), store.page(ANN, null, 9).stream().map(StoredMessage::arrival).toList());
        assertEquals(List.of(LATE, FIRST),
                store.page(ANN, ANSWER.id(), 9).stream().map(StoredMessage::message).toList());
        assertEquals(OTHER, store.find(OTHER.id()).orElseThrow().message());
        assertEquals(List.of(UNKNOWN), store.unknown(0, 9).stream().map(StoredMessage::message).toList());
        assertEquals(Map.of(ANN, UNKNOWN.id(), new ConversationId(ODD), OTHER.id()), store.lastReceived());
        StoredMessage last = new StoredMessage(UNKNOWN, 4, false);
        assertEquals(List.of(summary(ANN, last, 2, 1, 11),
                summary(new ConversationId(ODD), new StoredMessage(OTHER, 5, true), 1, 0, 1)), store.conversations());
    }

    private static ConversationSummary summary(ConversationId id, StoredMessage last, int unread, long readTo,
            long waitingSince) {
        return new ConversationSummary(id, last, unread, readTo, Instant.ofEpochSecond(waitingSince), null,
                ConversationState.OPEN, "", Set.of());
    }

    @Test
    void everythingIsThereAfterwards() throws Exception {
        write();

        try (SqliteStore store = open()) {
            check(store);
        }

        try (SqliteStore store = open()) {
            check(store);
            assertEquals(Appended.DUPLICATE, append(store, FIRST));
            assertEquals(Appended.UNDERSTOOD, append(store, UNKNOWN));
            assertEquals(Appended.ADDED, append(store, fromUser("emptied", "6", 1)));
            assertEquals(6, store.find(new MessageId("6")).orElseThrow().arrival());
        }
        assertEquals(0, number("SELECT count(*) FROM sqlite_schema WHERE name IN ('message_1', 'conversation_1')"));
        assertEquals(Schema.VERSION, number("PRAGMA user_version"));
    }

    private static Appended append(SqliteStore store, Message message) throws Exception {
        return store.append(message).toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private int number(String query) throws SQLException {
        try (Connection connection = new Database(file(), StoreOptions.DEFAULT).openToRead();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.getInt(1);
        }
    }

    /** Breaks off in the middle, as a kill does: what is in the files then is what the next process finds. */
    @Test
    void aMigrationThatWasKilledBeginsAnew() throws Exception {
        write();
        Formats formats = Formats.plain();
        Formats breaking = new Formats(formats.bodies(), id -> {
            if (id.equals(UNKNOWN.id().value())) {
                throw new IllegalStateException("killed");
            }
            return formats.ids().of(id);
        }, formats.names(), formats.rows(), formats.tokens());
        Path killed = Files.createDirectory(directory.resolve("killed"));
        try (Connection connection = new Database(file(), StoreOptions.DEFAULT).openToWrite();
                Statement statement = connection.createStatement()) {
            // So that what is not committed reaches the file, too.
            statement.execute("PRAGMA cache_size = 1");
            assertThrows(IllegalStateException.class, () -> Schema.create(connection, FormatChoice.of(breaking)));
            for (String name : List.of(Database.FILE_NAME, Database.FILE_NAME + "-wal")) {
                Files.copy(directory.resolve(name), killed.resolve(name));
            }
        }
        assertTrue(Files.size(killed.resolve(Database.FILE_NAME + "-wal")) > 0);
        assertFalse(Files.exists(killed.resolve(Database.FILE_NAME + "-shm")));
        directory = killed;
        assertEquals(1, number("PRAGMA user_version"));

        try (SqliteStore store = open()) {
            check(store);
        }
    }

    @Test
    void moreIdsThanAnEpochHoldsAreAllKnown() throws Exception {
        int count = IdFilter.EPOCH_IDS + 10;
        try (Version1File old = new Version1File(file())) {
            old.conversation(1, "ann", count, count, 0);
            for (int i = 0; i < count; i++) {
                old.message(fromUser("ann", "m" + i, i / 3), 1, true);
            }
        }

        try (SqliteStore store = open()) {
            assertEquals(count, store.size());
            for (int i = 0; i < count; i += 97) {
                assertEquals(i / 3, store.find(new MessageId("m" + i)).orElseThrow().message().time().getEpochSecond());
            }
            assertEquals(Appended.DUPLICATE, append(store, fromUser("ann", "m" + (count - 1), 1)));
            assertEquals(Appended.DUPLICATE, append(store, fromUser("ann", "m0", 1)));
        }
    }
}
