// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import static org.chatdock.ui.internal.view.Bench.ANN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.MessageType;
import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.chatdock.ui.internal.model.FakeOutbox;
import org.chatdock.ui.internal.model.MemoryDrafts;
import org.chatdock.ui.internal.model.Say;
import org.chatdock.ui.internal.quick.Replies;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Quick replies in the composer, with keys as a keyboard sends them. */
class QuickInComposerTest {
    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private void open() {
        bench.store.append(Say.user("ann", 0));
        bench.showConversation(ANN);
        bench.focus(text());
    }

    private Text text() {
        return (Text) bench.find("composer.text");
    }

    private String state() {
        return ((Label) bench.find("composer.state")).getText();
    }

    private List<String> chips() {
        return Bench.all(bench.find("composer.chips")).stream()
                .filter(each -> "composer.chip".equals(each.getData(Ids.ID)))
                .map(each -> (String) each.getData(Ids.class.getName())).toList();
    }

    private Control firstChip() {
        return Bench.all(bench.find("composer.chips")).get(1);
    }

    private boolean popup() {
        return Arrays.stream(bench.display.getShells())
                .anyMatch(each -> "quick".equals(each.getData(Ids.ID)) && each.isVisible());
    }

    private void choose(String name) {
        bench.type("/" + name);
        bench.until("the reply is offered", this::popup);
        bench.settle();
        bench.enter(SWT.NONE);
        bench.until("it is chosen", () -> !popup());
        bench.focus(text());
    }

    private FakeOutbox.Put sent(int count) {
        bench.until("sending " + count + " is on its way", () -> bench.outbox.puts().size() == count);
        return bench.outbox.puts().get(count - 1);
    }

    @Test
    void enterInTheListInsertsAndDoesNotSend() {
        Replies.give(bench.quick, "hours", Replies.part("We are open from 9 to 5."));
        open();
        choose("hours");
        assertEquals("We are open from 9 to 5.", text().getText());
        assertEquals(List.of(), bench.outbox.puts());
        bench.enter(SWT.NONE);
        assertEquals(Outgoing.text(ANN, "We are open from 9 to 5."), sent(1).outgoing());
    }

    @Test
    void whatNobodyHasFilledIsNotSent() {
        Replies.give(bench.quick, "hi", Replies.part("Hello {customer.first}, thank you."));
        open();
        choose("hi");
        assertEquals("Hello {customer.first}, thank you.", text().getText());
        text().setSelection(0);
        bench.enter(SWT.NONE);
        bench.until("it says what is missing", () -> state().equals("Fill in {customer.first} before you send this."));
        assertEquals(List.of(), bench.outbox.puts());
        assertEquals(new Point(6, 22), text().getSelection());
        bench.enter(SWT.MOD1);
        bench.settle();
        assertEquals(List.of(), bench.outbox.puts(), "Nor if the agent insists.");
        bench.type("Kim");
        bench.until("it is filled", () -> text().getText().equals("Hello Kim, thank you."));
        bench.enter(SWT.NONE);
        sent(1).accept();
        bench.until("it has left", () -> text().getText().isEmpty());
        bench.type("write {customer.first} so");
        bench.until("it is typed", () -> text().getText().endsWith(" so"));
        bench.enter(SWT.NONE);
        assertEquals("write {customer.first} so", sent(2).outgoing().content(), "The agent's own braces are braces.");
    }

    @Test
    void severalPartsGoInTheirOrderWithOneKey() {
        Replies.give(bench.quick, "welcome", Replies.part("Welcome!"), Replies.picture("https://x.example/map.png"),
                Replies.part("Here you find us."));
        open();
        choose("welcome");
        bench.until("they are shown", () -> chips().size() == 2);
        assertEquals(List.of("Welcome!, Message", "map.png, Picture"), chips());
        assertEquals("Here you find us.", text().getText());
        assertEquals(List.of(), bench.outbox.puts());
        assertTrue(state().startsWith("Sends 3 messages"), state());
        bench.enter(SWT.NONE);
        assertEquals(List.of(Outgoing.text(ANN, "Welcome!"),
                new Outgoing(ANN, MessageType.IMAGE, "", new Attachment("https://x.example/map.png", "", "")),
                Outgoing.text(ANN, "Here you find us.")), sent(1).parts());
        sent(1).refuse(Reason.QUOTA);
        bench.until("it says why",
                () -> state().equals("No more messages may be sent before the customer writes again."));
        assertEquals(2, chips().size(), "All or nothing.");
        bench.enter(SWT.NONE);
        sent(2).accept();
        bench.until("they have left", () -> chips().isEmpty() && text().getText().isEmpty());
    }

    @Test
    void aPartThatIsNotFilledIsNotSentEither() {
        Replies.give(bench.quick, "two", Replies.part("Dear {customer.title}"), Replies.part("See you."));
        open();
        choose("two");
        bench.until("it is shown", () -> chips().size() == 1);
        bench.enter(SWT.NONE);
        bench.until("it says what is missing", () -> state().equals("Fill in {customer.title} before you send this."));
        assertEquals(List.of(), bench.outbox.puts());
        bench.focus(firstChip());
        bench.press(SWT.BS);
        bench.until("it is gone", () -> chips().isEmpty());
        bench.focus(text());
        bench.enter(SWT.NONE);
        assertEquals(List.of(Outgoing.text(ANN, "See you.")), sent(1).parts());
    }

    @Test
    void whatIsBegunStaysBehindAReplyOfSeveralParts() {
        Replies.give(bench.quick, "two", Replies.part("One."), Replies.part("Two."));
        open();
        bench.type("begun ");
        choose("two");
        bench.until("they are shown", () -> chips().size() == 2);
        assertEquals("begun ", text().getText());
    }

    @Test
    void partsAreKeptWithTheDraftAndAPlaceOfYesterdayIsNotSent() {
        MemoryDrafts kept = new MemoryDrafts();
        bench.desk.setDraftStore(kept);
        Replies.give(bench.quick, "two", Replies.part("Dear {customer.title}"), Replies.part("See you."));
        open();
        choose("two");
        bench.until("it is kept", () -> kept.drafts().containsKey(ANN)
                && kept.drafts().get(ANN).text().equals("Dear {customer.title}\nSee you."));
        try (Bench later = new Bench()) {
            later.desk.setDraftStore(kept);
            later.store.append(Say.user("ann", 0));
            later.showConversation(ANN);
            Text text = (Text) later.find("composer.text");
            later.until("the draft is there", () -> text.getText().contains("See you."));
            later.focus(text);
            later.enter(SWT.NONE);
            later.until("it says what is missing", () -> ((Label) later.find("composer.state")).getText()
                    .equals("Fill in {customer.title} before you send this."));
            assertEquals(List.of(), later.outbox.puts());
        }
    }
}
