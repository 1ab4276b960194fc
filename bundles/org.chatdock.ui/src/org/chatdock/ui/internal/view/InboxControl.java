// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.api.store.StoreChange;
import org.chatdock.ui.InboxView;
import org.chatdock.ui.internal.model.InboxModel;
import org.chatdock.ui.internal.model.Messages;
import org.chatdock.ui.internal.model.StoreNotice;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;

/** The list of conversations, newest first, with the state of the store above and that of the line below. */
final class InboxControl implements InboxView, Desk.Member {
    /** Times in the list are relative, so they age. */
    private static final int AGING_MILLIS = 20_000;

    private final Desk desk;
    private final Composite root;
    private final Composite stack;
    private final StackLayout layers = new StackLayout();
    private final Table table;
    private final TableColumn column;
    private final Notice notice;
    private final InboxModel model;
    private final InboxFilter filter;
    private final Tick tick;
    private final Runnable aging = this::age;
    private final InboxPainter painter;

    private List<ConversationSummary> shown = List.of();
    private boolean pressed;
    private boolean held;
    private volatile boolean namesChanged;
    private Consumer<ConversationId> chosen = id -> {
    };
    private Consumer<ConversationId> opened = id -> {
    };

    InboxControl(Composite parent, Desk desk) {
        this.desk = desk;
        root = Ids.set(new Composite(parent, SWT.NONE), "inbox");
        GridLayout layout = new GridLayout();
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        layout.verticalSpacing = 0;
        root.setLayout(layout);
        new StoreBar(root, desk);
        model = new InboxModel(desk.reader(), this::changed);
        filter = new InboxFilter(root, model);
        stack = new Composite(root, SWT.NONE);
        stack.setLayout(layers);
        stack.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        notice = new Notice(stack, "inbox.notice");
        table = Ids.set(new Table(stack, SWT.VIRTUAL | SWT.SINGLE | SWT.FULL_SELECTION | SWT.V_SCROLL), "inbox.list");
        Ids.cssClass(table, "ChatdockInbox");
        Ids.name(table, Messages.Inbox_name);
        column = new TableColumn(table, SWT.NONE);
        painter = new InboxPainter(table, desk);
        new Label(root, SWT.SEPARATOR | SWT.HORIZONTAL).setLayoutData(new GridData(SWT.FILL, SWT.END, true, false));
        LineStrip line = new LineStrip(root, desk);
        line.control().setLayoutData(new GridData(SWT.FILL, SWT.END, true, false));
        tick = new Tick(root, this::tick);
        listen();
        desk.join(this);
        layers.topControl = notice.control();
        notice.say(Messages.Inbox_loading);
        tick.request();
        root.getDisplay().timerExec(AGING_MILLIS, aging);
    }

    private void listen() {
        table.addListener(SWT.SetData, event -> fill((TableItem) event.item, event.index));
        table.addListener(SWT.Resize, event -> column.setWidth(table.getClientArea().width));
        table.addListener(SWT.Selection, event -> choose(chosen));
        table.addListener(SWT.DefaultSelection, event -> choose(opened));
        table.addListener(SWT.MenuDetect, this::menu);
        table.addListener(SWT.MouseDown, event -> pressed = true);
        table.addListener(SWT.MouseUp, event -> {
            pressed = false;
            if (held) {
                tick.request();
            }
        });
        root.addListener(SWT.Paint, event -> {
            if (model.dirty()) {
                tick.request();
            }
        });
        root.addListener(SWT.Dispose, event -> {
            desk.leave(this);
            root.getDisplay().timerExec(-1, aging);
        });
    }

    @Override
    public Composite control() {
        return root;
    }

    @Override
    public void setFocus() {
        if (table.isVisible()) {
            table.setFocus();
        } else {
            root.forceFocus();
        }
    }

    @Override
    public void refresh() {
        namesChanged = true;
        tick.request();
    }

    @Override
    public void onChoice(Consumer<ConversationId> toChosen, Consumer<ConversationId> toOpened) {
        chosen = toChosen;
        opened = toOpened;
    }

    @Override
    public void storeChanged(StoreChange change) {
        model.changed();
        tick.request();
    }

    @Override
    public void servicesChanged() {
        model.changed();
        namesChanged = true;
        tick.request();
    }

    @Override
    public void lineChanged() {
        // The strip listens itself.
    }

    @Override
    public void currentChanged(ConversationId conversation) {
        selectCurrent();
    }

    @Override
    public void draftChanged() {
        table.redraw();
    }

