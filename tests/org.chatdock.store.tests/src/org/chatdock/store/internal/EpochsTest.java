// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.chatdock.testkit.store.StoreMessages.fromUser;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.StoredMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is kept in many parts is read as if it were in one. */
class EpochsTest {
    private static final ConversationId ANN = new ConversationId("ann");
    private static final int BITS = 2;

    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    @TempDir
    Path directory;
    private SqliteStore store;

    @BeforeEach
    void open() throws Exception {
        TinyEpochs.create(directory, StoreOptions.DEFAULT, null, BITS);
        store = new SqliteStore(directory, StoreOptions.DEFAULT, Paces.NEVER, log.logger(),
                new CopyOnWriteArrayList<>());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void append(int time) throws Exception {
        store.append(fromUser("ann", "m" + time, time)).toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private void move() throws Exception {
        store.submit(new Write<>(session -> {
            session.move(1000);
            return null;
        })).toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private List<Integer> page(Integer before, int limit) {
        return store.page(ANN, before == null ? null : new MessageId("m" + before), limit).stream()
                .map(StoredMessage::message).map(message -> (int) message.time().getEpochSecond()).toList();
    }

    private List<Long> numbers(String query) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (Connection connection = new Database(directory.resolve(Database.FILE_NAME), StoreOptions.DEFAULT)
                .openToRead(); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                numbers.add(row.getLong(1));
            }
        }
        return numbers;
    }

    @Test
    void aPageIsPutTogetherFromAllOfThem() throws Exception {
        List<Integer> times = new ArrayList<>(IntStream.range(0, 60).boxed().toList());
        Collections.shuffle(times, new Random(1));
        for (int time : times) {
            append(time);
        }
        move();
        for (int limit : new int[] { 0, 1, 2, 7, 59, 60, 61 }) {
            assertEquals(IntStream.range(Math.max(0, 60 - limit), 60).boxed().toList(), page(null, limit));
            assertEquals(IntStream.range(Math.max(0, 31 - limit), 31).boxed().toList(), page(31, limit));
        }
        assertTrue(numbers("SELECT DISTINCT epoch FROM message").size() >= 15);
    }

    @Test
    void aLateMessageGoesToTheNewestAndIsReadWhereItBelongs() throws Exception {
        for (int time = 10; time < 30; time++) {
            append(time);
        }
        move();
        List<Long> before = numbers("SELECT DISTINCT epoch FROM message ORDER BY epoch");
        append(5);
        move();
        assertEquals(List.of(5, 10, 11), page(12, 9));
        List<Long> epoch = numbers("SELECT epoch FROM message WHERE seconds = 5");
        assertTrue(epoch.get(0) >= before.get(before.size() - 1), epoch + " after " + before);
        assertEquals(numbers("SELECT arrival >> " + BITS + " FROM message ORDER BY arrival"),
                numbers("SELECT epoch FROM message ORDER BY arrival"));
    }

    @Test
    void aNewFileHasLargeOnes() throws Exception {
        Path other = directory.resolve("other");
        new SqliteStore(other, StoreOptions.DEFAULT, log.logger()).close();
        directory = other;
        assertTrue(numbers("SELECT epoch_bits FROM progress").get(0) >= 16);
    }
}
