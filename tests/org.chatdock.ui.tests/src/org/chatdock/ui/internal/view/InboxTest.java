// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import static org.chatdock.ui.internal.view.Bench.ANN;
import static org.chatdock.ui.internal.view.Bench.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.customer.Customer;
import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.ConversationState;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.CustomerCache;
import org.chatdock.api.store.Revision;
import org.chatdock.ui.InboxView;
import org.chatdock.ui.internal.model.Broken;
import org.chatdock.ui.internal.model.Say;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InboxTest {
    private final Bench bench = new Bench();
    private final List<String> told = new ArrayList<>();
    private InboxView view;

    @AfterEach
    void close() {
        bench.close();
    }

    private void open() {
        view = bench.desk.createInbox(bench.shell);
        view.onChoice(id -> told.add("chosen " + id.value()), id -> told.add("opened " + id.value()));
        bench.show();
    }

    private Table table() {
        return (Table) bench.find("inbox.list");
    }

    private String words() {
        return ((Label) bench.find("inbox.notice")).getText();
    }

    private List<Object> rows() {
        return Arrays.stream(table().getItems()).map(item -> {
            // A virtual item knows its text only after it has been asked.
            item.getText();
            return item.getData(Ids.CONVERSATION);
        }).toList();
    }

    private void untilRows(String... ids) {
        bench.until("the rows are " + List.of(ids), () -> rows().equals(List.of(ids)));
    }

    private void choose(int index, int event) {
        table().setSelection(index);
        table().notifyListeners(event, new Event());
    }

    @Test
    void newestComesFirstAsMessagesArrive() {
        bench.store.append(Say.user("ann", 0));
        bench.store.append(Say.user("bob", 1));
        open();
        untilRows("bob", "ann");
        bench.store.append(Say.user("ann", 2));
        untilRows("ann", "bob");
        bench.store.append(Say.user("cat", 3));
        untilRows("cat", "ann", "bob");
    }

    @Test
    void rowSaysWhoWhatWhenAndHowMany() {
        bench.desk.setDirectory(id -> Optional.of(new Customer("Ann Example", "VIP")));
        bench.store.append(Say.user("ann", 0, "hello\nthere"));
        bench.store.append(Say.user("ann", 1, "still\nthere"));
        open();
        untilRows("ann");
        assertEquals("Ann Example, still there, 03:00, 2 unread, waiting 4 h", table().getItem(0).getText());
    }

    @Test
    void choosingShowsTheConversationAndOpeningSaysSo() {
        bench.store.append(Say.user("ann", 0));
        bench.store.append(Say.user("bob", 1));
        open();
        untilRows("bob", "ann");
        choose(1, SWT.Selection);
        assertEquals(Optional.of(ANN), bench.desk.current());
        choose(0, SWT.DefaultSelection);
        assertEquals(Optional.of(BOB), bench.desk.current());
        assertEquals(List.of("chosen ann", "opened bob"), told);
    }

    @Test
    void selectionStaysWithItsConversation() {
        bench.store.append(Say.user("ann", 0));
        bench.store.append(Say.user("bob", 1));
        open();
        untilRows("bob", "ann");
        bench.desk.open(BOB);
        assertEquals(0, table().getSelectionIndex());
        bench.store.append(Say.user("ann", 2));
        untilRows("ann", "bob");
        bench.until("the selection has moved along", () -> table().getSelectionIndex() == 1);
        assertEquals(List.of(), told, "Nobody has chosen anything.");
    }

    @Test
    void nothingMovesUnderAPressedButton() {
        bench.store.append(Say.user("ann", 0));
        bench.store.append(Say.user("bob", 1));
        open();
        untilRows("bob", "ann");
        table().notifyListeners(SWT.MouseDown, new Event());
        bench.store.append(Say.user("ann", 2));
        bench.settle();
        assertEquals(List.of("bob", "ann"), rows());
        table().notifyListeners(SWT.MouseUp, new Event());
        untilRows("ann", "bob");
    }

    @Test
    void emptyStatesSayWhatToDo() {
        open();
        bench.until("it is empty", () -> words().startsWith("No conversations yet."));
        bench.desk.unsetStore(bench.store);
        bench.until("it is not configured", () -> words().startsWith("Chat is not configured."));
        bench.desk.setStore(Broken.store());
        bench.until("it has failed", () -> words().startsWith("The conversations could not be read."));
        bench.desk.setStore(bench.store);
        bench.store.append(Say.user("ann", 0));
        untilRows("ann");
        assertFalse(bench.find("inbox.notice").isVisible());
    }

    @Test
    void hiddenListReadsNothing() {
        open();
        bench.until("it is empty", () -> words().startsWith("No conversations yet."));
        view.control().setVisible(false);
        bench.store.append(Say.user("ann", 0));
        bench.settle();
        assertEquals(0, table().getItemCount());
        view.control().setVisible(true);
        untilRows("ann");
    }

    @Test
    void nextOpensTheOneThatWaitsLongest() {
        List<ConversationId> heard = new ArrayList<>();
        bench.desk.addListener(heard::add);
        bench.store.append(Say.user("ann", 5));
        bench.store.append(Say.user("bob", 1));
        open();
        bench.desk.openNext();
        bench.until("bob is open", () -> bench.desk.current().equals(Optional.of(BOB)));
        bench.desk.openNext();
        bench.until("ann is open", () -> bench.desk.current().equals(Optional.of(ANN)));
        assertEquals(List.of(BOB, ANN), heard);
    }

    @Test
    void directoryThatFailsIsAskedOnce() {
        int[] asked = { 0 };
        bench.desk.setDirectory(id -> {
            asked[0]++;
            throw new IllegalStateException("expected");
        });
        bench.store.append(Say.user("ann", 0));
        open();
        untilRows("ann");
        assertTrue(table().getItem(0).getText().startsWith("ann, "), table().getItem(0).getText());
        assertEquals(1, asked[0]);
        assertEquals(1, bench.log.errors().size());
        bench.expectedErrors = 1;
    }

    private static List<String> entries(Menu menu) {
        List<String> texts = Arrays.stream(menu.getItems()).map(MenuItem::getText).filter(text -> !text.isEmpty())
                .toList();
        menu.dispose();
        return texts;
    }

    private Menu menu(int index) {
        // A virtual item knows its row only after it has been asked.
        table().getItem(index).getText();
        return ((InboxControl) view).menu((ConversationSummary) table().getItem(index).getData());
    }

    private static void choose(Menu menu, String entry) {
        Arrays.stream(menu.getItems()).filter(item -> item.getText().equals(entry)).findFirst().orElseThrow()
                .notifyListeners(SWT.Selection, new Event());
        menu.dispose();
    }

    private ToolItem filter(int index) {
        return ((ToolBar) bench.find("inbox.filter")).getItem(index);
    }

    @Test
    void whatIsClosedGoesAndIsFoundAmongAll() {
        bench.store.append(Say.user("ann", 0));
        bench.store.append(Say.user("bob", 1));
        open();
        untilRows("bob", "ann");
        assertFalse(bench.find("inbox.filter").isVisible());
        assertEquals(List.of("Put aside", "Close conversation"), entries(menu(0)));
        choose(menu(0), "Close conversation");
        untilRows("ann");
        assertTrue(bench.find("inbox.filter").isVisible());
        assertEquals("Open (1)", filter(0).getText());
        assertEquals("All (2)", filter(1).getText());
        filter(0).setSelection(false);
        filter(1).setSelection(true);
        filter(1).notifyListeners(SWT.Selection, new Event());
        untilRows("ann", "bob");
        assertTrue(table().getItem(1).getText().endsWith(", Closed"), table().getItem(1).getText());
        assertEquals(List.of("Reopen conversation"), entries(menu(1)));
        choose(menu(0), "Put aside");
        untilRows("ann", "bob");
        bench.until("it is put aside", () -> entries(menu(0)).equals(List.of("Reopen conversation",
                "Close conversation")));
        assertEquals(ConversationState.PARKED, bench.store.state(ANN));
        choose(menu(1), "Reopen conversation");
        untilRows("bob", "ann");
    }

    @Test
    void withoutAnOpenOneItSaysSo() {
        bench.store.append(Say.user("ann", 0));
        open();
        untilRows("ann");
        bench.store.setState(ANN, ConversationState.CLOSED);
        bench.until("it says so", () -> words().equals("No open conversations."));
        bench.store.append(Say.user("ann", 1));
        untilRows("ann");
        assertFalse(bench.find("inbox.filter").isVisible());
    }

    @Test
    void rowTellsDeadlineAndTags() {
        bench.store.append(Say.user("ann", 0));
        bench.store.tag(ANN, "vip", "refund");
        bench.store.promise(ANN, bench.clock.instant().plusSeconds(120));
        open();
        untilRows("ann");
        assertTrue(table().getItem(0).getText().endsWith(", waiting 4 h, 2 min left, refund, vip"),
                table().getItem(0).getText());
        bench.store.promise(ANN, bench.clock.instant().minusSeconds(180));
        bench.until("it is overdue", () -> table().getItem(0).getText().contains("overdue by 3 min"));
    }

    @Test
    void whatWasRecalledIsGoneFromTheRow() {
        bench.store.append(Say.user("ann", 0, "secret"));
        open();
        untilRows("ann");
        bench.store.revise(Revision.recall(new MessageId("ann-0"), 1));
        bench.until("it is gone", () -> table().getItem(0).getText().startsWith("ann, Message recalled,"));
    }

    @Test
    void onlyWhatIsReadIsOfferedToBeMarked() {
        bench.store.append(Say.user("ann", 0));
        open();
        untilRows("ann");
        assertFalse(entries(menu(0)).contains("Mark as unread"));
        bench.store.markRead(ANN);
        bench.until("it is offered", () -> entries(menu(0)).contains("Mark as unread"));
        choose(menu(0), "Mark as unread");
        bench.until("it is unread", () -> table().getItem(0).getText().contains("1 unread"));
    }

    @Test
    void namesThatWereKeptAreShownUntilTheHostSpeaks() {
        bench.desk.setCustomerCache(new CustomerCache() {
            @Override
            public Map<ConversationId, Customer> customers() {
                return Map.of(ANN, new Customer("Ann as she was", ""));
            }

            @Override
            public CompletionStage<Void> putCustomers(Map<ConversationId, Customer> customers) {
                return CompletableFuture.completedStage(null);
            }
        });
        bench.store.append(Say.user("ann", 0));
        open();
        untilRows("ann");
        bench.until("the name is there", () -> table().getItem(0).getText().startsWith("Ann as she was, "));
    }
}
