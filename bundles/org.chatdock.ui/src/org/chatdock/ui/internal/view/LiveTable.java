// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.chatdock.ui.internal.model.ColumnWidths;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;

/**
 * A table of rows that are read again and again: it fills anew only what has changed, and selection and scroll position
 * stay with their rows. Columns for which there is no room are left out. UI thread.
 */
final class LiveTable<R> {
    /** More rows than can be seen at once do not make columns wider. */
    private static final int MEASURED = 60;
    /** What a platform needs left and right of a text. */
    private static final int PAD = 16;

    /**
     * @param tip on its head; null if the title says enough
     * @param sample a text that it must have room for; shorter ones do not make it narrower
     * @param elastic whether its texts may be cut short where room is scarce
     * @param rank as in {@link ColumnWidths.Wish}
     */
    record Column<R>(String title, String tip, int style, Function<R, String> text, String sample, boolean elastic,
            int rank) {
        /** A column that may be cut short: of names and the like. */
        static <R> Column<R> elastic(String title, Function<R, String> text, int letters, int rank) {
            return new Column<>(title, null, SWT.LEFT, text, "m".repeat(letters), true, rank);
        }

        /** A column of a few words. */
        static <R> Column<R> words(String title, Function<R, String> text, String sample, int rank) {
            return new Column<>(title, null, SWT.LEFT, text, sample, false, rank);
        }

        /** A column of figures. */
        static <R> Column<R> figures(String title, String tip, Function<R, String> text, String sample, int rank) {
            return new Column<>(title, tip, SWT.RIGHT, text, sample, false, rank);
        }
    }

    private final Table table;
    private final List<Column<R>> columns;
    private final Function<R, Object> key;
    private final Function<R, String> tip;
    private List<R> shown = List.of();

    /** @param key what a row stays known by while its texts change */
    LiveTable(Composite parent, List<Column<R>> columns, Function<R, Object> key, Function<R, String> tip) {
        this.columns = columns;
        this.key = key;
        this.tip = tip;
        table = new Table(parent, SWT.VIRTUAL | SWT.SINGLE | SWT.FULL_SELECTION | SWT.BORDER | SWT.V_SCROLL);
        table.setHeaderVisible(true);
        for (Column<R> column : columns) {
            TableColumn head = new TableColumn(table, column.style());
            head.setText(column.title());
            head.setToolTipText(column.tip());
        }
        table.addListener(SWT.SetData, event -> fill((TableItem) event.item, event.index));
        table.addListener(SWT.Resize, event -> fit());
        table.addListener(SWT.MouseMove, event -> showTip(new Point(event.x, event.y)));
    }

    Table table() {
        return table;
    }

    /** The selected row; null if there is none. */
    R selected() {
        int index = table.getSelectionIndex();
        return index >= 0 && index < shown.size() ? shown.get(index) : null;
    }

    /** The row below the selected one, else the one above; null if there is none. */
    R neighbour() {
        int index = table.getSelectionIndex();
        if (index < 0 || shown.size() < 2) {
            return null;
        }
        return shown.get(index + 1 < shown.size() ? index + 1 : index - 1);
    }

    /** Selects a row that is shown; does nothing about one that is not. */
    void select(R row) {
        int index = row == null ? -1 : indexOf(key.apply(row));
        if (index >= 0) {
            table.setSelection(index);
        }
    }

    void show(List<R> rows) {
        List<R> old = shown;
        int selection = table.getSelectionIndex();
        int top = table.getTopIndex();
        boolean inPlace = keys(old).equals(keys(rows));
        shown = rows;
        if (table.getItemCount() != rows.size()) {
            table.setItemCount(rows.size());
        }
        for (int i = 0; i < rows.size(); i++) {
            if (i >= old.size() || !rows.get(i).equals(old.get(i))) {
                table.clear(i);
            }
        }
        if (!inPlace) {
            follow(old, selection, top);
            fit();
        }
    }

    private void follow(List<R> old, int selection, int top) {
        int wanted = selection < 0 || selection >= old.size() ? -1 : indexOf(key.apply(old.get(selection)));
        if (wanted != table.getSelectionIndex()) {
            table.deselectAll();
            if (wanted >= 0) {
                // Not setSelection, which would scroll there.
                table.select(wanted);
            }
        }
        // Who looks at the top wants to see what comes there.
        int place = top <= 0 || top >= old.size() ? -1 : indexOf(key.apply(old.get(top)));
        if (place >= 0) {
            table.setTopIndex(place);
        }
    }

    private List<Object> keys(List<R> rows) {
        return rows.stream().map(key).toList();
    }

    private int indexOf(Object wanted) {
        return keys(shown).indexOf(wanted);
    }

    private void fill(TableItem item, int index) {
        if (index < shown.size()) {
            R row = shown.get(index);
            item.setData(row);
            for (int i = 0; i < columns.size(); i++) {
                item.setText(i, columns.get(i).text().apply(row));
            }
        }
    }

    private void fit() {
        int width = table.getClientArea().width;
        if (width <= 0) {
            return;
        }
        GC gc = new GC(table);
        gc.setFont(table.getFont());
        List<ColumnWidths.Wish> wishes = new ArrayList<>();
        for (Column<R> column : columns) {
            int least = Math.max(gc.textExtent(column.title()).x, gc.textExtent(column.sample()).x) + PAD;
            int natural = least;
            for (R row : shown.subList(0, Math.min(MEASURED, shown.size()))) {
                natural = Math.max(natural, gc.textExtent(column.text().apply(row)).x + PAD);
            }
            wishes.add(new ColumnWidths.Wish(column.elastic() ? least : natural, natural, column.rank(),
                    column.elastic()));
        }
        gc.dispose();
        int[] widths = ColumnWidths.of(width, wishes);
        for (int i = 0; i < widths.length; i++) {
            TableColumn head = table.getColumn(i);
            head.setResizable(widths[i] > 0);
            if (head.getWidth() != widths[i]) {
                head.setWidth(widths[i]);
            }
        }
    }

    private void showTip(Point at) {
        TableItem item = table.getItem(at);
        int index = item == null ? -1 : table.indexOf(item);
        String words = index < 0 || index >= shown.size() ? null : tip.apply(shown.get(index)).replace("&", "&&");
        if (words == null ? table.getToolTipText() != null : !words.equals(table.getToolTipText())) {
            table.setToolTipText(words);
        }
    }
}
