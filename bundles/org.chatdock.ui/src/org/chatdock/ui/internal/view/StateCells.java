// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import org.chatdock.ui.internal.model.ExtensionsModel.Extension;
import org.chatdock.ui.internal.model.ExtensionsModel.Level;
import org.chatdock.ui.internal.render.Shorten;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;

/** Paints the states of extensions: a dot, and the words in its colour. */
final class StateCells {
    /** What stands before the words, for those who measure them. */
    static final String ROOM = "\u2003";
    private static final int DOT = 9;
    private static final int EDGE = 4;
    private static final int GAP = 6;

    private final Table table;
    private final int column;

    StateCells(Table table, int column) {
        this.table = table;
        this.column = column;
        table.addListener(SWT.EraseItem, event -> {
            if (event.index == column) {
                event.detail &= ~SWT.FOREGROUND;
            }
        });
        table.addListener(SWT.PaintItem, this::paint);
    }

    private void paint(Event event) {
        if (event.index != column || !(event.item.getData() instanceof Extension row)) {
            return;
        }
        GC gc = event.gc;
        boolean selected = (event.detail & SWT.SELECTED) != 0;
        Palette palette = Palette.of(table);
        Color text = selected ? gc.getForeground() : text(palette, row.level());
        int width = table.getColumn(column).getWidth() - EDGE;
        int left = event.x + EDGE;
        int middle = event.y + event.height / 2;
        gc.setAntialias(SWT.ON);
        gc.setBackground(selected ? text : dot(palette, row.level()));
        gc.fillOval(left, middle - DOT / 2, DOT, DOT);
        left += DOT + GAP;
        gc.setForeground(text);
        String words = Shorten.end(gc, row.state(), event.x + width - left);
        Point extent = gc.textExtent(words);
        gc.drawText(words, left, middle - extent.y / 2, SWT.DRAW_TRANSPARENT);
    }

    private static Color dot(Palette palette, Level level) {
        return switch (level) {
            case WELL -> palette.good();
            case PAUSED -> palette.warning();
            case OFF -> palette.secondary();
            case FAULT -> palette.bad();
        };
    }

    private static Color text(Palette palette, Level level) {
        return switch (level) {
            case WELL -> palette.foreground();
            case PAUSED -> palette.warningText();
            case OFF -> palette.secondary();
            case FAULT -> palette.badText();
        };
    }
}
