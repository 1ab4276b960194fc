// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import static org.chatdock.ui.internal.view.Bench.ANN;
import static org.chatdock.ui.internal.view.Bench.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.message.MessageType;
import org.chatdock.ui.internal.model.Say;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    private static final int MOST = 200;
    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    private int controls() {
        return Bench.all(bench.transcript()).size() - 1;
    }

    private boolean sees(String id) {
        return bench.transcript().visibleMessages().contains(new MessageId(id));
    }

    private MessageId firstSeen() {
        return bench.transcript().visibleMessages().get(0);
    }

    private Button newMessages() {
        return (Button) bench.find("transcript.newMessages");
    }

    @Test
    void tenThousandMessagesNeedFewControls() {
        // Three times as many as are seen would be too many here.
        bench.shell.setSize(520, 1_900);
        bench.store.appendAll(Say.many("ann", 0, 10_000));
        bench.showConversation(ANN);
        assertTrue(sees("ann-9999"));
        assertTrue(controls() <= MOST);
        for (int i = 0; i < 60; i++) {
            bench.transcript().page(-1);
            while (bench.display.readAndDispatch()) {
                assertTrue(controls() <= MOST, "" + controls());
            }
        }
        assertFalse(sees("ann-9999"));
        bench.transcript().toStartOfAll();
        bench.until("the first message is seen", () -> sees("ann-0"));
        assertEquals(10_000, bench.store.page(ANN, null, 20_000).size());
        assertTrue(controls() <= MOST, "" + controls());
        assertEquals(0, bench.pixel("ann-0"));
        bench.transcript().toEnd();
        bench.until("the newest is seen", () -> sees("ann-9999"));
        assertTrue(controls() <= MOST, "" + controls());
    }

    @Test
    void followsAtTheEnd() {
        bench.store.appendAll(Say.many("ann", 0, 60));
        bench.showConversation(ANN);
        bench.store.append(Say.user("ann", 60));
        bench.until("the new message is seen", () -> sees("ann-60"));
        int lower = bench.row("ann-60").getBounds().y + bench.row("ann-60").getBounds().height;
        assertTrue(lower <= bench.transcript().getClientArea().height, "It is seen whole.");
        assertFalse(newMessages().getVisible());
    }

    @Test
    void scrolledUpNothingMovesAndTheButtonCounts() {
        bench.store.appendAll(Say.many("ann", 0, 200));
        bench.showConversation(ANN);
        bench.settle();
        bench.transcript().page(-1);
        bench.settle();
        String eye = firstSeen().value();
        int before = bench.pixel(eye);
        bench.store.appendAll(Say.many("ann", 200, 3));
        bench.store.append(Say.agent("ann", 203, "own messages do not count"));
        bench.until("the button counts", () -> newMessages().getText().contains("3 new messages"));
        bench.settle();
        assertEquals(before, bench.pixel(eye));
        assertTrue(newMessages().getVisible());
        click(newMessages());
        bench.until("the first new one is seen", () -> sees("ann-200"));
        bench.transcript().toEnd();
        bench.settle();
        assertFalse(newMessages().getVisible());
    }

    private static void click(Control control) {
        control.notifyListeners(SWT.Selection, new Event());
    }

    @Test
    void olderPagesMoveNothing() {
        bench.store.appendAll(Say.many("ann", 0, 300));
        bench.showConversation(ANN);
        bench.settle();
        for (int round = 0; round < 12; round++) {
            bench.transcript().scrollBy(-333);
            Map<String, Integer> before = places();
            bench.settle();
            places().forEach((id, y) -> {
                if (before.containsKey(id)) {
                    assertStays(id, before.get(id).intValue(), y.intValue());
                }
            });
        }
        assertTrue(bench.store.pagesRead() > 2, "Older pages came in on the way.");
    }

    /** The places of the messages that are seen. */
    private Map<String, Integer> places() {
        Map<String, Integer> places = new TreeMap<>();
        bench.transcript().visibleMessages()
                .forEach(id -> places.put(id.value(), Integer.valueOf(bench.pixel(id.value()))));
        return places;
    }

    private static void assertStays(String id, int before, int after) {
        assertTrue(Math.abs(before - after) <= 1, id + " moved from " + before + " to " + after);
    }

    @Test
    void narrowerViewKeepsWhatIsReadAndCutsNothing() {
        String words = "one two three four five six seven eight nine ten ".repeat(6);
        for (int i = 0; i < 120; i++) {
            bench.store.append(Say.user("ann", i, i + " " + words));
        }
        bench.showConversation(ANN);
        bench.transcript().page(-2);
        bench.settle();
        String eye = firstSeen().value();
        int before = bench.pixel(eye);
        bench.shell.setSize(380, 640);
        bench.until("the view is narrow", () -> bench.transcript().getClientArea().width < 385);
        bench.settle();
        assertStays(eye, before, bench.pixel(eye));
        for (Control child : Bench.all(bench.row(eye))) {
            if (child instanceof StyledText text) {
                assertTrue(text.getLocation().x + text.getSize().x <= bench.transcript().getClientArea().width);
                assertTrue(text.computeSize(text.getSize().x, SWT.DEFAULT).y <= text.getSize().y);
            }
        }
    }

    @Test
    void everyTypeIsShown() {
        Attachment file = new Attachment("", "https://127.0.0.1:1/bill.pdf", "media-1");
        List<String> types = List.of(MessageType.TEXT, MessageType.IMAGE, MessageType.FILE, MessageType.VOICE,
                MessageType.VIDEO, MessageType.LINK, MessageType.EVENT);
        for (int i = 0; i < types.size(); i++) {
            bench.store.append(Say.begin("ann", i).type(types.get(i)).content("content " + i)
                    .attachment(i == 0 ? Attachment.NONE : file).build());
        }
        bench.shell.setSize(600, 1_100);
        bench.showConversation(ANN);
        bench.until("all are seen", () -> bench.transcript().visibleMessages().size() == types.size());
        for (int i = 0; i < types.size(); i++) {
            Row row = bench.row(Say.id("ann", i));
            assertEquals("BuiltIn", row.renderer().ask(one -> one.getClass().getSimpleName(), ""));
            assertTrue(row.getChildren()[0].getSize().y > 10, types.get(i));
        }
        assertEquals(Side.NOTICE, bench.row("ann-6").side());
        assertEquals("content 0", text(bench.row("ann-0")));
    }

    @Test
    void unknownTypeShowsItsFields() {
        bench.store.appendUnknown(Say.begin("ann", 0).type("order").extra("OrderNo", "20231")
                .extra("Amount", new BigDecimal("129.90")).build());
        bench.showConversation(ANN);
        String text = text(bench.row("ann-0"));
        assertEquals("Message of type \u201corder\u201d\nOrderNo: 20231\nAmount: 129.90", text.replace("\r", ""));
        bench.store.append(Say.begin("ann", 0).type(MessageType.TEXT).content("now known").build());
    }

    private static String text(Row row) {
        return Bench.all(row).stream().filter(StyledText.class::isInstance).map(one -> ((StyledText) one).getText())
                .findFirst().orElse("");
    }

    @Test
    void rendererThatThrowsHurtsOnlyItsOwnRow() {
        bench.shell.setSize(520, 1_000);
        for (GuestRenderer.Fault fault : EnumSet.complementOf(EnumSet.of(GuestRenderer.Fault.POISON))) {
            GuestRenderer guest = new GuestRenderer("bad", fault);
            bench.contributions.renderers().put(guest, Bench.GUEST);
            String customer = fault.name();
            bench.store.append(Say.user(customer, 0, "good"));
            for (int i = 1; i < 9; i++) {
                bench.store.append(Say.begin(customer, i).type("bad").content("words").build());
            }
            if (bench.desk.current().isEmpty()) {
                bench.showConversation(new ConversationId(customer));
            } else {
                bench.open(new ConversationId(customer));
            }
            bench.settle();
            assertEquals("good", text(bench.row(Say.id(customer, 0))));
            for (int i = 1; i < 9; i++) {
                assertTrue(text(bench.row(Say.id(customer, i))).contains("words"), fault.name());
            }
            int errors = bench.log.errors().size() - bench.expectedErrors;
            assertTrue(errors > 0 && errors <= 4, "A renderer is left alone after three failures: " + errors);
            bench.log.assertNowhere("words");
            bench.contributions.renderers().remove(guest);
            bench.expectedErrors = bench.log.errors().size();
        }
    }

    @Test
    void scrollingOverAPoisonedMessageDoesNotUseUpARenderersPatience() {
        GuestRenderer guest = new GuestRenderer(MessageType.TEXT, GuestRenderer.Fault.POISON);
        bench.contributions.renderers().put(guest, Bench.GUEST);
        bench.store.appendAll(Say.many("ann", 0, 60));
        bench.store.append(Say.user("ann", 60, GuestRenderer.POISON));
        bench.store.appendAll(Say.many("ann", 61, 1));
        bench.showConversation(ANN);
        for (int i = 0; i < 5; i++) {
            bench.transcript().page(-1);
            bench.transcript().page(-1);
            bench.settle();
            bench.transcript().toEnd();
            bench.settle();
        }
        assertEquals(1, bench.log.errors().size());
        bench.expectedErrors = 1;
        assertTrue(bench.row("ann-61").renderer().ask(one -> one == guest, false));
        assertFalse(bench.row("ann-60").renderer().ask(one -> one == guest, false));
    }

    @Test
    void guestRendererComesAndGoes() {
        bench.store.append(Say.begin("ann", 0).type(MessageType.TEXT).content("plain").build());
        bench.showConversation(ANN);
        GuestRenderer guest = new GuestRenderer(MessageType.TEXT, null);
        bench.contributions.renderers().put(guest, Bench.GUEST);
        bench.until("the guest shows it", () -> bench.row("ann-0").renderer().ask(one -> one == guest, false));
        assertEquals(1, guest.bound());
        bench.contributions.renderers().remove(guest);
        bench.until("the guest is gone", () -> "plain".equals(text(bench.row("ann-0"))));
        assertEquals(0, guest.bound());
    }

    @Test
    void bodiesAreBoundAndUnboundInTurnAndUnboundInTheEnd() {
        GuestRenderer guest = new GuestRenderer(MessageType.TEXT, null);
        bench.contributions.renderers().put(guest, Bench.GUEST);
        bench.store.appendAll(Say.many("ann", 0, 400));
        bench.showConversation(ANN);
        for (int i = 0; i < 20; i++) {
            bench.transcript().page(i % 3 == 0 ? 1 : -1);
            bench.settle();
        }
        assertTrue(guest.bound() > 0);
        assertTrue(guest.created() < 150, "Bodies are used again: " + guest.created());
        bench.shell.dispose();
        assertEquals(0, guest.bound());
    }

    @Test
    void hiddenViewDoesNothing() {
        GuestRenderer guest = new GuestRenderer(MessageType.TEXT, null);
        bench.contributions.renderers().put(guest, Bench.GUEST);
        bench.store.appendAll(Say.many("ann", 0, 10));
        Control view = bench.showConversation(ANN).control();
        bench.settle();
        view.setVisible(false);
        bench.settle();
        int layouts = bench.transcript().layouts();
        int calls = guest.calls();
        int pages = bench.store.pagesRead();
        for (int i = 10; i < 1_010; i++) {
            bench.store.append(Say.user("ann", i));
        }
        bench.settle();
        assertEquals(layouts, bench.transcript().layouts());
        assertEquals(calls, guest.calls());
        assertEquals(pages, bench.store.pagesRead());
        view.setVisible(true);
        bench.until("the newest is seen", () -> sees("ann-1009"));
    }

    @Test
    void burstIsShownInFewSteps() {
        bench.showConversation(ANN);
        bench.settle();
        int layouts = bench.transcript().layouts();
        for (int i = 0; i < 1_000; i++) {
            bench.store.append(Say.user("ann", i));
        }
        bench.until("the newest is seen", () -> sees("ann-999"));
        assertTrue(bench.transcript().layouts() - layouts <= 20, "" + (bench.transcript().layouts() - layouts));
    }

    @Test
    void anotherConversationShowsItsOwnMessages() {
        bench.store.appendAll(Say.many("ann", 0, 80));
        bench.store.appendAll(Say.many("bob", 0, 3));
        bench.showConversation(ANN);
        bench.open(BOB);
        bench.until("bob's are seen", () -> sees("bob-2"));
        assertEquals(List.of(new MessageId("bob-0"), new MessageId("bob-1"), new MessageId("bob-2")),
                bench.transcript().visibleMessages());
        assertEquals(bench.transcript().visibleMessages(), bench.transcript().realisedMessages());
    }

    @Test
    void emptyStatesSayWhatToDo() {
        bench.desk.createConversation(bench.shell);
        bench.show();
        assertEquals("Select a conversation in the inbox.", words());
        bench.desk.open(ANN);
        bench.until("it is loaded", () -> words().equals("No messages yet."));
        bench.desk.unsetStore(bench.store);
        bench.desk.open(BOB);
        bench.until("it says so", () -> words().startsWith("Chat is not configured."));
        bench.desk.setStore(bench.store);
        bench.until("it has recovered", () -> words().equals("No messages yet."));
    }

    private String words() {
        return ((Label) bench.find("conversation.notice")).getText();
    }

    @Test
    void otherThemeShowsEveryRowAnewInItsColours() {
        bench.store.append(Say.user("ann", 0, "hello"));
        bench.showConversation(ANN);
        Color light = bench.row("ann-0").getBackground();
        bench.transcript().setBackground(new Color(30, 30, 30));
        bench.transcript().setForeground(new Color(220, 220, 220));
        bench.transcript().redraw();
        bench.until("the row is dark", () -> !bench.row("ann-0").getBackground().equals(light));
        assertTrue(Palette.luminance(bench.row("ann-0").getBackground().getRGB()) < 0.3);
        assertEquals("hello", text(bench.row("ann-0")));
    }

    @Test
    void isMarkedAsReadOnlyByAnAgentWhoIsThere() {
        bench.store.appendAll(Say.many("ann", 0, 80));
        bench.showConversation(ANN);
        bench.until("the shell is active", () -> bench.display.getActiveShell() == bench.shell);
        bench.focus(bench.find("composer.text"));
        bench.until("it is read", () -> bench.store.unread(ANN) == 0);
        bench.transcript().page(-1);
        bench.settle();
        bench.store.append(Say.user("ann", 80));
        bench.settle();
        assertEquals(1, bench.store.unread(ANN));
        bench.transcript().toEnd();
        bench.until("it is read", () -> bench.store.unread(ANN) == 0);
    }
}
