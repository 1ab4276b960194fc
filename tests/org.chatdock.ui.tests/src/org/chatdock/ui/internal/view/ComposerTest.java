// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import static org.chatdock.ui.internal.view.Bench.ANN;
import static org.chatdock.ui.internal.view.Bench.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.chatdock.api.sending.Outgoing;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.chatdock.ui.ConversationView;
import org.chatdock.ui.api.OutgoingFilter;
import org.chatdock.ui.internal.model.Language;
import org.chatdock.ui.internal.model.MemoryDrafts;
import org.chatdock.ui.internal.model.Say;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
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

    private Bench.Sending sent(int count) {
        bench.until("sending " + count + " is on its way", () -> bench.sendings.size() == count);
        return bench.sendings.get(count - 1);
    }

    @Test
    void enterSends() {
        open();
        typed("hello", "hello");
        bench.enter(SWT.NONE);
        assertEquals(Outgoing.text(ANN, "hello"), sent(1).outgoing());
        assertEquals("hello", text().getText(), "Kept until the gateway has it.");
        assertFalse(button().isEnabled());
        sent(1).accept();
        bench.until("the box is empty", () -> text().getText().isEmpty());
        assertTrue(button().isEnabled());
        assertEquals(1, bench.sendings.size());
    }

    @Test
    void shiftEnterBeginsALine() {
        open();
        typed("one", "one");
        bench.enter(SWT.SHIFT);
        bench.until("there are two lines", () -> text().getLineCount() == 2);
        typed("two", "one" + text().getLineDelimiter() + "two");
        assertEquals(0, bench.sendings.size());
    }

    @Test
    void onlyCtrlEnterSendsIfSoConfigured() {
        bench.desk.setEnterSends(false);
        open();
        typed("one", "one");
        bench.enter(SWT.NONE);
        bench.until("there are two lines", () -> text().getLineCount() == 2);
        assertEquals(0, bench.sendings.size());
        bench.enter(SWT.CTRL);
        assertEquals("one", sent(1).outgoing().content().strip());
        assertEquals("Ctrl+Enter sends", button().getToolTipText());
    }

    @Test
    void refusalKeepsTheTextAndSaysWhy() {
        open();
        typed("hello", "hello");
        bench.enter(SWT.NONE);
        sent(1).refuse(Reason.SERVICE, "The customer has left & gone");
        bench.until("it says why", () -> state().equals("The customer has left && gone"));
        assertEquals("hello", text().getText());
        assertTrue(button().isEnabled());
        typed("!", "hello!");
        bench.until("the reason is gone", () -> !state().contains("left"));
    }

    @Test
    void nothingIsRefusedInTheWordsOfTheProtocol() {
        try (Language chinese = new Language(Language.CHINESE)) {
            open();
            bench.enter(SWT.NONE);
            bench.until("it says so", () -> state().equals("\u53d1\u9001\u5185\u5bb9\u4e0d\u80fd\u4e3a\u7a7a"));
            typed("x", "x");
            bench.enter(SWT.NONE);
            sent(1).refuse(Reason.SERVICE, "");
            bench.until("it says so", () -> state().equals("\u63a5\u53e3\u5f02\u5e38"));
        }
    }

    @Test
    void recipientIsFixedByTheKey() {
        open();
        typed("for ann", "for ann");
        bench.enter(SWT.NONE);
        Bench.Sending first = sent(1);
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
        Bench.Sending first = sent(1);
        bench.open(BOB);
        first.refuse(Reason.UNREACHABLE, "");
        bench.settle();
        assertEquals("Enter sends, Shift+Enter starts a new line", state());
        bench.open(ANN);
        assertEquals("The service cannot be reached. The text is kept.", state());
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
        assertEquals(1, bench.sendings.size(), "Nothing is sent twice.");
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
        assertEquals(0, bench.sendings.size(), "To press the key again is not to insist.");
        bench.enter(SWT.MOD1);
        assertEquals("1234", sent(1).outgoing().content());
        bench.sendings.get(0).accept();
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
        assertEquals(0, bench.sendings.size());
    }

    @Test
    void aDraftIsKeptAndComesBackToAnotherDesk() {
        MemoryDrafts kept = new MemoryDrafts();
        bench.desk.setDraftStore(kept);
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
}
