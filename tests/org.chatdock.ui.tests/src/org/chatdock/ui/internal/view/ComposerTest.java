// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import static org.chatdock.ui.internal.view.Bench.ANN;
import static org.chatdock.ui.internal.view.Bench.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;

import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.chatdock.ui.ConversationView;
import org.chatdock.ui.api.OutgoingFilter;
import org.chatdock.ui.internal.model.FakeOutbox;
import org.chatdock.ui.internal.model.Language;
import org.chatdock.ui.internal.model.MemoryDrafts;
import org.chatdock.ui.internal.model.Say;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With keys as a keyboard sends them. */
class ComposerTest {
    private final Bench bench = new Bench();
    private ConversationView view;

    @AfterEach
    void close() {
        bench.close();
    }

    private void open() {
        bench.store.append(Say.user("ann", 0));
        bench.store.append(Say.user("bob", 0));
        view = bench.showConversation(ANN);
        bench.focus(text());
    }

    private Text text() {
        return (Text) bench.find("composer.text");
    }

    private String state() {
        return ((Label) bench.find("composer.state")).getText();
    }

    private Button button() {
        return (Button) bench.find("composer.send");
    }

    private void typed(String keys, String expected) {
        bench.type(keys);
        bench.until("'" + expected + "' is there", () -> text().getText().equals(expected));
    }

    private FakeOutbox.Put sent(int count) {
        bench.until("sending " + count + " is on its way", () -> bench.outbox.puts().size() == count);
        return bench.outbox.puts().get(count - 1);
    }

    @Test
    void enterSends() {
        open();
        typed("hello", "hello");
        bench.enter(SWT.NONE);
        assertEquals(Outgoing.text(ANN, "hello"), sent(1).outgoing());
        assertEquals("hello", text().getText(), "Kept until the outbox has it.");
        assertFalse(button().isEnabled());
        assertTrue(text().getEditable());
        sent(1).accept();
        bench.until("the box is empty", () -> text().getText().isEmpty());
        assertTrue(button().isEnabled());
        assertEquals(1, bench.outbox.puts().size());
    }

    @Test
    void shiftEnterBeginsALine() {
        open();
        typed("one", "one");
        bench.enter(SWT.SHIFT);
        bench.until("there are two lines", () -> text().getLineCount() == 2);
        typed("two", "one" + text().getLineDelimiter() + "two");
        assertEquals(0, bench.outbox.puts().size());
    }

    @Test
    void onlyCtrlEnterSendsIfSoConfigured() {
        bench.desk.setEnterSends(false);
        open();
        typed("one", "one");
        bench.enter(SWT.NONE);
        bench.until("there are two lines", () -> text().getLineCount() == 2);
        assertEquals(0, bench.outbox.puts().size());
        bench.enter(SWT.CTRL);
        assertEquals("one", sent(1).outgoing().content().strip());
        assertEquals("Ctrl+Enter sends", button().getToolTipText());
    }

    @Test
    void refusalKeepsTheTextAndSaysWhy() {
        open();
        typed("hello", "hello");
        bench.enter(SWT.NONE);
        sent(1).refuse(Reason.FULL);
        bench.until("it says why",
                () -> state().equals("Too many messages are waiting already. The text is kept."));
        assertEquals("hello", text().getText());
        assertTrue(button().isEnabled());
        typed("!", "hello!");
        bench.until("the reason is gone", () -> !state().contains("waiting"));
    }

    @Test
    void nothingIsRefusedInTheWordsOfTheProtocol() {
        try (Language chinese = new Language(Language.CHINESE)) {
            open();
            bench.enter(SWT.NONE);
            bench.until("it says so", () -> state().equals("\u53d1\u9001\u5185\u5bb9\u4e0d\u80fd\u4e3a\u7a7a"));
            typed("x", "x");
            bench.enter(SWT.NONE);
            sent(1).refuse(Reason.SERVICE);
            bench.until("it says so", () -> state().equals("\u63a5\u53e3\u5f02\u5e38"));
        }
    }

    @Test
    void recipientIsFixedByTheKey() {
        open();
        typed("for ann", "for ann");
        bench.enter(SWT.NONE);
        FakeOutbox.Put first = sent(1);
        bench.open(BOB);
        assertEquals("", text().getText());
        bench.focus(text());
        typed("for bob", "for bob");
        assertEquals(ANN, first.outgoing().to());
        first.accept();
        bench.settle();
        assertEquals("for bob", text().getText(), "The answer for Ann is no business of Bob's box.");
        bench.enter(SWT.NONE);
        assertEquals(Outgoing.text(BOB, "for bob"), sent(2).outgoing());
        bench.open(ANN);
        assertEquals("", text().getText());
    }

