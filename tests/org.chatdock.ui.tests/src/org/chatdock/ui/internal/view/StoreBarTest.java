// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import static org.chatdock.ui.internal.view.Bench.ANN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.chatdock.api.store.StoreHealth;
import org.chatdock.api.store.StoreStatus;
import org.chatdock.api.store.StoreStatus.State;
import org.chatdock.ui.internal.model.Language;
import org.chatdock.ui.internal.model.Say;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreBarTest {
    private static final String LONG = "The key of the message store /home/lin/workspace/messages.db cannot be read. "
            .repeat(6).strip();

    private final Bench bench = new Bench();
    private volatile StoreStatus status = given(State.READY, "");
    private volatile int seen;
    private final StoreHealth health = new StoreHealth() {
        @Override
        public StoreStatus status() {
            return status;
        }

        @Override
        public void noticesSeen() {
            seen++;
            become(given(State.READY, ""));
        }
    };

    @AfterEach
    void close() {
        bench.close();
    }

    private static StoreStatus given(State state, String problem, String... notices) {
        return new StoreStatus(state, true, "/w/messages.db", problem, List.of(notices));
    }

    private void become(StoreStatus now) {
        status = now;
        bench.desk.storeStatusChanged();
    }

    private void openInbox() {
        bench.desk.setHealth(health);
        bench.desk.createInbox(bench.shell);
        bench.show();
    }

    private String text(String id) {
        return ((Label) bench.find(id)).getText();
    }

    private void click(String id) {
        assertTrue(bench.find(id).isVisible(), id);
        bench.find(id).notifyListeners(SWT.Selection, new Event());
    }

    private boolean isThere() {
        return bench.find("store").isVisible();
    }

    @Test
    void aFullDiskIsSaidAtOnceAndNoLongerThanItLasts() {
        openInbox();
        bench.settle();
        assertFalse(isThere());
        become(given(State.NOT_WRITABLE, "The disk is full; make room."));
        bench.until("it is said", this::isThere);
        assertEquals("New messages cannot be saved at the moment", text("store.title"));
        assertEquals("The disk is full; make room.", text("store.text").replace("\n", " "));
        assertFalse(bench.find("store.dismiss").isVisible());
        become(given(State.READY, ""));
        bench.until("it has gone", () -> !isThere());
    }

    @Test
    void aNoteGoesWhenTheAgentHasSeenIt() {
        status = given(State.READY, "", "A damaged file was set aside.");
        openInbox();
        bench.until("it is said", this::isThere);
        click("store.dismiss");
        assertEquals(1, seen);
        bench.until("it has gone", () -> !isThere());
    }

    @Test
    void aLongTextIsCutUntilTheDetailsAreAskedForAndCanBeCopied() {
        status = given(State.UNAVAILABLE, LONG);
        openInbox();
        bench.until("it is said", this::isThere);
        bench.until("it is cut", () -> text("store.text").lines().count() == 3 && text("store.text").endsWith("\u2026"));
        click("store.details");
        bench.until("all is there", () -> text("store.text").replace("\n", " ").startsWith(LONG));
        assertTrue(text("store.text").endsWith("Store: /w/messages.db"), text("store.text"));
        bench.until("there is room for it", () -> bench.find("store.text").getSize().y > 6
                * ((Label) bench.find("store.title")).getSize().y);
        click("store.copy");
        Clipboard clipboard = new Clipboard(bench.display);
        try {
            String copied = (String) clipboard.getContents(TextTransfer.getInstance());
            assertTrue(copied.startsWith("Messages cannot be read or saved\n" + LONG), copied);
        } finally {
            clipboard.dispose();
        }
    }

    @Test
    void thePartsSayWhatIsTheMatterWithoutAStoreAndComeAliveWhenItComes() {
        bench.desk.unsetStore(bench.store);
        status = given(State.OPENING, "");
        openInbox();
        bench.until("it is opening", () -> text("inbox.notice").startsWith("Opening"));
        assertFalse(isThere());
        become(given(State.UNAVAILABLE, "It is locked by another program."));
        bench.until("it is said", this::isThere);
        bench.until("the list says so, too", () -> text("inbox.notice").startsWith("Conversations appear here"));
        bench.store.append(Say.user("ann", 0));
        status = given(State.READY, "");
        bench.desk.setStore(bench.store);
        bench.until("it is alive", () -> ((Table) bench.find("inbox.list")).getItemCount() == 1 && !isThere());
    }

    @Test
    void aConversationThatWasOpenedTooEarlyComesAlive() {
        bench.store.append(Say.user("ann", 0));
        bench.desk.unsetStore(bench.store);
        status = given(State.UNAVAILABLE, "It is locked by another program.");
        bench.desk.setHealth(health);
        bench.desk.createConversation(bench.shell);
        bench.show();
        bench.desk.open(ANN);
        bench.until("it is said", this::isThere);
        bench.until("and instead of messages", () -> text("conversation.notice").startsWith("Conversations appear"));
        status = given(State.READY, "");
        bench.desk.setStore(bench.store);
        bench.until("its message is there", () -> !bench.transcript().visibleMessages().isEmpty() && !isThere());
    }

    @Test
    void theLineTellsHowMessagesAreKept() {
        bench.desk.setHealth(health);
        bench.connect();
        bench.desk.createLine(bench.shell);
        bench.show();
        bench.until("it is told", () -> "Messages are kept encrypted.".equals(lastLine(bench.find("status.words"))));
        become(new StoreStatus(State.READY, false, "/w/messages.db", "", List.of()));
        bench.until("it is told", () -> "Messages are kept unencrypted.".equals(lastLine(bench.find("status.words"))));
    }

    private static String lastLine(Control control) {
        String tip = control.getToolTipText();
        return tip == null ? "" : tip.substring(tip.lastIndexOf('\n') + 1);
    }

    @Test
    void chineseAgentsReadChinese() {
        try (Language language = new Language(Language.CHINESE)) {
            status = given(State.NOT_WRITABLE, "The disk is full; make room.");
            openInbox();
            bench.until("it is said", this::isThere);
            assertEquals("\u76ee\u524d\u65e0\u6cd5\u4fdd\u5b58\u65b0\u6d88\u606f", text("store.title"));
        }
    }

    @Test
    void itIsLegibleOnEveryGround() {
        status = given(State.UNAVAILABLE, LONG);
        openInbox();
        bench.until("it is said", this::isThere);
        for (int grey : new int[] { 30, 250 }) {
            bench.find("inbox").setBackground(new Color(grey, grey, grey));
            bench.find("inbox").redraw();
            bench.until("it is legible on " + grey, () -> {
                RGB ground = bench.find("store").getBackground().getRGB();
                return Math.abs(ground.green - grey) < 60
                        && Palette.contrast(bench.find("store.text").getForeground().getRGB(), ground) >= 4.5
                        && Palette.contrast(((Link) bench.find("store.copy")).getLinkForeground().getRGB(),
                                ground) >= 4.5;
            });
        }
    }
}
