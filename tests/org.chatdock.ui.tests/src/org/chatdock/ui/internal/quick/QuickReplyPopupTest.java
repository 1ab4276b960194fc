// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.quick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.chatdock.api.customer.CustomerFields;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.sending.QuickReply;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.TableItem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With keys as a keyboard sends them. */
class QuickReplyPopupTest {
    private static final ConversationId BOB = new ConversationId("bob");

    private final PopupBench bench = new PopupBench();

    @AfterEach
    void close() {
        bench.close();
    }

    private void offer(QuickReply... replies) {
        bench.services.put(Replies.source(replies), Replies.origin(0, 1));
        bench.show();
    }

    private void offerThree() {
        offer(Replies.own("hours", "Opening hours", "We are open from 9 to 5."),
                Replies.own("hello", "", "Hello, how can I help you?"), Replies.shared("bye", "", "Thank you!"));
    }

    private void typed(String keys, String expected) {
        bench.type(keys);
        bench.until("'" + expected + "' is there", () -> bench.text.getText().equals(expected));
    }

    private void listed(String... names) {
        bench.until(Arrays.toString(names) + " are offered", () -> names().equals(List.of(names)));
    }

    private List<String> names() {
        if (!bench.isOpen()) {
            return List.of();
        }
        return Arrays.stream(bench.table().getItems()).map(item -> item.getText(0)).toList();
    }

    private String selected() {
        TableItem[] items = bench.table().getSelection();
        return items.length == 1 ? items[0].getText(0) : "";
    }

    private void closed() {
        bench.until("the list is closed", () -> !bench.isOpen());
    }

    private void textIs(String text) {
        bench.until("'" + text + "' is there, not '" + bench.text.getText() + "'",
                () -> bench.text.getText().equals(text));
    }

    @Test
    void aSlashAtTheBeginningOpensTheList() {
        offerThree();
        typed("/", "/");
        listed("hello", "hours", "bye");
        assertEquals("hello", selected());
        assertTrue(bench.text.isFocusControl());
    }

    @Test
    void whatIsTypedIsSearchedFor() {
        offerThree();
        typed("/h", "/h");
        listed("hello", "hours");
        typed("o", "/ho");
        listed("hours", "hello");
        typed("u", "/hou");
        listed("hours");
        bench.press(SWT.BS);
        listed("hours", "hello");
        bench.press(SWT.BS);
        bench.press(SWT.BS);
        listed("hello", "hours", "bye");
        bench.press(SWT.BS);
        closed();
    }

    @Test
    void enterInsertsAtTheCaretInPlaceOfTheQuery() {
        offerThree();
        bench.text.setText("Dear Ann,  Bye");
        bench.text.setSelection("Dear Ann, ".length());
        typed("/hou", "Dear Ann, /hou Bye");
        listed("hours");
        bench.press(SWT.CR);
        textIs("Dear Ann, We are open from 9 to 5. Bye");
        closed();
        assertEquals("Dear Ann, We are open from 9 to 5.".length(), bench.text.getCaretPosition());
        assertEquals(0, bench.enters, "Enter was the list's.");
        bench.press(SWT.CR);
        bench.until("Enter is the box's again", () -> bench.enters == 1);
        assertEquals(List.of("ann: We are open from 9 to 5. []"), bench.texts);
    }

    @Test
    void tabInsertsAndStays() {
        offerThree();
        typed("/by", "/by");
        listed("bye");
        bench.press(SWT.TAB);
        textIs("Thank you!");
        bench.settle();
        assertTrue(bench.text.isFocusControl());
        assertEquals("Thank you!", bench.text.getText());
    }

    @Test
    void theArrowsChoose() {
        offerThree();
        typed("/", "/");
        listed("hello", "hours", "bye");
        bench.press(SWT.ARROW_DOWN);
        bench.until("the second is selected", () -> selected().equals("hours"));
        bench.press(SWT.PAGE_DOWN);
        bench.until("the last is selected", () -> selected().equals("bye"));
        bench.press(SWT.ARROW_DOWN);
        bench.until("it goes round", () -> selected().equals("hello"));
        bench.press(SWT.ARROW_UP);
        bench.until("it goes round", () -> selected().equals("bye"));
        bench.press(SWT.PAGE_UP);
        bench.until("the first is selected", () -> selected().equals("hello"));
        bench.press(SWT.ARROW_DOWN);
        bench.press(SWT.KEYPAD_CR);
        textIs("We are open from 9 to 5.");
    }

    @Test
    void escapeClosesAndKeepsWhatWasTyped() {
        offerThree();
        typed("/ho", "/ho");
        listed("hours", "hello");
        bench.press(SWT.ESC);
        closed();
        typed("u", "/hou");
        bench.settle();
        assertFalse(bench.isOpen(), "It has been sent away.");
        bench.press(SWT.CR);
        bench.until("Enter is the box's again", () -> bench.enters == 1);
        assertTrue(bench.shell.isVisible(), "Escape was the list's.");
    }