    @Test
    void draftsStayWithTheirConversations() {
        open();
        typed("ann", "ann");
        text().setSelection(1);
        bench.open(BOB);
        bench.focus(text());
        typed("bob", "bob");
        bench.open(ANN);
        assertEquals("ann", text().getText());
        assertEquals(1, text().getCaretPosition());
        bench.open(BOB);
        assertEquals("bob", text().getText());
    }

    @Test
    void refusalIsShownWhereItBelongs() {
        open();
        typed("ann", "ann");
        bench.enter(SWT.NONE);
        FakeOutbox.Put first = sent(1);
        bench.open(BOB);
        first.refuse(Reason.NOT_STORED);
        bench.settle();
        assertEquals("Enter sends, Shift+Enter starts a new line", state());
        bench.open(ANN);
        assertEquals("The message could not be stored, so it was not sent. The text is kept.", state());
        assertEquals("ann", text().getText());
    }

    @Test
    void whatIsTypedWhileSendingStays() {
        open();
        typed("one", "one");
        bench.enter(SWT.NONE);
        sent(1);
        typed(" two", "one two");
        sent(1).accept();
        bench.until("the first is gone", () -> text().getText().equals("two"));
        assertEquals("", sent(1).rest().text(), "It was not there yet when the first was put.");
        bench.enter(SWT.NONE);
        assertEquals("two", sent(2).outgoing().content());
    }

    @Test
    void growsWithTheTextUpToALimit() {
        open();
        int before = text().getSize().y;
        text().setText("line\n".repeat(5));
        bench.until("the box has grown", () -> text().getSize().y > before);
        text().setText("line\n".repeat(50));
        bench.settle();
        assertTrue(text().getSize().y <= 9 * text().getLineHeight(), "" + text().getSize().y);
        text().setText("");
        bench.until("the box is small again", () -> text().getSize().y == before);
    }

    @Test
    void commandSendsAsTheButtonDoes() {
        open();
        typed("hello", "hello");
        view.send();
        assertEquals("hello", sent(1).outgoing().content());
        view.send();
        assertEquals(1, bench.outbox.puts().size(), "Nothing is sent twice.");
    }

    @Test
    void withoutAConversationThereIsNothingToWriteIn() {
        bench.desk.createConversation(bench.shell);
        bench.show();
        assertFalse(bench.find("composer").isVisible());
        assertFalse(text().isEnabled());
        assertFalse(button().isEnabled());
    }

    @Test
    void aWarningIsHeededUntilTheAgentInsists() {
        bench.contributions.filters().put(outgoing -> OutgoingFilter.warn("Looks like a card number."), Bench.GUEST);
        open();
        typed("1234", "1234");
        bench.enter(SWT.NONE);
        bench.until("the warning is shown", () -> state().equals("Looks like a card number."));
        assertEquals("Send anyway", button().getText());
        bench.until("the button is wide enough",
                () -> button().getSize().x >= button().computeSize(SWT.DEFAULT, SWT.DEFAULT).x);
        bench.enter(SWT.NONE);
        bench.settle();
        assertEquals(0, bench.outbox.puts().size(), "To press the key again is not to insist.");
        bench.enter(SWT.MOD1);
        assertEquals("1234", sent(1).outgoing().content());
        bench.outbox.puts().get(0).accept();
        bench.until("the box is empty", () -> text().getText().isEmpty());
        assertEquals("Send", button().getText());
    }

    @Test
    void whoChangesAWarnedTextIsNotPressedToSendIt() {
        bench.contributions.filters().put(outgoing -> OutgoingFilter.warn("Looks like a card number."), Bench.GUEST);
        open();
        typed("1234", "1234");
        bench.enter(SWT.NONE);
        bench.until("the warning is shown", () -> button().getText().equals("Send anyway"));
        typed("5", "12345");
        assertEquals("Send", button().getText());
        assertFalse(state().contains("card"));
    }

    @Test
    void aRefusalKeepsTheTextAndSaysWhy() {
        bench.contributions.filters().put(outgoing -> OutgoingFilter.refuse("Passwords stay here."), Bench.GUEST);
        open();
        typed("secret", "secret");
        bench.enter(SWT.MOD1);
        bench.until("the reason is shown", () -> state().equals("Passwords stay here."));
        assertEquals("secret", text().getText());
        assertEquals("Send", button().getText());
        assertEquals(0, bench.outbox.puts().size());
    }

