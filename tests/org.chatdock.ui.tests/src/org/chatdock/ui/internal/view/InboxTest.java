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
import java.util.Optional;

import org.chatdock.api.customer.Customer;
import org.chatdock.api.message.ConversationId;
import org.chatdock.ui.InboxView;
import org.chatdock.ui.internal.model.Broken;
import org.chatdock.ui.internal.model.Say;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
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
}
