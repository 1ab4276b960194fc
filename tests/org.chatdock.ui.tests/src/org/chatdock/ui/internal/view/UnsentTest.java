// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import static org.chatdock.ui.internal.view.Bench.ANN;
import static org.chatdock.ui.internal.view.Bench.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.chatdock.api.message.MessageId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.chatdock.api.sending.SendState;
import org.chatdock.ui.internal.model.Say;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is not sent, below the messages. */
class UnsentTest {
    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private void open() {
        bench.store.append(Say.user("ann", 0));
        bench.store.append(Say.user("bob", 0));
        bench.showConversation(ANN);
    }

    private List<Row> rows(OutboxEntry entry) {
        return Arrays.stream(bench.transcript().getChildren()).filter(row -> row.isVisible() && row instanceof Row)
                .map(Row.class::cast).filter(row -> row.unsent() != null && row.unsent().id().equals(entry.id()))
                .toList();
    }

    private Row row(OutboxEntry entry) {
        bench.until("it has a row", () -> !rows(entry).isEmpty());
        return rows(entry).get(0);
    }

    private static String name(Control row) {
        return (String) row.getData(Ids.class.getName());
    }

    private void named(OutboxEntry entry, String part) {
        bench.until("the row says " + part, () -> rows(entry).stream().anyMatch(row -> name(row).contains(part)));
    }

    private static Link links(Row row) {
        return (Link) Bench.all(row).stream().filter(Link.class::isInstance).findFirst().orElseThrow();
    }

    private void click(OutboxEntry entry, String what) {
        Event event = new Event();
        event.text = what;
        links(row(entry)).notifyListeners(SWT.Selection, event);
    }

    private Text text() {
        return (Text) bench.find("composer.text");
    }

    private String state() {
        return ((Label) bench.find("composer.state")).getText();
    }

    @Test
    void everyStateIsSaidInWordsAndOnlySomeNeedTheAgent() {
        open();
        OutboxEntry entry = bench.outbox.add(ANN, "answer");
        named(entry, "waiting: answer");
        assertFalse(links(row(entry)).isVisible());
        bench.outbox.sending(entry, new MessageId("ann-0"));
        named(entry, "sending\u2026: answer");
        assertFalse(links(row(entry)).isVisible());
        bench.outbox.become(entry, SendState.UNKNOWN);
        named(entry, "May have been sent: No answer came: it is being looked for.: answer");
        assertTrue(links(row(entry)).isVisible());
        bench.outbox.refuse(entry, Reason.SERVICE, "The customer has left");
        named(entry, "Not sent: The customer has left: answer");
        assertTrue(links(row(entry)).getText().contains("Retry"));
        bench.outbox.become(entry, SendState.EXPIRED);
        named(entry, "Not sent: It waited too long.: answer");
        bench.outbox.become(entry, SendState.WAITING);
        named(entry, "waiting: answer");
        assertFalse(links(row(entry)).isVisible());
    }

    @Test
    void aSentMessageStandsWhereItsEntryStoodAndNothingJumps() {
        bench.store.appendAll(Say.many("ann", 0, 30));
        bench.showConversation(ANN);
        String text = "answer " + "word ".repeat(60).strip();
        OutboxEntry entry = bench.outbox.add(ANN, text);
        named(entry, "waiting");
        OutboxEntry sending = bench.outbox.sending(entry, new MessageId("ann-29"));
        named(entry, "sending");
        Rectangle before = row(entry).getBounds();
        int above = bench.pixel("ann-29");
        bench.outbox.settle(sending, bench.store, Say.agent("ann", 30, text));
        bench.until("the message is there", () -> bench.transcript().visibleMessages()
                .contains(new MessageId("ann-30")));
        assertEquals(List.of(), rows(entry));
        assertEquals(before, bench.row("ann-30").getBounds());
        assertEquals(above, bench.pixel("ann-29"));
        assertTrue(name(bench.row("ann-30")).contains(", sent: answer"), name(bench.row("ann-30")));
        assertFalse(name(bench.row("ann-29")).contains("sent"));
    }

    @Test
    void sentIsSaidOnlyWhenItIsSettled() {
        open();
        bench.focus(text());
        bench.type("hello");
        bench.until("it is typed", () -> text().getText().equals("hello"));
        bench.enter(SWT.NONE);
        bench.until("it is given", () -> bench.outbox.puts().size() == 1);
        OutboxEntry entry = bench.outbox.puts().get(0).accept();
        named(entry, "waiting: hello");
        assertFalse(name(row(entry)).contains("sent"));
        bench.outbox.settle(entry, bench.store, Say.agent("ann", 1, "hello"));
        bench.until("it is sent", () -> bench.transcript().visibleMessages().contains(new MessageId("ann-1"))
                && name(bench.row("ann-1")).contains("sent: hello"));
    }

