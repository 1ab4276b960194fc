// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.StoreException;
import org.chatdock.api.store.StoredMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a process has acknowledged survives its being killed, whenever that happens. */
class KillTest {
    private static final int PROCESSES = 8;
    /** How often each is held, to look at what a kill at that moment would have left. Its end is a real kill. */
    private static final int MOMENTS = 24;

    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    @TempDir
    Path classes;
    @TempDir
    Path directory;
    @TempDir
    Path moments;

    @Test
    void whatWasAcknowledgedIsThereOnce() throws Exception {
        long seed = Long.getLong("chatdock.seed", System.nanoTime());
        System.out.println("KillTest: -Dchatdock.seed=" + seed);
        Random random = new Random(seed);
        String classPath = Fork.classPath(classes);
        Set<String> acknowledged = new HashSet<>();
        fillUpIds();
        int points = 0;
        for (int number = 0; number < PROCESSES; number++) {
            try (Fork fork = Fork.start(classPath, AppendForEver.class, directory.toString(), "r" + number + "-")) {
                assertEquals("opened", fork.line());
                for (int moment = 0; moment < MOMENTS; moment++) {
                    for (int i = random.nextInt(100); i >= 0; i--) {
                        acknowledged.add(said(fork.line()));
                    }
                    fork.hold();
                    fork.linesThere().forEach(line -> acknowledged.add(said(line)));
                    Path copy = copy(moments.resolve("moment" + points++));
                    fork.goOn();
                    check(copy, acknowledged);
                }
                fork.kill().forEach(line -> acknowledged.add(said(line)));
            }
            points++;
            check(directory, acknowledged);
        }
        assertEquals(200, points);
    }

    /** With ids whose messages are gone, so that the first process soon completes an epoch of them. */
    private void fillUpIds() throws Exception {
        Formats formats = Formats.plain();
        Map<Digest, Place> ids = new HashMap<>();
        for (int i = 0; i < IdFilter.EPOCH_IDS - 300; i++) {
            ids.put(formats.ids().of(new MessageId("gone " + i)), new Place(1, new Position(Instant.EPOCH, 1)));
        }
        try (Connection connection = new Database(directory.resolve(Database.FILE_NAME), StoreOptions.DEFAULT)
                .openToWrite()) {
            Schema.create(connection, formats);
            Statements statements = new Statements(connection);
            new IdWriter(statements).write(new IdIndex(), ids);
            connection.commit();
            statements.closeStatements();
        }
    }

    private static String said(String line) {
        assertNotNull(line, "the process ended by itself");
        assertTrue(line.startsWith("r"), line);
        return line;
    }

    /** The shared memory file is left out: no process would have kept it. */
    private Path copy(Path to) throws IOException {
        Files.createDirectory(to);
        for (String name : List.of(Database.FILE_NAME, Database.FILE_NAME + "-wal")) {
            Files.copy(directory.resolve(name), to.resolve(name));
        }
        return to;
    }

    private void check(Path where, Set<String> acknowledged) throws Exception {
        try (SqliteStore store = new SqliteStore(where, StoreOptions.DEFAULT, log.logger())) {
            Set<String> found = new HashSet<>();
            for (ConversationSummary conversation : store.conversations()) {
                List<StoredMessage> page = store.page(conversation.id(), null, Integer.MAX_VALUE);
                StoredMessage before = null;
                for (StoredMessage stored : page) {
                    assertTrue(found.add(stored.message().id().value()), "twice");
                    assertTrue(before == null || isBefore(before, stored), "not in order");
                    assertTrue(stored.understood() || !acknowledged.contains(stored.message().id().value()));
                    before = stored;
                }
                assertEquals(page.size(), conversation.unread());
                assertEquals(before, conversation.last());
            }
            for (String id : acknowledged) {
                assertTrue(found.contains(id), () -> id + " is lost");
            }
            String some = acknowledged.iterator().next();
            assertTrue(store.find(new MessageId(some)).isPresent());
            assertEquals(found.size(), store.size());
        }
        assertEquals("ok", integrity(where));
    }

    private static boolean isBefore(StoredMessage first, StoredMessage second) {
        int byTime = first.message().time().compareTo(second.message().time());
        return byTime != 0 ? byTime < 0 : first.arrival() < second.arrival();
    }

    private static String integrity(Path where) throws Exception {
        Database database = new Database(where.resolve(Database.FILE_NAME), StoreOptions.DEFAULT);
        try (Connection connection = database.openToRead();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA integrity_check")) {
            return row.next() ? row.getString(1) : "nothing";
        }
    }

    @Test
    void aSecondProcessIsRefusedUntilTheFirstIsKilled() throws Exception {
        try (Fork fork = Fork.start(Fork.classPath(classes), AppendForEver.class, directory.toString(), "r")) {
            assertEquals("opened", fork.line());

            StoreException refused = assertThrows(StoreException.class,
                    () -> new SqliteStore(directory, StoreOptions.DEFAULT, log.logger()).close());

            assertTrue(refused.getMessage().contains("in use by another process"), refused.getMessage());
            fork.kill();
            new SqliteStore(directory, StoreOptions.DEFAULT, log.logger()).close();
        }
    }
}
