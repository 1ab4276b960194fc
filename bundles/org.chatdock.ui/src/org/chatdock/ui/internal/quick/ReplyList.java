// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.quick;

import java.util.List;
import java.util.function.IntConsumer;

import org.chatdock.api.sending.QuickReply;
import org.chatdock.ui.internal.model.Messages;
import org.chatdock.ui.internal.render.Shorten;
import org.chatdock.ui.internal.view.Fonts;
import org.chatdock.ui.internal.view.Ids;
import org.chatdock.ui.internal.view.Palette;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;

/**
 * The list of replies over or under the caret of a text. It never takes the focus; what is selected is told to screen
 * readers as the description of the text. UI thread.
 */
final class ReplyList {
    private static final int ROWS = 8;
    private static final int LEAST_WIDTH = 280;
    private static final int MOST_WIDTH = 640;
    private static final int GAP = 4;
    private static final int MARGIN = 6;
    /** Of the width, for the names. */
    private static final double NAMES = 0.42;
    private static final int PREVIEW = 160;

    private final Text text;
    private final IntConsumer choose;
    private final Listener moved = event -> place();
    /** Null while there is none. */
    private Shell shell;
    /** The text's, which outlives it. */
    private Shell parent;
    private Table table;
    /** Around the line below, for its margin. */
    private Composite foot;
    private Label below;
    /** For screen readers; empty if nothing is selected. */
    private String description = "";