    @Test
    void aSlashInAWordIsASlash() {
        offerThree();
        typed("1/2 ", "1/2 ");
        bench.settle();
        assertFalse(bench.isOpen());
        typed("/", "1/2 /");
        listed("hello", "hours", "bye");
    }

    @Test
    void whatNobodyMeansIsNotOffered() {
        offerThree();
        typed("/x", "/x");
        closed();
        bench.press(SWT.CR);
        bench.until("Enter is the box's", () -> bench.enters == 1);
        bench.press(SWT.BS);
        listed("hello", "hours", "bye");
        typed(" ", "/ ");
        closed();
    }

    @Test
    void theKeyOpensTheListAtTheCaret() {
        offerThree();
        typed("So: ", "So: ");
        bench.key('/', '/', SWT.CTRL);
        listed("hello", "hours", "bye");
        typed("ho", "So: ho");
        listed("hours", "hello");
        bench.press(SWT.CR);
        textIs("So: We are open from 9 to 5.");
        bench.key('/', '/', SWT.CTRL);
        listed("hello", "hours", "bye");
        bench.key('/', '/', SWT.CTRL);
        closed();
        textIs("So: We are open from 9 to 5.");
    }

    @Test
    void theKeySaysThatThereIsNothing() {
        offer();
        bench.key('/', '/', SWT.CTRL);
        bench.until("it says so", () -> bench.isOpen() && bench.hint().startsWith("There are no quick replies yet."));
        bench.press(SWT.ESC);
        closed();
        typed("/", "/");
        bench.settle();
        assertFalse(bench.isOpen(), "A slash is no question.");
    }

    @Test
    void aClickInserts() {
        offerThree();
        typed("/h", "/h");
        listed("hello", "hours");
        bench.click(1);
        textIs("We are open from 9 to 5.");
        closed();
        bench.settle();
        assertTrue(bench.text.isFocusControl());
    }

    @Test
    void anotherPlaceForTheCaretClosesTheList() {
        offerThree();
        typed("a /h", "a /h");
        listed("hello", "hours");
        bench.press(SWT.ARROW_LEFT);
        closed();
        textIs("a /h");
    }

    @Test
    void anInputMethodNeitherChoosesNorCloses() {
        offer(Replies.own("营业时间", "", "九点到五点"), Replies.own("hello", "", "Hello"));
        typed("/", "/");
        listed("hello", "营业时间");
        // Composing: keys that it takes for itself come without a character and without a code, or not at all.
        for (int i = 0; i < 3; i++) {
            Event key = new Event();
            key.stateMask = 0;
            bench.text.notifyListeners(SWT.KeyDown, key);
            bench.text.notifyListeners(SWT.KeyUp, new Event());
        }
        bench.settle();
        assertTrue(bench.isOpen());
        assertEquals("/", bench.text.getText());
        // The end of the composition: the text changes at once, without a key.
        bench.text.insert("营业");
        listed("营业时间");
        bench.press(SWT.CR);
        textIs("九点到五点");
    }

    @Test
    void theSlashOfAnInputMethodCounts() {
        offerThree();
        bench.text.insert("／");
        listed("hello", "hours", "bye");
        bench.press(SWT.ESC);
        closed();
        bench.text.setText("");
        bench.text.insert("、");
        listed("hello", "hours", "bye");
    }

    @Test
    void theListClosesWithTheFocus() {
        offerThree();
        typed("/h", "/h");
        listed("hello", "hours");
        bench.other.setFocus();
        closed();
        assertEquals("/h", bench.text.getText());
    }

    @Test
    void nothingIsLeftOfATextThatIsGone() {
        offerThree();
        typed("/h", "/h");
        listed("hello", "hours");
        bench.text.dispose();
        assertFalse(Arrays.stream(bench.display.getShells()).anyMatch(shell -> "quick".equals(PopupBench.id(shell))));
        bench.other.setFocus();
        bench.press(SWT.CR);
        bench.settle();
    }

    @Test
    void aTextThatIsSetOpensNothing() {
        offerThree();
        bench.text.setText("see /");
        bench.settle();
        assertFalse(bench.isOpen());
    }

    @Test
    void whatIsMissingIsKeptAndSelected() {
        bench.services.put((CustomerFields) conversation -> Map.of("shop", "Rome"), Replies.origin(0, 7));
        offer(Replies.own("order", "", "From {shop}:\n{order.number} of {date}"));
        typed("a /o", "a /o");
        listed("order");
        bench.press(SWT.CR);
        String delimiter = bench.text.getLineDelimiter();
        textIs("a From Rome:" + delimiter + "{order.number} of {date}");
        assertEquals("{order.number}", bench.text.getSelectionText());
        assertEquals(List.of("ann: From Rome:\n{order.number} of {date} [order.number, date]"), bench.texts);
        typed("17", "a From Rome:" + delimiter + "17 of {date}");
    }