    @Test
    void aDraftIsKeptAndComesBackToAnotherDesk() {
        MemoryDrafts kept = new MemoryDrafts();
        bench.desk.setDraftStore(kept);
        bench.outbox.setDrafts(kept);
        open();
        typed("hello", "hello");
        bench.until("the draft is kept", () -> kept.drafts().containsKey(ANN));
        try (Bench later = new Bench()) {
            later.desk.setDraftStore(kept);
            later.store.append(Say.user("ann", 0));
            later.showConversation(ANN);
            Text text = (Text) later.find("composer.text");
            later.until("the draft is there", () -> text.getText().equals("hello"));
            assertEquals(5, text.getCaretPosition());
        }
        bench.focus(text());
        bench.enter(SWT.MOD1);
        sent(1).accept();
        bench.until("the draft is forgotten", () -> kept.drafts().isEmpty());
    }

    @Test
    void theBoxStaysWritableAndTheNextMessageNeedNotWaitForTheFirst() {
        open();
        typed("one", "one");
        bench.enter(SWT.NONE);
        sent(1);
        bench.enter(SWT.NONE);
        bench.enter(SWT.MOD1);
        bench.settle();
        assertEquals(1, bench.outbox.puts().size(), "The same text is not given twice.");
        sent(1).accept();
        bench.until("the box is empty", () -> text().getText().isEmpty());
        typed("two", "two");
        bench.enter(SWT.NONE);
        assertEquals("two", sent(2).outgoing().content());
        assertEquals(1, bench.outbox.entries(ANN).size(), "The first is on its way.");
    }

    @Test
    void whatAnInputMethodWritesIsNotSentAndItsEnterIsSwallowed() {
        open();
        // What a composition makes of the box: text that changes without a key, and keys that stand for none.
        Event key = new Event();
        key.keyCode = 0;
        text().notifyListeners(SWT.KeyDown, key);
        text().insert("\u4f60");
        key = new Event();
        key.keyCode = 229;
        text().notifyListeners(SWT.KeyDown, key);
        text().insert("\u597d");
        // The Enter that ends it: the text is there, the key never was. On some systems its release is told.
        Event up = new Event();
        up.keyCode = SWT.CR;
        up.character = SWT.CR;
        text().notifyListeners(SWT.KeyUp, up);
        bench.settle();
        assertEquals(0, bench.outbox.puts().size());
        assertEquals("\u4f60\u597d", text().getText());
        assertEquals("\u4f60\u597d", bench.desk.drafts().text(ANN));
        bench.enter(SWT.NONE);
        assertEquals("\u4f60\u597d", sent(1).outgoing().content());
    }

    @Test
    void ctrlEnterSendsWhateverIsPreferred() {
        open();
        typed("one", "one");
        bench.enter(SWT.CTRL);
        sent(1).accept();
        bench.until("the box is empty", () -> text().getText().isEmpty());
        bench.desk.setEnterSends(false);
        typed("two", "two");
        bench.enter(SWT.CTRL);
        assertEquals("two", sent(2).outgoing().content());
    }

    @Test
    void aDraftSurvivesAClickOnTheSameConversationAndAClosedPart() {
        open();
        typed("hello", "hello");
        text().setSelection(2);
        bench.press(SWT.ARROW_LEFT);
        bench.until("the caret has moved", () -> bench.desk.drafts().draft(ANN).caret() == 1);
        bench.desk.open(ANN);
        bench.settle();
        assertEquals("hello", text().getText());
        assertEquals(1, text().getCaretPosition());
        view.control().dispose();
        view = bench.desk.createConversation(bench.shell);
        bench.shell.layout();
        bench.until("it is shown", () -> text().isVisible());
        assertEquals("hello", text().getText());
        assertEquals(1, text().getCaretPosition());
    }

    @Test
    void aSendThatRacesWithTypingLosesNothingAndKeepsNothingTwice() {
        MemoryDrafts kept = new MemoryDrafts();
        bench.desk.setDraftStore(kept);
        bench.outbox.setDrafts(kept);
        open();
        typed("one", "one");
        bench.enter(SWT.NONE);
        sent(1);
        typed(" two", "one two");
        bench.settle();
        assertEquals("one", kept.drafts().get(ANN).text(), "Nothing is kept while the outbox decides.");
        sent(1).accept();
        bench.until("what was typed behind it is kept", () -> kept.drafts().containsKey(ANN)
                && kept.drafts().get(ANN).text().equals("two"));
        assertEquals("two", text().getText());
    }

    @Test
    void whoLooksAtAnotherCustomerIsAskedOnce() {
        bench.desk.setInFront(() -> Optional.of(BOB));
        open();
        typed("hello", "hello");
        bench.enter(SWT.NONE);
        bench.until("it asks", () -> state().equals("The record in front is of bob. Send to ann all the same?"));
        assertEquals("Send anyway", button().getText());
        assertEquals(0, bench.outbox.puts().size());
        bench.enter(SWT.MOD1);
        sent(1).accept();
        bench.until("the box is empty", () -> text().getText().isEmpty());
        typed("more", "more");
        bench.enter(SWT.NONE);
        assertEquals("more", sent(2).outgoing().content());
    }
}
