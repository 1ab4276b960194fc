// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import static org.chatdock.ui.internal.view.Bench.ANN;
import static org.chatdock.ui.internal.view.Bench.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;

import org.chatdock.api.message.ConversationId;
import org.chatdock.ui.api.CustomerPanel;
import org.chatdock.ui.api.PanelBody;
import org.chatdock.ui.api.RenderContext;
import org.chatdock.ui.internal.guest.Origin;
import org.chatdock.ui.internal.model.Say;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SidePanelTest {
    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    /** A panel that shows whose it is, checks the order of calls, and fails where it is told to. */
    private static final class Panel implements CustomerPanel {
        private final String title;
        private final Set<String> faults;
        private int created;
        private ConversationId bound;
        private RenderContext context;
        private Label label;
        private ConversationId only;

        Panel(String title, String... faults) {
            this.title = title;
            this.faults = Set.of(faults);
        }

        private void fail(String where) {
            if (faults.contains(where)) {
                throw new NoClassDefFoundError("expected");
            }
        }

        @Override
        public String title() {
            fail("title");
            return title;
        }

        @Override
        public boolean appliesTo(ConversationId conversation) {
            return only == null || only.equals(conversation);
        }

        @Override
        public PanelBody create(Composite parent, RenderContext given) {
            fail("create");
            created++;
            context = given;
            Composite box = new Composite(parent, SWT.NONE);
            box.setLayout(new FillLayout());
            label = new Label(box, SWT.WRAP);
            return new PanelBody() {
                @Override
                public Control control() {
                    return box;
                }

                @Override
                public void bind(ConversationId conversation) {
                    assertNull(bound, "Bound twice.");
                    fail("bind");
                    bound = conversation;
                    label.setText(title + " of " + conversation.value());
                }

                @Override
                public void unbind() {
                    assertFalse(bound == null, "Unbound without being bound.");
                    bound = null;
                }
            };
        }
    }

    private void put(Panel panel, int ranking) {
        bench.contributions.panels().put(panel, new Origin("org.example", ranking, panel.title.hashCode()));
    }

    private void open(int width) {
        bench.shell.setSize(width, 600);
        bench.store.append(Say.user("ann", 0));
        bench.store.append(Say.user("bob", 0));
        bench.showConversation(ANN);
        bench.settle();
    }

    private Control panels() {
        return bench.find("panels");
    }

    private List<Control> titles() {
        return Bench.all(panels()).stream().filter(control -> "panel.title".equals(control.getData(Ids.ID))).toList();
    }

    private List<Control> failures() {
        return Bench.all(panels()).stream().filter(control -> "panel.failed".equals(control.getData(Ids.ID))).toList();
    }

    private static String title(Control control) {
        return (String) control.getData(Ids.class.getName());
    }

    private void press(Control title, int key) {
        bench.focus(title);
        bench.press(key);
    }

    @Test
    void withoutPanelsThereIsNothing() {
        open(900);
        assertFalse(panels().isVisible());
        assertEquals(bench.transcript().getShell().getClientArea().width, bench.transcript().getSize().x);
    }

    @Test
    void besideTheTranscriptSectionsAreOpenAndInOrder() {
        Panel orders = new Panel("Orders");
        Panel notes = new Panel("Notes");
        put(notes, 1);
        put(orders, 2);
        open(900);
        assertEquals(List.of("Orders", "Notes"), titles().stream().map(SidePanelTest::title).toList());
        assertEquals(ANN, orders.bound);
        assertEquals("Notes of ann", notes.label.getText());
        assertTrue(notes.label.isVisible() && notes.label.getSize().y > 10);
        int left = bench.display.map(panels(), bench.shell, 0, 0).x;
        assertEquals(bench.transcript().getSize().x + 1, left);
        bench.open(BOB);
        bench.until("Bob is shown", () -> BOB.equals(orders.bound));
        assertEquals(1, orders.created, "Bodies are used again.");
    }

    @Test
    void whereThereIsNoRoomTheyStandFoldedAboveIt() {
        Panel orders = new Panel("Orders");
        put(orders, 0);
        open(420);
        assertEquals(0, orders.created, "What is folded costs nothing.");
        assertTrue(panels().getSize().y < 60, "" + panels().getSize());
        assertEquals(panels().getSize().x, bench.transcript().getSize().x);
        press(titles().get(0), SWT.CR);
        bench.until("it is open", () -> ANN.equals(orders.bound));
        assertTrue(orders.label.isVisible());
        bench.open(BOB);
        bench.until("Bob is shown", () -> BOB.equals(orders.bound));
        press(titles().get(0), SWT.ARROW_LEFT);
        bench.until("it is folded", () -> orders.bound == null);
        assertFalse(orders.label.isVisible());
    }

    @Test
    void panelsComeAndGoAndAreUnboundInTheEnd() {
        open(900);
        Panel orders = new Panel("Orders");
        put(orders, 0);
        bench.until("it is shown", () -> ANN.equals(orders.bound));
        bench.contributions.panels().remove(orders);
        bench.until("it is gone", () -> orders.bound == null);
        assertTrue(orders.label.isDisposed());
        put(orders, 0);
        bench.until("it is back", () -> ANN.equals(orders.bound));
        bench.shell.dispose();
        assertNull(orders.bound);
    }

    @Test
    void panelThatIsNotForTheCustomerIsNotShown() {
        Panel orders = new Panel("Orders");
        orders.only = BOB;
        put(orders, 0);
        open(900);
        assertEquals(List.of(), titles());
        bench.open(BOB);
        bench.until("it is shown", () -> BOB.equals(orders.bound));
        assertTrue(panels().isVisible());
    }

    @Test
    void panelThatFailsHurtsOnlyItsOwnSection() {
        Panel healthy = new Panel("Healthy");
        put(healthy, -1);
        put(new Panel("Create", "create"), 3);
        put(new Panel("Bind", "bind"), 2);
        put(new Panel("Title", "title"), 1);
        open(900);
        assertEquals(2, failures().size());
        assertEquals(List.of("Create", "Bind", "About the customer", "Healthy"),
                titles().stream().map(SidePanelTest::title).toList());
        assertEquals(ANN, healthy.bound);
        assertEquals(3, bench.log.errors().size());
        bench.open(BOB);
        bench.until("Bob is shown", () -> BOB.equals(healthy.bound));
        bench.expectedErrors = 3;
    }

    @Test
    void releasedPanelIsShownAgain() {
        Panel flaky = new Panel("Flaky", "bind");
        put(flaky, 0);
        open(900);
        assertEquals(1, failures().size());
        Panel sound = new Panel("Flaky");
        bench.contributions.panels().remove(flaky);
        put(sound, 0);
        bench.until("it is shown", () -> ANN.equals(sound.bound));
        bench.expectedErrors = 1;
    }

    @Test
    void hiddenViewAsksNoPanel() {
        Panel orders = new Panel("Orders");
        put(orders, 0);
        open(900);
        Control view = bench.find("conversation");
        view.setVisible(false);
        bench.settle();
        bench.desk.open(BOB);
        bench.settle();
        assertEquals(ANN, orders.bound);
        view.setVisible(true);
        bench.until("Bob is shown", () -> BOB.equals(orders.bound));
    }

    @Test
    void anotherThemeIsAnotherBody() {
        Panel orders = new Panel("Orders");
        put(orders, 0);
        open(900);
        assertEquals(panels().getBackground(), orders.context.background());
        panels().setBackground(bench.display.getSystemColor(SWT.COLOR_BLACK));
        panels().setForeground(bench.display.getSystemColor(SWT.COLOR_WHITE));
        bench.until("it is made anew", () -> orders.created == 2);
        assertEquals(panels().getBackground(), orders.context.background());
        assertNotEquals(panels().getBackground(), orders.context.foreground());
        assertEquals(ANN, orders.bound);
    }
}
