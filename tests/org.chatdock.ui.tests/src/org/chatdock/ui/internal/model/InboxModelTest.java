// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.ConversationState;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.testkit.RecordingLogger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InboxModelTest {
    private final RecordingLogger log = new RecordingLogger();
    private final WatchedStore store = new WatchedStore();
    private final Queue<Runnable> background = new ArrayDeque<>();
    private final StoreReader reader = new StoreReader(background::add, Runnable::run, log.logger());
    private int told;
    private final InboxModel model = new InboxModel(reader, () -> told++);

    @BeforeEach
    void listen() {
        reader.setStore(store);
        store.setListener(change -> model.changed());
    }

    @AfterEach
    void noErrors() {
        log.assertNoErrors();
    }

    private void read() {
        model.refresh();
        while (!background.isEmpty()) {
            background.remove().run();
        }
    }

    private List<String> shown() {
        return model.rows().stream().map(row -> row.id().value()).toList();
    }

    private static ConversationId id(String value) {
        return new ConversationId(value);
    }

    @Test
    void newestConversationComesFirst() {
        store.append(Say.user("ann", 1));
        store.append(Say.user("bob", 2));
        store.append(Say.user("cat", 0));
        read();
        assertEquals(List.of("bob", "ann", "cat"), shown());
        store.append(Say.agent("cat", 9, "answer"));
        read();
        assertEquals(List.of("cat", "bob", "ann"), shown());
        assertEquals(2, model.indexOf(id("ann")));
        assertEquals(1, model.row(id("cat")).unread());
        assertNull(model.row(id("nobody")));
    }

    @Test
    void readsOnlyIfSomethingHasChanged() {
        read();
        assertEquals(1, told);
        read();
        assertEquals(1, told);
        store.append(Say.user("ann", 1));
        read();
        assertEquals(2, told);
    }

    @Test
    void changeWhileReadingIsReadToo() {
        model.refresh();
        model.refresh();
        assertEquals(1, background.size(), "One reading at a time.");
        Runnable reading = background.remove();
        reading.run();
        assertEquals(List.of(), shown());
        store.append(Say.user("ann", 1));
        model.refresh();
        Runnable second = background.remove();
        model.changed();
        second.run();
        assertEquals(1, background.size(), "What changed meanwhile is read again.");
    }

    @Test
    void storeThatGoesTakesItsRowsAlong() {
        store.append(Say.user("ann", 1));
        read();
        reader.unsetStore(store);
        model.changed();
        read();
        assertEquals(List.of(), shown());
        assertFalse(model.failed());
        assertFalse(model.loaded());
    }

    @Test
    void storeThatFailsLeavesTheRows() {
        store.append(Say.user("ann", 1));
        read();
        reader.setStore(Broken.store());
        model.changed();
        read();
        assertTrue(model.failed());
        assertEquals(List.of("ann"), shown());
    }

    @Test
    void nextIsTheOneThatWaitsLongest() {
        store.append(Say.user("ann", 5));
        store.append(Say.user("bob", 3));
        store.append(Say.user("cat", 8));
        List<ConversationSummary> rows = store.conversations();
        assertEquals(id("bob"), InboxModel.next(rows, null));
        assertEquals(id("ann"), InboxModel.next(rows, id("bob")));
    }

    @Test
    void nextIsTheOneBelowIfNobodyWaitsUnread() {
        for (String customer : List.of("ann", "bob", "cat")) {
            store.append(Say.user(customer, customer.charAt(0)));
            store.markRead(id(customer));
        }
        List<ConversationSummary> rows = store.conversations();
        assertEquals(id("cat"), InboxModel.next(rows, null));
        assertEquals(id("bob"), InboxModel.next(rows, id("cat")));
        assertEquals(id("cat"), InboxModel.next(rows, id("ann")), "After the last comes the first.");
        assertNull(InboxModel.next(List.of(), null));
    }

    @Test
    void closedOnesAreLeftOutUntilAllAreAskedFor() {
        for (String customer : List.of("ann", "bob", "cat", "dan")) {
            store.append(Say.user(customer, customer.charAt(0)));
        }
        store.setState(id("dan"), ConversationState.CLOSED);
        store.setState(id("cat"), ConversationState.PARKED);
        read();
        assertEquals(List.of("bob", "ann"), shown());
        assertEquals(2, model.open());
        assertEquals(4, model.total());
        model.setOnlyOpen(false);
        assertEquals(List.of("bob", "ann", "cat", "dan"), shown(), "Open ones first, then put aside, then closed.");
        model.setOnlyOpen(true);
        store.append(Say.user("dan", 999));
        read();
        assertEquals(List.of("dan", "bob", "ann"), shown(), "A customer's message brings it back.");
    }

    @Test
    void nextIsTheOneThatWasPromisedAnAnswerFirstAndNeverAClosedOne() {
        store.append(Say.user("ann", 5));
        store.append(Say.user("bob", 3));
        store.append(Say.user("cat", 8));
        store.promise(id("cat"), Say.START.plusSeconds(90));
        store.promise(id("ann"), Say.START.plusSeconds(60));
        assertEquals(id("ann"), InboxModel.next(store.conversations(), null));
        assertEquals(id("cat"), InboxModel.next(store.conversations(), id("ann")));
        store.setState(id("ann"), ConversationState.CLOSED);
        assertEquals(id("cat"), InboxModel.next(store.conversations(), null));
        store.setState(id("cat"), ConversationState.CLOSED);
        store.setState(id("bob"), ConversationState.PARKED);
        assertNull(InboxModel.next(store.conversations(), null));
    }
}
