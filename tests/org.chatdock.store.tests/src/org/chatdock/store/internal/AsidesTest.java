// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import static org.chatdock.testkit.store.StoreMessages.fromUser;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.Note;
import org.chatdock.api.store.StoreException;
import org.chatdock.api.store.StoredDraft;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Drafts, notes and tags. */
class AsidesTest {
    private static final ConversationId ANN = new ConversationId("ann");
    private static final ConversationId BOB = new ConversationId("\u5ba2\u6237\ud800");
    private static final StoredDraft DRAFT = new StoredDraft("h\u00e9llo \ud83d\ude00 half \udc00", 5,
            List.of(new Attachment("https://example.com/a.png", "", ""), new Attachment("", "", "media")));

    @RegisterExtension
    final RecordedLog log = new RecordedLog();
    @TempDir
    Path directory;
    private SqliteStore store;

    @BeforeEach
    void open() {
        store = new SqliteStore(directory, StoreOptions.DEFAULT, log.logger());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void reopen() {
        close();
        open();
    }

    private static <T> T done(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static StoredDraft draft(String text) {
        return new StoredDraft(text, 0, List.of());
    }

    @Test
    void draftsAreThereAfterARestart() throws Exception {
        done(store.put(ANN, DRAFT));
        done(store.put(BOB, draft("other")));
        assertEquals(Map.of(ANN, DRAFT, BOB, draft("other")), store.drafts());
        reopen();
        assertEquals(Map.of(ANN, DRAFT, BOB, draft("other")), store.drafts());
    }

    @Test
    void aConversationHasOneDraft() throws Exception {
        for (int i = 0; i < 50; i++) {
            store.put(ANN, draft("text " + i));
        }
        done(store.put(ANN, DRAFT));
        assertEquals(Map.of(ANN, DRAFT), store.drafts());
    }

    @Test
    void removedAndEmptyDraftsAreGone() throws Exception {
        store.put(ANN, DRAFT);
        store.put(BOB, DRAFT);
        store.remove(ANN);
        done(store.put(BOB, draft("")));
        assertEquals(Map.of(), store.drafts());
        done(store.remove(ANN));
    }

    @Test
    void aDraftMakesNoConversation() throws Exception {
        done(store.put(ANN, DRAFT));
        done(store.addNote(ANN, null, "lin", "calls in the morning"));
        assertEquals(List.of(), store.conversations());
        assertEquals(0, store.size());
    }

    @Test
    void draftsAndMessagesShareATransactionAndNeitherIsLost() throws Exception {
        List<CompletionStage<?>> stages = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            stages.add(store.append(fromUser("ann", "" + i, i)));
            stages.add(store.put(new ConversationId("c" + i % 7), draft("text " + i)));
            if (i % 50 == 0) {
                stages.add(store.appendUnknown(fromUser("ann", "u" + i, i)));
                stages.add(store.append(fromUser("ann", "u" + i, i)));
            }
        }
        for (CompletionStage<?> stage : stages) {
            done(stage);
        }
        reopen();
        assertEquals(510, store.size());
        assertEquals(7, store.drafts().size());
        assertEquals(draft("text 499"), store.drafts().get(new ConversationId("c" + 499 % 7)));
    }

    @Test
    void notesAreKeptInOrderForTheirConversation() throws Exception {
        Note one = done(store.addNote(ANN, null, "lin", "calls in the morning"));
        Note two = done(store.addNote(ANN, new MessageId("77"), "\u6797", "ask again \ud83d\ude00"));
        Note other = done(store.addNote(BOB, null, "lin", "new"));
        assertTrue(Duration.between(one.time(), Instant.now()).abs().compareTo(Duration.ofMinutes(5)) < 0);
        reopen();
        assertEquals(List.of(one, two), store.notes(ANN));
        assertEquals(List.of(other), store.notes(BOB));
        assertEquals("77", two.message().value());
        done(store.removeNote(one.id()));
        done(store.removeNote(one.id()));
        assertEquals(List.of(two), store.notes(ANN));
        assertTrue(done(store.addNote(ANN, null, "lin", "later")).id() > other.id(), "Ids are not used again.");
    }

    @Test
    void tagsReplaceEachOther() throws Exception {
        assertEquals(Set.of(), store.tags(ANN));
        done(store.setTags(ANN, Set.of("vip", "\u9000\u6b3e")));
        reopen();
        assertEquals(Set.of("vip", "\u9000\u6b3e"), store.tags(ANN));
        done(store.setTags(ANN, Set.of("new")));
        assertEquals(Set.of("new"), store.tags(ANN));
        assertEquals(Set.of(), store.tags(BOB));
    }

    @Test
    void whoListensIsToldOfNotesAndTagsButNotOfDrafts() throws Exception {
        List<Set<ConversationId>> told = Collections.synchronizedList(new ArrayList<>());
        store.addListener(change -> told.add(change.conversations()));
        done(store.put(ANN, DRAFT));
        Note note = done(store.addNote(ANN, null, "lin", "calls in the morning"));
        done(store.setTags(BOB, Set.of("vip")));
        done(store.removeNote(note.id()));
        close();
        List<ConversationId> all = told.stream().flatMap(Set::stream).toList();
        assertEquals(Set.of(ANN, BOB), Set.copyOf(all));
        assertEquals(List.of(), told.stream().filter(Set::isEmpty).toList());
    }

    @Test
    void aClosedStoreSaysSo() {
        close();
        ExecutionException failure = assertThrows(ExecutionException.class, () -> done(store.put(ANN, DRAFT)));
        assertTrue(failure.getCause() instanceof StoreException);
        assertThrows(StoreException.class, store::drafts);
    }
}
