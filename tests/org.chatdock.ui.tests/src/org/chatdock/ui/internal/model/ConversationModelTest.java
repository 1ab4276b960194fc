// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.chatdock.api.sending.SendState;
import org.chatdock.api.store.ConversationState;
import org.chatdock.api.store.Revision;
import org.chatdock.testkit.RecordingLogger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConversationModelTest {
    private static final ConversationId ANN = new ConversationId("ann");
    private static final ConversationId BOB = new ConversationId("bob");

    private final RecordingLogger log = new RecordingLogger();
    private final WatchedStore store = new WatchedStore();
    private final Queue<Runnable> background = new ArrayDeque<>();
    private final StoreReader reader = new StoreReader(background::add, this::onUi, log.logger());
    private final FakeOutbox outbox = new FakeOutbox();
    /** What waits for the UI thread; null: nothing does. */
    private Queue<Runnable> held;
    private final List<Integer> arrived = new ArrayList<>();
    private final ConversationModel model = new ConversationModel(reader, id -> outbox.entries(id), ZoneOffset.UTC,
            new ConversationModel.Listener() {
                @Override
                public void shown() {
                    // Of interest to views.
                }

                @Override
                public void loading() {
                    // Of interest to views.
                }

                @Override
                public void arrived(int count) {
                    arrived.add(Integer.valueOf(count));
                }
            });

    @BeforeEach
    void listen() {
        reader.setStore(store);
        store.setListener(model::changed);
        outbox.setListener(model::outboxChanged);
    }

    @AfterEach
    void noErrors() {
        log.assertNoErrors();
    }

    private void onUi(Runnable task) {
        if (held == null) {
            task.run();
        } else {
            held.add(task);
        }
    }

    private void work() {
        while (!background.isEmpty()) {
            background.remove().run();
        }
    }

    private void show(ConversationId id) {
        model.show(id);
        work();
    }

    private List<String> shown() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < model.timeline().size(); i++) {
            ids.add(model.timeline().get(i).message().id().value());
        }
        return ids;
    }

    private static List<String> ids(int from, int to) {
        List<String> ids = new ArrayList<>();
        for (int i = from; i < to; i++) {
            ids.add(Say.id("ann", i));
        }
        return ids;
    }

    @Test
    void beginsWithTheNewestPage() {
        store.appendAll(Say.many("ann", 0, 120));
        model.show(ANN);
        assertFalse(model.loaded());
        work();
        assertTrue(model.loaded());
        assertFalse(model.complete());
        assertEquals(ids(70, 120), shown());
        assertEquals(1, store.pagesRead());
    }

    @Test
    void loadsOlderPagesUntilThereAreNoMore() {
        store.appendAll(Say.many("ann", 0, 120));
        show(ANN);
        model.older();
        model.older();
        work();
        assertEquals(ids(20, 120), shown(), "One page at a time.");
        model.older();
        work();
        assertEquals(ids(0, 120), shown());
        assertTrue(model.complete());
        int read = store.pagesRead();
        model.older();
        work();
        assertEquals(read, store.pagesRead());
    }

    @Test
    void seeksTheStartInBigPagesAndStops() {
        store.appendAll(Say.many("ann", 0, 1_000));
        show(ANN);
        model.seekStart(true);
        work();
        assertEquals(ids(0, 1_000), shown());
        assertFalse(model.seekingStart());
        assertTrue(store.pagesRead() <= 5, "pages: " + store.pagesRead());
    }

    @Test
    void newMessagesComeInWhenAskedForAndNotBefore() {
        show(ANN);
        int read = store.pagesRead();
        store.appendAll(Say.many("ann", 0, 10));
        store.append(Say.agent("ann", 10, "answer"));
        work();
        assertEquals(List.of(), shown(), "A hidden view asks for nothing.");
        assertEquals(read, store.pagesRead());
        assertTrue(model.dirty());
        model.refresh(List.of());
        work();
        assertEquals(ids(0, 11), shown());
        assertFalse(model.dirty());
        assertEquals(List.of(10), arrived, "The agent's own messages do not arrive.");
    }

    @Test
    void lateMessageIsPutWhereItBelongs() {
        store.appendAll(Say.many("ann", 1, 5));
        show(ANN);
        store.append(Say.user("ann", 0));
        model.refresh(List.of());
        work();
        assertEquals(ids(0, 6), shown());
    }

    @Test
    void otherConversationsAreNotShown() {
        show(ANN);
        store.append(Say.user("bob", 0));
        assertFalse(model.dirty());
        model.refresh(List.of());
        work();
        assertEquals(List.of(), shown());
    }

    @Test
    void answerForAConversationThatIsNoLongerShownIsDropped() {
        store.append(Say.user("ann", 0));
        store.append(Say.user("bob", 0));
        model.show(ANN);
        model.show(BOB);
        work();
        assertEquals(List.of("bob-0"), shown());
        assertEquals(BOB, model.shown());
    }

    @Test
    void messageThatComesWhileLoadingIsNotLost() {
        store.append(Say.user("ann", 0));
        model.show(ANN);
        store.append(Say.user("ann", 1));
        Runnable load = background.remove();
        load.run();
        store.append(Say.user("ann", 2));
        model.refresh(List.of());
        work();
        model.refresh(List.of());
        work();
        assertEquals(ids(0, 3), shown());
    }

    @Test
    void messageBecomesUnderstood() {
        store.appendUnknown(Say.user("ann", 0));
        show(ANN);
        assertFalse(model.timeline().get(0).understood());
        store.append(Say.user("ann", 0));
        model.refresh(List.of());
        work();
        assertTrue(model.timeline().get(0).understood());
        assertEquals(1, model.timeline().size());
        assertEquals(List.of(), arrived);
    }

    @Test
    void dividerStandsBeforeTheFirstUnreadMessage() {
        store.appendAll(Say.many("ann", 0, 10));
        store.markRead(ANN);
        store.append(Say.agent("ann", 10, "answer"));
        store.appendAll(Say.many("ann", 11, 3));
        show(ANN);
        assertEquals(new MessageId("ann-11"), model.timeline().unreadFrom());
    }

    @Test
    void dividerReachesBackIntoOlderPages() {
        store.appendAll(Say.many("ann", 0, 20));
        store.markRead(ANN);
        store.appendAll(Say.many("ann", 20, 80));
        show(ANN);
        assertEquals(new MessageId("ann-50"), model.timeline().unreadFrom());
        model.older();
        work();
        assertEquals(new MessageId("ann-20"), model.timeline().unreadFrom());
    }

    @Test
    void noDividerWhileTheAgentLooksOn() {
        show(ANN);
        model.setWatched(true);
        store.append(Say.user("ann", 0));
        model.refresh(List.of());
        work();
        assertNull(model.timeline().unreadFrom());
        model.setWatched(false);
        store.append(Say.user("ann", 1));
        model.refresh(List.of());
        work();
        assertEquals(new MessageId("ann-1"), model.timeline().unreadFrom());
    }

    @Test
    void withoutAStoreItFailsAndRecovers() {
        reader.unsetStore(store);
        store.append(Say.user("ann", 0));
        show(ANN);
        assertTrue(model.failed());
        reader.setStore(store);
        model.reload();
        work();
        assertFalse(model.failed());
        assertEquals(ids(0, 1), shown());
    }

    @Test
    void storeThatFailsIsLoggedWithoutText() {
        reader.setStore(Broken.store());
        show(ANN);
        assertTrue(model.failed());
        assertEquals(1, log.warnings().size());
    }

    private static MessageId message(int number) {
        return new MessageId(Say.id("ann", number));
    }

    private String content(int number) {
        return model.timeline().get(message(number)).message().content();
    }

    @Test
    void whatIsSeenIsReadAgainWhenTheStoreHasChangedAndTheRestWhenItIsSeen() {
        store.appendAll(Say.many("ann", 0, 300));
        show(ANN);
        while (!model.complete()) {
            model.older();
            work();
        }
        store.revise(Revision.edit(message(299), 1, "new words"));
        store.revise(Revision.recall(message(10), 1));
        model.refresh(List.of(message(298), message(299)));
        work();
        assertEquals("new words", content(299));
        assertEquals(1, model.timeline().get(message(299)).version());
        assertEquals("text 10", content(10), "Far away: not read for every change.");
        model.scrolled(List.of(message(9), message(10)));
        work();
        assertEquals("", content(10));
        assertTrue(model.timeline().get(message(10)).recalled());
        assertEquals(ids(0, 300), shown(), "Nothing has moved.");
        int read = store.pagesRead();
        model.scrolled(List.of(message(9), message(10), message(298)));
        assertEquals(0, background.size(), "Once is enough.");
        assertEquals(read, store.pagesRead());
    }

    @Test
    void nothingIsReadWhileScrollingUntilTheStoreHasChanged() {
        store.appendAll(Say.many("ann", 0, 20));
        show(ANN);
        model.scrolled(List.of(message(3)));
        assertEquals(0, background.size());
    }

    @Test
    void theDividerGoesWhereTheAgentWantsItAndStaysThere() {
        store.appendAll(Say.many("ann", 0, 5));
        store.append(Say.agent("ann", 5, "answer"));
        store.markRead(ANN);
        show(ANN);
        model.setWatched(true);
        model.markUnread(message(2));
        assertEquals(message(2), model.timeline().unreadFrom());
        store.append(Say.user("ann", 6));
        model.refresh(List.of());
        work();
        assertEquals(message(2), model.timeline().unreadFrom(), "What comes in does not take it along.");
        model.markUnread(null);
        assertEquals(message(6), model.timeline().unreadFrom());
    }

    @Test
    void aCustomersMessageOpensTheConversationAgain() {
        store.append(Say.user("ann", 0));
        store.setState(ANN, ConversationState.CLOSED);
        show(ANN);
        assertEquals(ConversationState.CLOSED, model.state());
        store.append(Say.agent("ann", 1, "one more thing"));
        model.refresh(List.of());
        work();
        assertEquals(ConversationState.CLOSED, model.state());
        store.append(Say.user("ann", 2));
        model.refresh(List.of());
        work();
        assertEquals(ConversationState.OPEN, model.state());
    }

    /** All rows: ids of the store, and the states of what is not sent. */
    private List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < model.timeline().rows(); i++) {
            OutboxEntry entry = model.timeline().unsent(i);
            rows.add(entry == null ? model.timeline().row(i).message().id().value()
                    : entry.state() + " " + entry.message().content());
        }
        return rows;
    }

    private void refresh() {
        model.refresh(List.of());
        work();
    }

    @Test
    void whatIsNotSentStandsBelowInOrder() {
        store.append(Say.user("ann", 0));
        OutboxEntry one = outbox.add(ANN, "one");
        outbox.add(BOB, "for Bob");
        show(ANN);
        outbox.add(ANN, "two");
        refresh();
        assertEquals(List.of("ann-0", "WAITING one", "WAITING two"), rows());
        outbox.refuse(one, Reason.SERVICE, "no");
        store.append(Say.user("ann", 1));
        refresh();
        assertEquals(List.of("ann-0", "ann-1", "REFUSED one", "WAITING two"), rows());
        assertEquals(2, model.timeline().size(), "To the rest of the views these are the messages.");
    }

    @Test
    void aSentMessageTakesThePlaceOfItsEntryInOneStep() {
        store.append(Say.user("ann", 0));
        OutboxEntry entry = outbox.add(ANN, "answer");
        show(ANN);
        outbox.settle(entry, store, Say.agent("ann", 1, "answer"));
        model.refresh(List.of());
        assertEquals(List.of("ann-0", "WAITING answer"), rows(), "Not gone before the message is here.");
        work();
        assertEquals(List.of("ann-0", "ann-1"), rows());
    }

    @Test
    void whatLeavesWhileTheStoreIsReadStaysUntilTheNextReading() {
        OutboxEntry one = outbox.add(ANN, "one");
        OutboxEntry two = outbox.add(ANN, "two");
        show(ANN);
        outbox.settle(one, store, Say.agent("ann", 1, "one"));
        model.refresh(List.of());
        held = new ArrayDeque<>();
        work();
        outbox.settle(two, store, Say.agent("ann", 2, "two"));
        Queue<Runnable> late = held;
        held = null;
        late.forEach(Runnable::run);
        assertEquals(List.of("ann-1", "WAITING two"), rows(), "The store was read before it had the second.");
        refresh();
        assertEquals(List.of("ann-1", "ann-2"), rows());
    }

    @Test
    void anEchoThatIsQuickerThanTheAnswerIsNotSeenTwice() {
        store.append(Say.agent("ann", 0, "yes"));
        OutboxEntry entry = outbox.add(ANN, "yes");
        show(ANN);
        assertEquals(List.of("ann-0", "WAITING yes"), rows(), "What was said before is another message.");
        OutboxEntry sending = outbox.sending(entry, message(0));
        refresh();
        assertEquals(List.of("ann-0", "SENDING yes"), rows());
        store.append(Say.agent("ann", 1, "yes"));
        refresh();
        assertEquals(List.of("ann-0", "ann-1"), rows());
        outbox.become(sending, SendState.UNKNOWN);
        refresh();
        assertEquals(List.of("ann-0", "ann-1", "UNKNOWN yes"), rows(), "Only the outbox can tell.");
    }

    @Test
    void givenUpMessagesGo() {
        OutboxEntry entry = outbox.add(ANN, "one");
        show(ANN);
        outbox.discard(entry.id());
        refresh();
        assertEquals(List.of(), rows());
    }

    @Test
    void anotherConversationShowsItsOwnOnly() {
        outbox.add(ANN, "for Ann");
        show(ANN);
        show(BOB);
        assertEquals(List.of(), rows());
    }
}