    /** @param choose is told the index of a reply that was clicked */
    ReplyList(Text text, IntConsumer choose) {
        this.text = text;
        this.choose = choose;
        text.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getDescription(AccessibleEvent e) {
                if (!description.isEmpty()) {
                    e.result = description;
                }
            }
        });
    }

    boolean isVisible() {
        return shell != null && !shell.isDisposed();
    }

    boolean has(Control control) {
        return isVisible() && control.getShell() == shell;
    }

    void show(List<QuickReply> replies, int selected) {
        open();
        table.setRedraw(false);
        table.setItemCount(replies.size());
        for (int i = 0; i < replies.size(); i++) {
            fill(table.getItem(i), replies.get(i));
        }
        table.setRedraw(true);
        below(Messages.Quick_hint);
        ((GridData) table.getLayoutData()).exclude = false;
        table.setVisible(true);
        place();
        select(selected);
    }

    /** @param sure whether all sources have been asked */
    void showNone(boolean sure) {
        open();
        table.setItemCount(0);
        ((GridData) table.getLayoutData()).exclude = true;
        table.setVisible(false);
        below(sure ? Messages.Quick_none : Messages.Quick_loading);
        describe(below.getText());
        place();
    }

    int selected() {
        return Math.max(0, table.getSelectionIndex());
    }

    void move(int by) {
        int count = table.getItemCount();
        if (count > 0) {
            select(Math.floorMod(selected() + by, count));
        }
    }

    void movePage(int by) {
        if (table.getItemCount() > 0) {
            select(Math.max(0, Math.min(table.getItemCount() - 1, selected() + by * (ROWS - 1))));
        }
    }

    void hide() {
        if (isVisible()) {
            shell.dispose();
        }
        describe("");
    }

    void dispose() {
        if (isVisible()) {
            shell.dispose();
        }
    }

    private void select(int index) {
        table.setSelection(index);
        table.showSelection();
        TableItem item = table.getItem(index);
        describe(NLS.bind(Messages.Quick_accessible,
                new Object[] { item.getText(0) + ", " + item.getData(), index + 1, table.getItemCount() }));
    }

    private void describe(String words) {
        if (!words.equals(description) && !text.isDisposed()) {
            description = words;
            text.getAccessible().sendEvent(ACC.EVENT_DESCRIPTION_CHANGED, null);
        }
    }

    private void below(String words) {
        if (!below.getText().equals(words)) {
            below.setText(words);
        }
    }

    /** Made anew each time: colours, font, zoom and window may have changed. */
    private void open() {
        if (isVisible()) {
            return;
        }
        parent = text.getShell();
        Palette palette = Palette.of(text);
        shell = Ids.set(new Shell(parent, SWT.ON_TOP | SWT.NO_TRIM | SWT.NO_FOCUS), "quick");
        shell.setFont(text.getFont());
        Fonts fonts = new Fonts(shell);
        shell.setData("org.eclipse.e4.ui.css.disabled", Boolean.TRUE);
        shell.setBackground(palette.line());
        GridLayout layout = new GridLayout();
        layout.marginWidth = 1;
        layout.marginHeight = 1;
        layout.verticalSpacing = 0;
        shell.setLayout(layout);
        table = Ids.set(new Table(shell, SWT.SINGLE | SWT.FULL_SELECTION | SWT.V_SCROLL | SWT.NO_FOCUS), "quick.list");
        table.setData("org.eclipse.e4.ui.css.disabled", Boolean.TRUE);
        table.setFont(text.getFont());
        table.setBackground(palette.background());
        table.setForeground(palette.foreground());
        table.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        name(table, Messages.Quick_list);
        new TableColumn(table, SWT.NONE);
        new TableColumn(table, SWT.NONE);
        table.setData(fonts.bold());
        table.addListener(SWT.MouseUp, event -> {
            TableItem item = table.getItem(new Point(event.x, event.y));
            if (event.button == 1 && item != null) {
                choose.accept(table.indexOf(item));
            }
        });
        foot = new Composite(shell, SWT.NO_FOCUS);
        foot.setData("org.eclipse.e4.ui.css.disabled", Boolean.TRUE);
        foot.setBackground(palette.background());
        foot.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, false));
        GridLayout footLayout = new GridLayout();
        footLayout.marginWidth = MARGIN;
        footLayout.marginHeight = MARGIN / 2;
        foot.setLayout(footLayout);
        below = Ids.set(new Label(foot, SWT.WRAP), "quick.hint");
        below.setData("org.eclipse.e4.ui.css.disabled", Boolean.TRUE);
        below.setFont(fonts.small());
        below.setBackground(palette.background());
        below.setForeground(palette.secondary());
        below.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, false));
        parent.addListener(SWT.Move, moved);
        parent.addListener(SWT.Resize, moved);
        Shell opened = shell;
        shell.addListener(SWT.Dispose, event -> {
            if (!parent.isDisposed()) {
                parent.removeListener(SWT.Move, moved);
                parent.removeListener(SWT.Resize, moved);
            }
            if (shell == opened) {
                shell = null;
            }
        });
    }

    private static void name(Control control, String name) {
        control.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                e.result = name;
            }
        });
    }

    private void fill(TableItem item, QuickReply reply) {
        item.setText(0, reply.name());
        item.setFont(0, (Font) table.getData());
        item.setText(1, preview(reply));
        item.setData(preview(reply));
    }

    /** One line: the title, or what is sent. */
    static String preview(QuickReply reply) {
        QuickReply.Part first = reply.parts().get(0);
        String words = !reply.title().isBlank() ? reply.title()
                : first.text().isBlank() ? Messages.Quick_attachment : first.text();
        String line = words.strip().replaceAll("\\s+", " ");
        if (line.length() > PREVIEW) {
            line = line.substring(0, PREVIEW) + "\u2026";
        }
        int parts = reply.parts().size();
        return parts == 1 ? line : line + " (" + NLS.bind(Messages.Quick_parts, parts) + ")";
    }

    /** Over the caret if there is room: the box is at the lower end of the window. */
    private void place() {
        if (!isVisible() || text.isDisposed()) {
            return;
        }
        Rectangle area = text.getMonitor().getClientArea();
        int width = Math.min(Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, text.getSize().x)), area.width);
        int rows = Math.min(ROWS, table.getItemCount());
        Rectangle trim = table.computeTrim(0, 0, width - 2, rows * table.getItemHeight());
        GridData data = (GridData) table.getLayoutData();
        data.heightHint = rows * table.getItemHeight();
        Point hint = foot.computeSize(width - 2, SWT.DEFAULT);
        int height = 2 + hint.y + (rows == 0 ? 0 : trim.height);
        Point caret = text.toDisplay(text.getCaretLocation());
        int x = Math.max(area.x, Math.min(caret.x - MARGIN, area.x + area.width - width));
        int y = caret.y - height - GAP;
        if (y < area.y) {
            y = caret.y + text.getLineHeight() + GAP;
        }
        shell.setBounds(x, y, width, height);
        shell.layout(true, true);
        int inside = table.getClientArea().width;
        int names = Math.min(namesWidth(), (int) (NAMES * inside));
        table.getColumn(0).setWidth(names);
        table.getColumn(1).setWidth(inside - names);
        shorten(inside - names - 2 * MARGIN);
        if (!shell.isVisible()) {
            // Not open(): that would take the focus.
            shell.setVisible(true);
        }
    }

    /** A cell that is too long is cut in the middle of a letter otherwise. */
    private void shorten(int width) {
        GC gc = new GC(table);
        try {
            gc.setFont(table.getFont());
            for (TableItem item : table.getItems()) {
                String fitting = Shorten.end(gc, (String) item.getData(), width);
                if (!fitting.equals(item.getText(1))) {
                    item.setText(1, fitting);
                }
            }
        } finally {
            gc.dispose();
        }
    }

    private int namesWidth() {
        table.getColumn(0).pack();
        return table.getColumn(0).getWidth() + 2 * MARGIN;
    }
}
