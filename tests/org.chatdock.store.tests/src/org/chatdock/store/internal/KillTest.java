// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
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
    private static final int KILLS = 10;

    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    @TempDir
    Path classes;
    @TempDir
    Path directory;

    @Test
    void whatWasAcknowledgedIsThereOnce() throws Exception {
        long seed = Long.getLong("chatdock.seed", System.nanoTime());
        System.out.println("KillTest: -Dchatdock.seed=" + seed);
        Random random = new Random(seed);
        String classPath = Fork.classPath(classes);
        Set<String> acknowledged = new HashSet<>();

        for (int round = 0; round < KILLS; round++) {
            try (Fork fork = Fork.start(classPath, AppendForEver.class, directory.toString(), "r" + round + "-")) {
                assertEquals("opened", fork.line());
                int before = random.nextInt(2000);
                for (int i = 0; i < before; i++) {
                    acknowledged.add(said(fork.line()));
                }
                List<String> rest = fork.kill();
                rest.forEach(line -> acknowledged.add(said(line)));
            }
            check(acknowledged);
        }
    }

    private static String said(String line) {
        assertNotNull(line, "the process ended by itself");
        assertTrue(line.startsWith("r"), line);
        return line;
    }

    private void check(Set<String> acknowledged) throws Exception {
        try (SqliteStore store = new SqliteStore(directory, StoreOptions.DEFAULT, log.logger())) {
            for (String id : acknowledged) {
                assertTrue(store.find(new MessageId(id)).isPresent(), () -> id + " is lost");
            }
            Set<String> found = new HashSet<>();
            for (ConversationSummary conversation : store.conversations()) {
                List<StoredMessage> page = store.page(conversation.id(), null, Integer.MAX_VALUE);
                page.forEach(stored -> assertTrue(found.add(stored.message().id().value()), "twice"));
                assertEquals(page.size(), conversation.unread());
                assertEquals(page.get(page.size() - 1), conversation.last());
            }
            assertEquals(found.size(), store.size());
        }
        assertEquals("ok", integrity());
    }

    private String integrity() throws Exception {
        Database database = new Database(directory.resolve(Database.FILE_NAME), StoreOptions.DEFAULT);
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