    @Override
    public void outgoingChanged(Set<ConversationId> conversations) {
        allOutgoingChanged();
    }

    /** The words of all rows may be others. */
    @Override
    public void allOutgoingChanged() {
        namesChanged = true;
        tick.request();
    }

    private void tick() {
        if (root.isVisible() && !root.getShell().getMinimized()) {
            model.refresh();
            if (held || namesChanged) {
                changed();
            }
        }
    }

    /** Shows the model's rows, unless a button is down: then no row may move under the pointer. */
    private void changed() {
        if (root.isDisposed()) {
            return;
        }
        held = pressed;
        if (held) {
            return;
        }
        List<ConversationSummary> old = shown;
        shown = model.rows();
        if (table.getItemCount() != shown.size()) {
            table.setItemCount(shown.size());
        }
        int same = namesChanged ? 0 : commonHead(old, shown);
        int sameTail = namesChanged || old.size() != shown.size() ? 0 : commonTail(old, shown);
        namesChanged = false;
        if (same < shown.size()) {
            table.clear(same, Math.max(same, shown.size() - 1 - sameTail));
        }
        selectCurrent();
        filter.show(model);
        showLayer();
        table.redraw();
    }

    private void showLayer() {
        Composite top = table;
        if (shown.isEmpty()) {
            top = notice.control();
            notice.say(words());
        }
        if (layers.topControl != top) {
            layers.topControl = top;
            stack.layout(true);
        }
    }

    private String words() {
        if (model.failed()) {
            return Messages.Inbox_failed;
        }
        if (!desk.reader().hasStore()) {
            return StoreNotice.inPlace(desk.storeStatus());
        }
        if (!model.loaded()) {
            return Messages.Inbox_loading;
        }
        return model.total() == 0 ? Messages.Inbox_empty : Messages.Inbox_noneOpen;
    }

    private void selectCurrent() {
        int wanted = desk.current().map(this::indexOf).orElse(-1);
        if (table.getSelectionIndex() == wanted) {
            return;
        }
        if (wanted < 0) {
            table.deselectAll();
        } else {
            // Not setSelection, which would scroll to the row on every reordering.
            table.deselectAll();
            table.select(wanted);
        }
    }

    private int indexOf(ConversationId id) {
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    private void choose(Consumer<ConversationId> told) {
        int index = table.getSelectionIndex();
        if (index >= 0 && index < shown.size()) {
            ConversationId id = shown.get(index).id();
            desk.open(id);
            told.accept(id);
        }
    }

    private void menu(Event event) {
        // By keyboard it belongs to the selected row, by mouse to the one under the pointer.
        TableItem item = event.detail == SWT.MENU_KEYBOARD ? null : table.getItem(table.toControl(event.x, event.y));
        int index = item == null ? table.getSelectionIndex() : table.indexOf(item);
        event.doit = false;
        if (index >= 0 && index < shown.size()) {
            ConversationMenu.show(menu(shown.get(index)), event.x, event.y);
        }
    }

    /** What can be done about a row. */
    Menu menu(ConversationSummary row) {
        Menu menu = new Menu(table);
        if (row.unread() == 0) {
            ConversationMenu.add(menu, Messages.Menu_markUnread, () -> desk.markUnread(row.id(), null));
            new MenuItem(menu, SWT.SEPARATOR);
        }
        ConversationMenu.addStates(menu, desk, row.id(), row.state());
        CapabilityMenu.addTransfer(menu, desk, root, row.id());
        return menu;
    }

    private void fill(TableItem item, int index) {
        if (index < shown.size()) {
            ConversationSummary row = shown.get(index);
            item.setData(row);
            item.setData(Ids.CONVERSATION, row.id().value());
            // Never painted, but what screen readers and tests read.
            item.setText(painter.words(row));
        }
    }

    private void age() {
        if (!root.isDisposed()) {
            if (root.isVisible()) {
                table.redraw();
            }
            root.getDisplay().timerExec(AGING_MILLIS, aging);
        }
    }

    private static int commonHead(List<ConversationSummary> one, List<ConversationSummary> other) {
        int count = 0;
        int most = Math.min(one.size(), other.size());
        while (count < most && Objects.equals(one.get(count), other.get(count))) {
            count++;
        }
        return count;
    }

    private static int commonTail(List<ConversationSummary> one, List<ConversationSummary> other) {
        int count = 0;
        while (count < one.size() && one.get(one.size() - 1 - count).equals(other.get(other.size() - 1 - count))) {
            count++;
        }
        return count;
    }
}
