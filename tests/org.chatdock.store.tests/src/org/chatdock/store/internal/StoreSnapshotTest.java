// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.chatdock.testkit.store.StoreMessages.fromUser;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.Appended;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.StoredMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is read is of one moment, while messages arrive and are moved. */
class StoreSnapshotTest {
    private static final int MESSAGES = 8_000;
    private static final int CONVERSATIONS = 5;

    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    @TempDir
    Path directory;
    private SqliteStore store;

    @BeforeEach
    void open() {
        store = new SqliteStore(directory, StoreOptions.DEFAULT, Paces.ALWAYS, log.logger(),
                new CopyOnWriteArrayList<>());
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** Message n goes to conversation n modulo 5, in order: so at every moment all is there up to some n. */
    @Test
    void everyAnswerIsOfOneMoment() throws Exception {
        List<CompletionStage<Appended>> stages = new ArrayList<>();
        Thread appending = new Thread(() -> {
            for (int i = 0; i < MESSAGES; i++) {
                CompletionStage<Appended> stage = store.append(fromUser("c" + i % CONVERSATIONS, "m" + i, i));
                if (i % 20 == 0) {
                    stage.toCompletableFuture().join();
                }
                stages.add(stage);
            }
        });
        appending.start();
        int reads = 0;
        long seen = 0;
        while (appending.isAlive()) {
            long before = store.size();
            seen = checkList(before, seen);
            checkPage("c" + reads % CONVERSATIONS);
            if (before > 0) {
                assertTrue(store.find(new MessageId("m" + (before - 1))).isPresent());
            }
            reads++;
        }
        appending.join();
        for (CompletionStage<Appended> stage : stages) {
            assertEquals(Appended.ADDED, stage.toCompletableFuture().get(60, TimeUnit.SECONDS));
        }
        assertEquals(MESSAGES, checkList(MESSAGES, seen));
        assertTrue(reads > 20, reads + " reads only");
    }

    /** @return how many messages the list shows */
    private long checkList(long atLeast, long seenBefore) {
        List<ConversationSummary> list = store.conversations();
        long unread = list.stream().mapToLong(ConversationSummary::unread).sum();
        assertTrue(unread >= atLeast && unread >= seenBefore, unread + " after " + atLeast);
        // The newest of the conversations are the last numbers, one each.
        for (int i = 0; i < list.size(); i++) {
            assertEquals("m" + (unread - 1 - i), list.get(i).last().message().id().value());
        }
        return unread;
    }

    private void checkPage(String conversation) {
        List<StoredMessage> page = store.page(new ConversationId(conversation), null, 300);
        for (int i = 1; i < page.size(); i++) {
            long earlier = page.get(i - 1).message().time().getEpochSecond();
            assertEquals(earlier + CONVERSATIONS, page.get(i).message().time().getEpochSecond());
        }
    }
}
