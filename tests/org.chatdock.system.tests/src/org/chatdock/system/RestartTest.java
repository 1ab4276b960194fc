// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.DraftStore;
import org.chatdock.api.store.MessageSearch;
import org.chatdock.api.store.Note;
import org.chatdock.api.store.NoteStore;
import org.chatdock.api.store.SearchHit;
import org.chatdock.api.store.SearchQuery;
import org.chatdock.api.store.StoredDraft;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.simulator.Gateway;
import org.chatdock.simulator.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {
    private static final String STORE = "org.chatdock.store";

    @TempDir
    Path directory;

    @Test
    void theHistoryIsThereWhenTheStoreComesBackAndNothingIsLostMeanwhile() throws Exception {
        Script script = Script.shipped("service-desk");
        int all = script.messageIds().size();
        try (Gateway gateway = gateway(script); House house = new House(directory, gateway)) {
            assertTrue(gateway.await(state -> state.ackedIds() == all, House.PATIENCE));
            house.store().markRead(new ConversationId("wm1001")).toCompletableFuture().join();
            List<StoredMessage> before = house.messages();

            house.stop(STORE);
            // Without handlers there is no line: nothing can fall through.
            assertTrue(gateway.awaitSocketsOpen(0, House.PATIENCE));
            gateway.push(Frames.text("meanwhile", "nobody-yet"));
            house.start(STORE);
            assertTrue(gateway.await(state -> state.ackedIds() == all + 1, House.PATIENCE));

            assertEquals(before, house.messages().stream()
                    .filter(each -> !each.message().id().value().equals("meanwhile"))
                    .sorted(Comparator.comparingInt(before::indexOf)).toList());
            assertEquals(all + 1, house.store().size());
            assertTrue(house.isUnderstood("meanwhile"));
        }
    }

    @Test
    void aNewHouseInTheSameDirectoryKnowsEverything() throws Exception {
        Script script = Script.shipped("hello");
        int all = script.messageIds().size();
        List<StoredMessage> before;
        try (Gateway gateway = gateway(script); House house = new House(directory, gateway)) {
            assertTrue(gateway.await(state -> state.ackedIds() == all, House.PATIENCE));
            before = house.messages();
        }

        // The same script again: the gateway has forgotten the acknowledgements, the store knows the ids.
        try (Gateway gateway = gateway(script); House house = new House(directory, gateway)) {
            assertTrue(gateway.await(state -> state.ackedIds() == all, House.PATIENCE));
            assertEquals(before, house.messages());
        }
    }

    @Test
    void draftsAndNotesAreKeptAndGoAwayWithTheStore() throws Exception {
        ConversationId ann = new ConversationId("ann");
        StoredDraft draft = new StoredDraft("not yet sent", 3, List.of());
        Note note;
        try (Gateway gateway = gateway(Script.shipped("hello")); House house = new House(directory, gateway)) {
            house.await(() -> house.has(DraftStore.class), "the drafts");
            house.service(DraftStore.class).put(ann, draft).toCompletableFuture().get(60, TimeUnit.SECONDS);
            note = house.service(NoteStore.class).addNote(ann, null, "lin", "calls in the morning")
                    .toCompletableFuture().get(60, TimeUnit.SECONDS);

            house.stop(STORE);
            assertFalse(house.has(DraftStore.class));
            house.start(STORE);
            house.await(() -> house.has(DraftStore.class), "the drafts");

            assertEquals(Map.of(ann, draft), house.service(DraftStore.class).drafts());
        }
        try (Gateway gateway = gateway(Script.shipped("hello")); House house = new House(directory, gateway)) {
            house.await(() -> house.has(DraftStore.class), "the drafts");
            assertEquals(Map.of(ann, draft), house.service(DraftStore.class).drafts());
            assertEquals(List.of(note), house.service(NoteStore.class).notes(ann));
            int all = Script.shipped("hello").messageIds().size();
            assertTrue(gateway.await(state -> state.ackedIds() == all, House.PATIENCE));
            List<SearchHit> hits = Collections.synchronizedList(new ArrayList<>());
            assertTrue(house.service(MessageSearch.class).search(SearchQuery.words("\u4f60\u597d"), hits::add)
                    .get(60, TimeUnit.SECONDS));
            assertFalse(hits.isEmpty());
        }
    }

    @Test
    void aHouseInAnotherDirectoryKnowsNothing() throws Exception {
        try (Gateway gateway = gateway(Script.shipped("hello")); House house = new House(directory, gateway)) {
            assertTrue(gateway.awaitAcks(4, House.PATIENCE));
        }
        try (Gateway gateway = gateway(Script.empty()); House house = new House(directory.resolve("other"), gateway)) {
            assertEquals(List.of(), house.store().conversations());
        }
    }

    @Test
    void theRoomOfTheLineMayGoAndComeBack() throws Exception {
        try (Gateway gateway = gateway(Script.empty()); House house = new House(directory, gateway)) {
            for (String room : List.of("org.chatdock.connection", "org.chatdock.handlers", "org.chatdock.dispatch")) {
                house.stop(room);
                assertTrue(gateway.awaitSocketsOpen(0, House.PATIENCE), room);
                gateway.push(Frames.text("without-" + room, "wm1"));
                house.start(room);
                house.await(() -> !Acks.namesOf(gateway, "without-" + room).isEmpty(),
                        "an acknowledgement with " + room);
            }
            assertEquals(3, house.store().size());
        }
    }

    private static Gateway gateway(Script script) throws Exception {
        return Gateway.builder().script(script).pace(0).token(House.TOKEN).redeliverLimit(-1).start();
    }
}
