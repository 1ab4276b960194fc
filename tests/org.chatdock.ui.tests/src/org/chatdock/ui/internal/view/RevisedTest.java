// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import static org.chatdock.ui.internal.view.Bench.ANN;
import static org.chatdock.ui.internal.view.Bench.GUEST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.chatdock.api.message.MessageId;
import org.chatdock.api.message.MessageType;
import org.chatdock.api.store.Revision;
import org.chatdock.ui.internal.model.Language;
import org.chatdock.ui.internal.model.Say;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages that were edited or recalled after they had been shown. */
class RevisedTest {
    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    /** Empty while there is no such row: one that is replaced is gone for a moment. */
    private List<Control> row(String id) {
        return Arrays.stream(bench.transcript().getChildren())
                .filter(row -> row.isVisible() && id.equals(row.getData(Ids.MESSAGE))).toList();
    }

    private String name(String id) {
        return row(id).stream().map(row -> (String) row.getData(Ids.class.getName())).reduce("", String::concat);
    }

    private String text(String id) {
        return row(id).stream().flatMap(row -> Bench.all(row).stream())
                .map(control -> control instanceof StyledText text ? text.getText()
                        : control instanceof Label label ? label.getText() : "").reduce("", String::concat);
    }

    private int width(String id) {
        return row(id).stream().mapToInt(row -> ((Row) row).getChildren()[0].getSize().x).sum();
    }

    @Test
    void newWordsComeInTheOldOnesPlaceAndAreMarked() {
        bench.store.appendAll(Say.many("ann", 0, 3));
        bench.showConversation(ANN);
        assertFalse(name("ann-1").contains("edited"), name("ann-1"));
        bench.store.revise(Revision.edit(new MessageId("ann-1"), 1, "other words"));
        bench.until("they are there", () -> text("ann-1").equals("other words"));
        assertTrue(name("ann-1").endsWith(", edited: other words"), name("ann-1"));
        assertFalse(name("ann-2").contains("edited"), name("ann-2"));
        bench.store.revise(Revision.edit(new MessageId("ann-1"), 2, "final words"));
        bench.until("they are there", () -> text("ann-1").equals("final words"));
    }

    @Test
    void anEditedMessageLeavesRoomForTheWordBesideTheTime() {
        bench.store.append(Say.user("ann", 0, "long ".repeat(100)));
        bench.showConversation(ANN);
        int before = width("ann-0");
        bench.store.revise(Revision.edit(new MessageId("ann-0"), 1, "longer ".repeat(100)));
        bench.until("there is room", () -> width("ann-0") > 0 && width("ann-0") < before - 20);
    }

    @Test
    void whatWasRecalledLeavesAQuietLineAndNoRendererIsAskedForIt() {
        GuestRenderer stranger = new GuestRenderer(MessageType.TEXT, null);
        bench.contributions.renderers().put(stranger, GUEST);
        bench.store.appendAll(Say.many("ann", 0, 3));
        bench.showConversation(ANN);
        bench.until("the stranger shows them", () -> stranger.bound() == 3);
        bench.store.revise(Revision.recall(new MessageId("ann-1"), 1));
        bench.until("it is gone", () -> text("ann-1").equals("Message recalled"));
        assertEquals(2, stranger.bound());
        assertTrue(name("ann-1").endsWith(": Message recalled"), name("ann-1"));
        assertFalse(name("ann-1").contains("edited"), name("ann-1"));
        assertEquals("Message recalled",
                bench.transcript().plainText(bench.store.find(new MessageId("ann-1")).orElseThrow()));
        int calls = stranger.calls();
        bench.store.revise(Revision.recall(new MessageId("ann-2"), 1));
        bench.until("it is gone", () -> text("ann-2").equals("Message recalled"));
        assertEquals(calls, stranger.calls(), "Not even whether it would.");
    }

    @Test
    void aHiddenTranscriptIsUpToDateWhenItIsShown() {
        bench.store.append(Say.user("ann", 0, "secret"));
        var view = bench.showConversation(ANN);
        view.control().setVisible(false);
        bench.store.revise(Revision.recall(new MessageId("ann-0"), 1));
        bench.settle();
        view.control().setVisible(true);
        bench.until("it is gone", () -> text("ann-0").equals("Message recalled"));
    }

    @Test
    void chineseAgentsReadChinese() {
        try (Language language = new Language(Language.CHINESE)) {
            bench.store.appendAll(Say.many("ann", 0, 2));
            bench.showConversation(ANN);
            bench.store.revise(Revision.recall(new MessageId("ann-0"), 1));
            bench.store.revise(Revision.edit(new MessageId("ann-1"), 1, "other"));
            bench.until("it is gone", () -> text("ann-0").equals("\u6d88\u606f\u5df2\u64a4\u56de"));
            bench.until("it is marked", () -> name("ann-1").contains("\u5df2\u7f16\u8f91"));
        }
    }
}