    @Test
    void aDoubleClickOnRetryIsOneRetry() {
        open();
        OutboxEntry entry = bench.outbox.refuse(bench.outbox.add(ANN, "answer"), Reason.UNREACHABLE, "");
        named(entry, "Not sent");
        click(entry, "retry");
        click(entry, "retry");
        bench.settle();
        assertEquals(List.of(entry.id()), bench.outbox.retried());
        bench.outbox.answerRetries();
        bench.settle();
        click(entry, "retry");
        assertEquals(2, bench.outbox.retried().size(), "Later the agent may want it again.");
    }

    @Test
    void discardedItIsGone() {
        open();
        OutboxEntry entry = bench.outbox.refuse(bench.outbox.add(ANN, "answer"), Reason.UNREACHABLE, "");
        named(entry, "Not sent");
        click(entry, "discard");
        bench.until("it is gone", () -> rows(entry).isEmpty());
        assertEquals("", text().getText());
        assertEquals(List.of(), bench.outbox.entries());
    }

    @Test
    void editedAgainItIsInTheBoxBehindWhatIsThere() {
        open();
        OutboxEntry one = bench.outbox.become(bench.outbox.add(ANN, "one"), SendState.EXPIRED);
        OutboxEntry two = bench.outbox.become(bench.outbox.add(ANN, "two"), SendState.EXPIRED);
        named(two, "Not sent");
        click(one, "edit");
        bench.until("it is in the box", () -> text().getText().equals("one"));
        assertEquals(3, text().getCaretPosition());
        click(two, "edit");
        bench.until("it is in the box", () -> text().getText().lines().toList().equals(List.of("one", "two")));
        assertEquals(List.of(), bench.outbox.entries());
    }

    @Test
    void theAgentIsToldInTheStateLineAndOnlyWhereItBelongs() {
        open();
        OutboxEntry entry = bench.outbox.refuse(bench.outbox.add(ANN, "answer"), Reason.SERVICE, "No such customer");
        bench.until("it says so", () -> state().equals("A message to ann was not sent: No such customer"));
        bench.open(BOB);
        bench.settle();
        assertTrue(state().startsWith("Enter sends"), state());
        bench.open(ANN);
        bench.until("it says so", () -> state().contains("No such customer"));
        bench.outbox.become(entry, SendState.UNKNOWN);
        bench.until("it says so", () -> state().contains("may have been sent"));
        bench.outbox.become(entry, SendState.WAITING);
        bench.until("all is well", () -> state().startsWith("Enter sends"));
    }

    @Test
    void manyUnsentMessagesNeedFewControls() {
        open();
        for (int i = 0; i < 300; i++) {
            bench.outbox.become(bench.outbox.add(ANN, "answer " + i), SendState.EXPIRED);
        }
        OutboxEntry last = bench.outbox.entries().get(299);
        named(last, "answer 299");
        bench.settle();
        assertTrue(Bench.all(bench.transcript()).size() <= 200, "" + Bench.all(bench.transcript()).size());
        bench.transcript().toStartOfAll();
        bench.until("the first is seen", () -> !rows(bench.outbox.entries().get(0)).isEmpty());
        assertTrue(Bench.all(bench.transcript()).size() <= 200, "" + Bench.all(bench.transcript()).size());
    }

    @Test
    void theInboxMarksWhoDidNotGetAMessage() {
        bench.store.append(Say.user("ann", 0));
        bench.desk.createInbox(bench.shell);
        bench.show();
        Table table = (Table) bench.find("inbox.list");
        bench.until("ann is listed", () -> table.getItemCount() == 1 && table.getItem(0).getText().contains("ann"));
        OutboxEntry entry = bench.outbox.add(ANN, "answer");
        bench.settle();
        assertFalse(table.getItem(0).getText().contains("Not sent"));
        bench.outbox.become(entry, SendState.UNKNOWN);
        bench.until("it is marked", () -> table.getItem(0).getText().contains("Not sent"));
        bench.outbox.discard(entry.id());
        bench.until("all is well", () -> !table.getItem(0).getText().contains("Not sent"));
    }
}
