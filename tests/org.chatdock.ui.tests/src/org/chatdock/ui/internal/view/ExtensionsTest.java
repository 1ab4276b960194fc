// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import static org.chatdock.ui.internal.model.FakeRegistry.handler;
import static org.chatdock.ui.internal.model.FakeRegistry.message;
import static org.chatdock.ui.internal.view.Bench.ANN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.chatdock.api.dispatch.HandlerHealth.State;
import org.chatdock.api.message.ConversationId;
import org.chatdock.ui.ExtensionsView;
import org.chatdock.ui.internal.guest.Guest;
import org.chatdock.ui.internal.guest.Origin;
import org.chatdock.ui.internal.model.FakeRegistry;
import org.chatdock.ui.internal.model.Language;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExtensionsTest {
    private static final int STATE = 2;
    private static final int CALLS = 3;
    private final Bench bench = new Bench();
    private final FakeRegistry registry = new FakeRegistry();
    private final List<ConversationId> opened = new ArrayList<>();
    private ExtensionsView view;

    @AfterEach
    void close() {
        bench.close();
    }

    private void open() {
        bench.desk.setRegistry(registry);
        openWithoutRegistry();
    }

    private void openWithoutRegistry() {
        view = bench.desk.createExtensions(bench.shell);
        view.onOpen(opened::add);
        bench.show();
    }

    private Table table() {
        return (Table) bench.find("extensions.list");
    }

    private Table messages() {
        return (Table) bench.find("extensions.aside.list");
    }

    private Button button(String id) {
        return (Button) bench.find("extensions." + id);
    }

    private String label(String id) {
        return ((Label) bench.find("extensions." + id)).getText();
    }

    private String detail(String id) {
        return ((Text) bench.find(id)).getText();
    }

    private static List<String> column(Table table, int index) {
        // A virtual item knows its text only after it has been asked.
        return Arrays.stream(table.getItems()).map(item -> item.getText(index)).toList();
    }

    private void untilNames(String... names) {
        bench.until("the extensions are " + List.of(names), () -> column(table(), 0).equals(List.of(names)));
    }

    private void untilMessages(int count) {
        bench.until("messages are set aside: " + count, () -> messages().getItemCount() == count);
    }

    private static void select(Table table, int index) {
        table.setSelection(index);
        table.notifyListeners(SWT.Selection, new Event());
    }

    private void press(String id) {
        Button button = button(id);
        assertTrue(button.isEnabled() && button.isVisible(), id);
        button.notifyListeners(SWT.Selection, new Event());
    }

    private Guest<?> addRenderer() {
        bench.contributions.renderers().put(new GuestRenderer("order", null), new Origin("org.example.ui", 100, 7));
        return bench.contributions.renderers().available().get(0);
    }

    @Test
    void handlersAndContributionsAreListed() {
        registry.with(handler("order", State.ACTIVE, ""), handler("stock", State.REFUSED, "doubled"));
        addRenderer();
        open();
        untilNames("order", "stock", "GuestRenderer");
        assertEquals(List.of("Active", "Refused", "Active"), column(table(), STATE));
        assertEquals("No message is set aside.", label("quiet"));
        assertFalse(messages().isVisible());
        assertFalse(bench.find("extensions.notice").isVisible());
    }

    @Test
    void whatComesGoesAndChangesIsShown() {
        registry.with(handler("order", State.ACTIVE, ""));
        open();
        untilNames("order");
        registry.with(handler("stock", State.ACTIVE, ""));
        untilNames("order", "stock");
        registry.handlers.set(0, handler("order", State.QUARANTINED, "failed 5 times in a row"));
        bench.until("the state has changed", () -> column(table(), STATE).equals(List.of("Left alone for a while",
                "Active")));
        registry.handlers.remove(0);
        untilNames("stock");
    }

    @Test
    void onlyWhatHasChangedIsFilledAnew() {
        registry.with(handler("order", State.ACTIVE, ""), handler("stock", State.ACTIVE, ""));
        open();
        untilNames("order", "stock");
        List<Integer> filled = new ArrayList<>();
        table().addListener(SWT.SetData, event -> filled.add(event.index));
        registry.handlers.set(1, handler("stock", State.QUARANTINED, "failed"));
        bench.until("the state has changed", () -> column(table(), STATE).get(1).equals("Left alone for a while"));
        assertEquals(List.of(1), filled.stream().distinct().toList());
    }

    @Test
    void buttonsFitWhatIsSelected() {
        registry.with(handler("order", State.ACTIVE, ""), handler("stock", State.QUARANTINED, "failed"),
                handler("price", State.DISABLED, ""), handler("size", State.REFUSED, "doubled"));
        open();
        untilNames("order", "stock", "price", "size");
        assertEquals("false Disable false", buttons());
        select(table(), 0);
        assertEquals("false Disable true", buttons());
        select(table(), 1);
        assertEquals("true Disable true", buttons());
        select(table(), 2);
        assertEquals("false Enable true", buttons());
        select(table(), 3);
        assertEquals("false Disable false", buttons());
    }

    private String buttons() {
        return button("release").isEnabled() + " " + button("toggle").getText() + " " + button("toggle").isEnabled();
    }

    @Test
    void selectedRowIsExplained() {
        registry.with(handler("order", State.ACTIVE, ""), handler("stock", State.QUARANTINED, "failed & failed"));
        open();
        untilNames("order", "stock");
        assertEquals("Select an extension to see how it fares.", detail("extensions.detail"));
        select(table(), 1);
        assertTrue(detail("extensions.detail").startsWith("stock \u00b7 Left alone for a while: failed & failed\n"
                + "Last error: java.lang.IllegalStateException\n"), detail("extensions.detail"));
        Rectangle row = table().getItem(1).getBounds(0);
        Event move = new Event();
        move.x = row.x + 5;
        move.y = row.y + row.height / 2;
        table().notifyListeners(SWT.MouseMove, move);
        assertTrue(table().getToolTipText().contains("failed && failed"), table().getToolTipText());
        move.y = table().getClientArea().height - 2;
        table().notifyListeners(SWT.MouseMove, move);
        assertNull(table().getToolTipText());
    }

    @Test
    void handlerIsReleasedDisabledAndEnabled() {
        registry.with(handler("order", State.ACTIVE, ""), handler("stock", State.QUARANTINED, "failed"));
        open();
        untilNames("order", "stock");
        select(table(), 1);
        press("release");
        assertEquals(List.of("Active", "Active"), column(table(), STATE), "It is shown at once.");
        press("toggle");
        assertEquals("Disabled", column(table(), STATE).get(1));
        press("toggle");
        assertEquals("Active", column(table(), STATE).get(1));
        assertEquals(List.of("release stock", "disable stock", "enable stock"), registry.told);
    }

    @Test
    void contributionIsReleased() {
        Guest<?> guest = addRenderer();
        for (int i = 0; i < 3; i++) {
            guest.run(renderer -> {
                throw new IllegalStateException("expected");
            });
        }
        bench.expectedErrors = 3;
        open();
        untilNames("GuestRenderer");
        select(table(), 0);
        assertFalse(button("toggle").isEnabled());
        press("release");
        assertTrue(guest.available());
        assertEquals(List.of("Active"), column(table(), STATE));
        assertEquals(List.of(), registry.told);
    }

    @Test
    void messagesAreTriedAgainOneAfterTheOther() {
        registry.with(handler("order", State.ACTIVE, ""))
                .with(message("ann", 1, "order"), message("bob", 2, "order"), message("cat", 3, "order"));
        open();
        untilMessages(3);
        assertTrue(messages().isVisible());
        assertEquals("Messages set aside (3)", label("aside.heading"));
        assertFalse(bench.find("extensions.quiet").isVisible());
        assertEquals(List.of("cat", "bob", "ann"), column(messages(), 1));
        select(messages(), 1);
        press("retry");
        assertEquals(List.of("cat", "ann"), column(messages(), 1));
        assertEquals(1, messages().getSelectionIndex(), "The next one is selected.");
        press("retry");
        press("retry");
        assertEquals(List.of("retry bob-2 order", "retry ann-1 order", "retry cat-3 order"), registry.told);
        assertFalse(messages().isVisible());
        assertTrue(bench.find("extensions.quiet").isVisible());
    }

    @Test
    void messageWhoseHandlerIsNotActiveIsOnlyShown() {
        registry.with(handler("order", State.DISABLED, "")).with(message("ann", 1, "order"));
        open();
        untilMessages(1);
        assertFalse(button("show").isEnabled());
        select(messages(), 0);
        assertFalse(button("retry").isEnabled());
        assertTrue(detail("extensions.aside.detail").contains("cannot be tried again now"));
        press("show");
        assertEquals(Optional.of(ANN), bench.desk.current());
        messages().notifyListeners(SWT.DefaultSelection, new Event());
        assertEquals(List.of(ANN, ANN), opened);
    }

    @Test
    void selectionAndPlaceStayWithTheirRows() {
        registry.with(handler("order", State.ACTIVE, ""));
        for (int i = 0; i < 200; i++) {
            registry.with(message("ann", i, "order"));
        }
        open();
        untilMessages(200);
        messages().setTopIndex(100);
        bench.settle();
        int top = messages().getTopIndex();
        assertNotEquals(0, top);
        select(messages(), top + 1);
        String selected = detail("extensions.aside.detail");
        registry.with(message("bob", 500, "order"), message("bob", 501, "order"));
        untilMessages(202);
        bench.settle();
        assertEquals(top + 3, messages().getSelectionIndex());
        assertEquals(top + 2, messages().getTopIndex());
        assertEquals(selected, detail("extensions.aside.detail"));
        registry.messages.removeIf(one -> selected.endsWith("Message id: " + one.message().value()));
        untilMessages(201);
        assertEquals(-1, messages().getSelectionIndex(), "Nobody has chosen another one.");
        assertFalse(button("show").isEnabled());
    }

    @Test
    void selectionStaysWhileFiguresChange() {
        registry.with(handler("order", State.ACTIVE, ""), handler("stock", State.ACTIVE, ""));
        open();
        untilNames("order", "stock");
        select(table(), 1);
        registry.handlers.add(0, handler("first", State.ACTIVE, ""));
        registry.handlers.set(2, handler("stock", State.QUARANTINED, "failed"));
        untilNames("first", "order", "stock");
        assertEquals(2, table().getSelectionIndex());
        assertTrue(button("release").isEnabled());
    }

    @Test
    void hiddenViewAsksNothing() {
        registry.with(handler("order", State.ACTIVE, ""));
        open();
        untilNames("order");
        view.control().setVisible(false);
        int asked = registry.asked;
        long end = System.nanoTime() + 1_500_000_000L;
        bench.until("a refresh would have come", () -> System.nanoTime() > end);
        view.refresh();
        bench.settle();
        assertEquals(asked, registry.asked);
        registry.with(handler("stock", State.ACTIVE, ""));
        view.control().setVisible(true);
        untilNames("order", "stock");
        registry.handlers.remove(0);
        untilNames("stock");
    }

    @Test
    void itAsksOnceASecondHoweverOftenItIsPainted() {
        registry.with(handler("order", State.ACTIVE, ""));
        open();
        untilNames("order");
        int asked = registry.asked;
        long begin = System.nanoTime();
        bench.until("it has asked again", () -> {
            view.control().redraw();
            return registry.asked >= asked + 3;
        });
        assertTrue(System.nanoTime() - begin >= 1_900_000_000L, "Three times are two seconds apart.");
    }

    @Test
    void withoutARegistryItSaysSo() {
        openWithoutRegistry();
        bench.until("it says so", () -> label("notice").startsWith("Chat is not running"));
        assertTrue(bench.find("extensions.notice").isVisible());
        addRenderer();
        untilNames("GuestRenderer");
        assertTrue(label("quiet").startsWith("Chat is not running"), label("quiet"));
        registry.with(handler("order", State.ACTIVE, ""));
        bench.desk.setRegistry(registry);
        untilNames("order", "GuestRenderer");
        assertEquals("No message is set aside.", label("quiet"));
        bench.desk.unsetRegistry(registry);
        untilNames("GuestRenderer");
    }

    @Test
    void emptyRegistryIsNotSilent() {
        open();
        bench.until("it says so", () -> label("notice").equals("Nothing handles messages yet."));
        assertFalse(table().isVisible());
    }

    @Test
    void narrowTableLeavesOutWhatMattersLeast() {
        registry.with(handler("order", State.ACTIVE, ""));
        bench.shell.setSize(1_200, 640);
        open();
        untilNames("order");
        bench.until("every column has room",
                () -> Arrays.stream(table().getColumns()).allMatch(column -> column.getWidth() > 0));
        bench.shell.setSize(420, 640);
        bench.until("some are left out", () -> width("Bundle") == 0);
        assertTrue(width("Name") > 0 && width("State") > 0, "What matters most stays.");
        int sum = Arrays.stream(table().getColumns()).mapToInt(TableColumn::getWidth).sum();
        assertTrue(sum <= table().getClientArea().width, "Nothing has to be scrolled sideways.");
    }

    private int width(String title) {
        return Arrays.stream(table().getColumns()).filter(column -> column.getText().equals(title)).findFirst()
                .orElseThrow().getWidth();
    }

    @Test
    void stateIsPaintedInTheColoursOfThePalette() {
        // The first row may be selected with the focus, and is then painted in the platform's colours.
        registry.with(handler("stock", State.DISABLED, ""), handler("order", State.REFUSED, "doubled"));
        open();
        untilNames("stock", "order");
        Palette palette = Palette.of(table());
        bench.until("it is painted as refused", () -> shows(palette.bad()));
        assertFalse(shows(palette.good()));
        registry.handlers.set(1, handler("order", State.ACTIVE, ""));
        bench.until("it is painted as active", () -> shows(palette.good()));
        assertFalse(shows(palette.bad()));
    }

    /** Whether a colour is on the screen, where the table is. */
    private boolean shows(Color color) {
        Rectangle area = table().getClientArea();
        Image image = new Image(bench.display, area.width, area.height);
        GC gc = new GC(table());
        try {
            gc.copyArea(image, 0, 0);
            ImageData data = image.getImageData(100);
            for (int y = 0; y < data.height; y++) {
                for (int x = 0; x < data.width; x++) {
                    if (distance(data.palette.getRGB(data.getPixel(x, y)), color.getRGB()) < 12) {
                        return true;
                    }
                }
            }
            return false;
        } finally {
            gc.dispose();
            image.dispose();
        }
    }

    private static int distance(RGB one, RGB other) {
        return Math.abs(one.red - other.red) + Math.abs(one.green - other.green) + Math.abs(one.blue - other.blue);
    }

    @Test
    void keyboardReachesEverything() {
        registry.with(handler("order", State.QUARANTINED, "failed")).with(message("ann", 1, "order"));
        open();
        untilMessages(1);
        view.setFocus();
        bench.until("the list has the keyboard", () -> bench.display.getFocusControl() == table());
        select(table(), 0);
        button("release").setFocus();
        press("release");
        assertSame(table(), bench.display.getFocusControl(), "A button that can no longer be pressed gives it back.");
        select(messages(), 0);
        button("retry").setFocus();
        press("retry");
        assertSame(table(), bench.display.getFocusControl());
    }

    @Test
    void itSpeaksChinese() {
        try (Language chinese = new Language(Language.CHINESE)) {
            registry.with(handler("order", State.DISABLED, "disabled by hand"));
            open();
            untilNames("order");
            select(table(), 0);
            assertEquals("\u540d\u79f0", table().getColumn(0).getText());
            assertEquals("\u5df2\u505c\u7528", column(table(), STATE).get(0));
            assertEquals("1,234", column(table(), CALLS).get(0));
            assertEquals("\u542f\u7528", button("toggle").getText());
            assertEquals("\u6ca1\u6709\u88ab\u6401\u7f6e\u7684\u6d88\u606f\u3002", label("quiet"));
        }
    }
}
