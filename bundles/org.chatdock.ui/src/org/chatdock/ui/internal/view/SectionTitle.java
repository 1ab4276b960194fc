// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import org.chatdock.ui.internal.render.Shorten;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;

/** The title of a section: an arrow and words. A click, Enter, Space and the arrow keys open and fold. */
final class SectionTitle {
    private static final int MARGIN = 14;
    private static final int ARROW = 8;
    private static final int PAD = 9;

    private final Canvas canvas;
    private final String words;
    private final Palette palette;
    private final Fonts fonts;
    private final int height;
    private boolean open;

    SectionTitle(Composite parent, String words, Palette palette, Fonts fonts, Runnable toggle) {
        this.words = words;
        this.palette = palette;
        this.fonts = fonts;
        canvas = Ids.set(new Canvas(parent, SWT.DOUBLE_BUFFERED), "panel.title");
        canvas.setBackground(palette.background());
        Ids.name(canvas, words);
        GC gc = new GC(canvas);
        try {
            gc.setFont(fonts.bold());
            height = gc.getFontMetrics().getHeight() + 2 * PAD;
        } finally {
            gc.dispose();
        }
        canvas.addListener(SWT.Paint, event -> paint(event.gc));
        canvas.addListener(SWT.MouseUp, event -> {
            if (event.button == 1) {
                canvas.setFocus();
                toggle.run();
            }
        });
        canvas.addListener(SWT.KeyDown, event -> key(event, toggle));
        // With a listener of its own a canvas is reached by Tab; it must let go again, too.
        canvas.addListener(SWT.Traverse, event -> event.doit = event.detail != SWT.TRAVERSE_RETURN);
        canvas.addListener(SWT.FocusIn, event -> canvas.redraw());
        canvas.addListener(SWT.FocusOut, event -> canvas.redraw());
        canvas.getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
            @Override
            public void getRole(AccessibleControlEvent e) {
                e.detail = ACC.ROLE_PUSHBUTTON;
            }

            @Override
            public void getState(AccessibleControlEvent e) {
                e.detail = ACC.STATE_FOCUSABLE | (open ? ACC.STATE_EXPANDED : ACC.STATE_COLLAPSED);
            }
        });
    }

    Control control() {
        return canvas;
    }

    int height() {
        return height;
    }

    void setOpen(boolean open) {
        if (this.open != open) {
            this.open = open;
            canvas.redraw();
        }
    }

    private void key(Event event, Runnable toggle) {
        boolean wanted = switch (event.keyCode) {
            case SWT.CR, SWT.KEYPAD_CR, SWT.SPACE -> true;
            case SWT.ARROW_RIGHT -> !open;
            case SWT.ARROW_LEFT -> open;
            default -> false;
        };
        if (wanted) {
            event.doit = false;
            toggle.run();
        }
    }

    private void paint(GC gc) {
        Rectangle area = canvas.getClientArea();
        gc.setAntialias(SWT.ON);
        gc.setForeground(palette.line());
        gc.drawLine(0, 0, area.width, 0);
        gc.setBackground(palette.secondary());
        int middle = area.height / 2;
        int half = ARROW / 2;
        int left = MARGIN;
        int top = middle - half / 2;
        gc.fillPolygon(open ? new int[] { left, top, left + ARROW, top, left + half, middle + half }
                : new int[] { left + 1, middle - half, left + 1 + half, middle, left + 1, middle + half });
        gc.setFont(fonts.bold());
        gc.setForeground(palette.foreground());
        int x = MARGIN + ARROW + 6;
        String fitting = Shorten.end(gc, words, area.width - x - MARGIN);
        Point extent = gc.textExtent(fitting);
        gc.drawText(fitting, x, middle - extent.y / 2, SWT.DRAW_TRANSPARENT);
        if (canvas.isFocusControl()) {
            gc.setForeground(palette.accent());
            gc.setLineWidth(1);
            gc.drawRoundRectangle(3, 3, area.width - 7, area.height - 6, 6, 6);
        }
    }
}
