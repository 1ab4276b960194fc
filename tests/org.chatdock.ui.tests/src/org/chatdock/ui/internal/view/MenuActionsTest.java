// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import static org.chatdock.ui.internal.view.Bench.ANN;
import static org.chatdock.ui.internal.view.Bench.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import org.chatdock.api.store.StoredMessage;
import org.chatdock.ui.api.ActionContext;
import org.chatdock.ui.api.MessageAction;
import org.chatdock.ui.internal.guest.Origin;
import org.chatdock.ui.internal.model.Say;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MenuActionsTest {
    private final Bench bench = new Bench();
    private StoredMessage message;
    private long ids;

    /** What an action does when it is chosen. */
    interface Run {
        void run(StoredMessage message, ActionContext context);
    }

    @BeforeEach
    void open() {
        bench.store.append(Say.user("ann", 0));
        bench.store.append(Say.user("bob", 0));
        bench.showConversation(ANN);
        message = bench.store.page(ANN, null, 1).get(0);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void put(int ranking, Function<StoredMessage, String> label, Run run) {
        bench.contributions.actions().put(new MessageAction() {
            @Override
            public String label(StoredMessage stored) {
                return label.apply(stored);
            }

            @Override
            public void run(StoredMessage stored, ActionContext context) {
                run.run(stored, context);
            }
        }, new Origin("org.example", ranking, ++ids));
    }

    private List<MenuItem> items() {
        Menu menu = new Menu(bench.shell);
        new MenuActions(bench.desk, bench.transcript()).addTo(menu, message);
        return Arrays.asList(menu.getItems());
    }

    private static void choose(MenuItem item) {
        item.notifyListeners(SWT.Selection, new Event());
    }

    @Test
    void entriesStandInOrderBehindASeparator() {
        put(0, stored -> "Second", (stored, context) -> {
            // Not chosen.
        });
        put(9, stored -> "First", (stored, context) -> {
            // Not chosen.
        });
        List<MenuItem> items = items();
        assertEquals(SWT.SEPARATOR, items.get(0).getStyle() & SWT.SEPARATOR);
        assertEquals(List.of("First", "Second"), items.stream().skip(1).map(MenuItem::getText).toList());
    }

    @Test
    void anActionWithoutWordsHasNoEntry() {
        put(0, stored -> null, (stored, context) -> {
            throw new AssertionError();
        });
        put(0, stored -> " \n", (stored, context) -> {
            throw new AssertionError();
        });
        assertEquals(List.of(), items());
    }

    @Test
    void theAskedMessageIsTheOneThatIsHandedOver() {
        StoredMessage[] given = new StoredMessage[2];
        put(0, stored -> {
            given[0] = stored;
            return "Entry\nin two lines, " + "much too long for a menu".repeat(5);
        }, (stored, context) -> given[1] = stored);
        MenuItem item = items().get(1);
        assertTrue(item.getText().length() <= 61 && !item.getText().contains("\n"), item.getText());
        choose(item);
        assertSame(message, given[0]);
        assertSame(message, given[1]);
    }

    @Test
    void aDraftCanBeWrittenInto() {
        put(0, stored -> "Answer", (stored, context) -> context.compose(stored.message().conversation(), "at once "));
        Text text = (Text) bench.find("composer.text");
        bench.focus(text);
        bench.type("xy");
        bench.until("it is typed", () -> text.getText().equals("xy"));
        bench.press(SWT.HOME);
        bench.until("the caret is at the start", () -> text.getCaretPosition() == 0);
        bench.settle();
        choose(items().get(1));
        assertEquals("at once xy", text.getText());
        bench.open(BOB);
        assertEquals("", text.getText());
        choose(items().get(1));
        assertEquals("", text.getText(), "What is for Ann is not written to Bob.");
        assertEquals("at once at once xy", bench.desk.drafts().text(ANN));
    }

    @Test
    void oneThatFailsCostsOnlyItsOwnEntry() {
        put(3, stored -> {
            throw new NoClassDefFoundError("expected");
        }, (stored, context) -> {
            // Never chosen.
        });
        put(2, stored -> "Fails", (stored, context) -> {
            throw new IllegalStateException("expected");
        });
        put(1, stored -> "Works", (stored, context) -> context.compose(ANN, "fine"));
        List<MenuItem> items = items();
        assertEquals(3, items.size());
        choose(items.get(1));
        choose(items.get(2));
        assertEquals("fine", bench.desk.drafts().text(ANN));
        assertEquals(2, bench.log.errors().size());
        bench.expectedErrors = 2;
    }

    @Test
    void theMenuOfARowHoldsThem() {
        put(0, stored -> "Entry of " + stored.message().id().value(), (stored, context) -> {
            // Not chosen.
        });
        List<String> seen = new ArrayList<>();
        Listener shown = event -> {
            if (event.widget instanceof Menu menu) {
                Arrays.stream(menu.getItems()).map(MenuItem::getText).forEach(seen::add);
                bench.display.asyncExec(() -> menu.setVisible(false));
            }
        };
        bench.display.addFilter(SWT.Show, shown);
        Event asked = new Event();
        Point at = bench.row("ann-0").toDisplay(20, 20);
        asked.x = at.x;
        asked.y = at.y;
        bench.row("ann-0").notifyListeners(SWT.MenuDetect, asked);
        bench.until("the menu is shown", () -> seen.contains("Entry of ann-0"));
        bench.settle();
        bench.display.removeFilter(SWT.Show, shown);
    }
}