    @Test
    void severalPartsAreGivenToTheBoxInOrder() {
        offer(new QuickReply("guide", "How to get here",
                List.of(Replies.part("We are here:"), Replies.picture("http://x/map.png"), Replies.part("See you!")),
                true));
        typed("Hi /g", "Hi /g");
        listed("guide");
        assertEquals("How to get here (3 messages)", bench.table().getItem(0).getText(1));
        bench.press(SWT.CR);
        textIs("Hi ");
        assertEquals(List.of("ann: text We are here:, image http://x/map.png, text See you!"), bench.parts);
        assertEquals(List.of(), bench.texts);
    }

    @Test
    void aPictureAloneIsAPart() {
        offer(new QuickReply("map", "", List.of(Replies.picture("http://x/map.png")), true));
        typed("/", "/");
        listed("map");
        assertEquals("picture or file", bench.table().getItem(0).getText(1));
        bench.press(SWT.CR);
        textIs("");
        assertEquals(List.of("ann: image http://x/map.png"), bench.parts);
    }

    @Test
    void aReplyIsNeverFilledForAnother() {
        offerThree();
        typed("/hou", "/hou");
        listed("hours");
        bench.to = BOB;
        bench.press(SWT.CR);
        closed();
        bench.settle();
        assertEquals("/hou", bench.text.getText());
        assertEquals(List.of(), bench.texts);
    }

    @Test
    void nobodysBoxOffersNothing() {
        offerThree();
        bench.to = null;
        typed("/", "/");
        bench.settle();
        assertFalse(bench.isOpen());
    }

    @Test
    void aLateSourceIsWaitedForAndChangesNoChoice() {
        List<CompletableFuture<List<QuickReply>>> late = new ArrayList<>();
        bench.services.put(() -> {
            CompletableFuture<List<QuickReply>> answer = new CompletableFuture<>();
            bench.display.asyncExec(() -> late.add(answer));
            return answer;
        }, Replies.origin(0, 2));
        bench.show();
        typed("/h", "/h");
        bench.until("it says so", () -> bench.isOpen() && bench.hint().startsWith("Looking for"));
        bench.press(SWT.CR);
        closed();
        assertEquals(0, bench.enters, "Not sent by somebody who was too quick.");
        bench.until("it was asked", () -> late.size() == 1);
        late.get(0).complete(List.of(Replies.own("hello", "", "x"), Replies.own("hours", "", "x")));
        bench.settle();
        bench.press(SWT.BS);
        bench.press(SWT.BS);
        typed("/", "/");
        listed("hello", "hours");
        bench.press(SWT.ARROW_DOWN);
        bench.until("the second is selected", () -> selected().equals("hours"));
        bench.until("it was asked", () -> late.size() == 2);
        late.get(1).complete(List.of(Replies.own("a", "", "x"), Replies.own("hello", "", "x"),
                Replies.own("hours", "", "x")));
        listed("a", "hello", "hours");
        assertEquals("hours", selected());
    }

    @Test
    void screenReadersAreToldWhatIsSelected() {
        offerThree();
        typed("/h", "/h");
        listed("hello", "hours");
        assertEquals("Quick reply hello, Hello, how can I help you?, 1 of 2", bench.description());
        assertEquals("Quick replies", PopupBench.name(bench.table()));
        bench.press(SWT.ARROW_DOWN);
        bench.until("it is told", () -> "Quick reply hours, Opening hours, 2 of 2".equals(bench.description()));
        bench.press(SWT.ESC);
        closed();
        assertNull(bench.description());
    }

    @Test
    void theListStaysOnTheScreenAndFollowsTheWindow() {
        offerThree();
        typed("/", "/");
        listed("hello", "hours", "bye");
        Shell list = bench.popup();
        int caret = bench.text.toDisplay(bench.text.getCaretLocation()).y;
        assertTrue(list.getBounds().y + list.getBounds().height <= caret
                || list.getBounds().y >= caret + bench.text.getLineHeight(), "It does not cover what is typed.");
        bench.shell.setLocation(bench.shell.getLocation().x + 40, 0);
        bench.until("it has followed", () -> {
            int now = bench.text.toDisplay(bench.text.getCaretLocation()).y;
            return list.getBounds().y == now + bench.text.getLineHeight() + 4
                    || list.getBounds().y + list.getBounds().height == now - 4;
        });
        assertTrue(bench.text.isFocusControl());
    }
}
