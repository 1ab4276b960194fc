// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import static org.chatdock.ui.internal.view.Bench.ANN;
import static org.chatdock.ui.internal.view.Bench.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.chatdock.api.message.MessageId;
import org.chatdock.ui.internal.model.Say;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the agent has marked as unread. */
class UnreadTest {
    private final Bench bench = new Bench();

    @BeforeEach
    void open() {
        bench.store.appendAll(Say.many("ann", 0, 5));
        bench.store.append(Say.user("bob", 0));
        bench.showConversation(ANN);
        bench.focus(bench.find("composer.text"));
        bench.until("it is read", () -> bench.store.unread(ANN) == 0);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void itStaysUnreadWhileItIsLookedAtAndWhateverComesIn() {
        bench.desk.markUnread();
        bench.settle();
        assertEquals(1, bench.store.unread(ANN));
        bench.store.append(Say.user("ann", 5));
        bench.until("it is seen", () -> bench.transcript().visibleMessages().contains(new MessageId("ann-5")));
        bench.transcript().toEnd();
        bench.settle();
        assertEquals(2, bench.store.unread(ANN));
    }

    @Test
    void theNextVisitReadsIt() {
        bench.desk.markUnread(ANN, new MessageId("ann-2"));
        bench.settle();
        assertEquals(3, bench.store.unread(ANN));
        bench.open(BOB);
        bench.until("bob is read", () -> bench.store.unread(BOB) == 0);
        assertEquals(3, bench.store.unread(ANN));
        bench.open(ANN);
        bench.until("it is read", () -> bench.store.unread(ANN) == 0);
    }

    @Test
    void whoAnswersHasRead() {
        bench.desk.markUnread();
        bench.settle();
        ((Text) bench.find("composer.text")).setText("hello");
        bench.desk.markUnread();
        bench.settle();
        assertEquals(1, bench.store.unread(ANN), "Writing is not answering.");
        bench.enter(0);
        bench.until("it is on its way", () -> bench.outbox.puts().size() == 1);
        bench.settle();
        assertEquals(1, bench.store.unread(ANN), "Nor is trying to.");
        bench.outbox.puts().get(0).accept();
        bench.store.append(Say.agent("ann", 9_000, "hello"));
        bench.until("it is read", () -> bench.store.unread(ANN) == 0);
    }

    @Test
    void anotherConversationIsMarkedWithoutAVisit() {
        bench.open(BOB);
        bench.until("bob is read", () -> bench.store.unread(BOB) == 0);
        bench.desk.markUnread(ANN, null);
        bench.settle();
        assertEquals(1, bench.store.unread(ANN));
        bench.open(ANN);
        bench.until("it is read", () -> bench.store.unread(ANN) == 0);
    }

    /** Read is what was there to be seen: a late message of an earlier time, too. */
    @Test
    void aLateMessageThatStandsInTheMiddleIsReadToo() {
        bench.store.append(Say.user("ann", -3));
        bench.until("it is read", () -> bench.store.unread(ANN) == 0);
    }
}
