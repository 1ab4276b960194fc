// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import org.chatdock.ui.internal.model.DraftItem;
import org.chatdock.ui.internal.model.Messages;
import org.chatdock.ui.internal.render.Shorten;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.RowData;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;

/**
 * One thing that goes before the text: picture, name, how it is, and a cross. The keys: Delete takes it out, Enter does
 * what it offers, Left and Right go to its neighbours.
 */
final class Chip {
    private static final int WIDTH = 216;
    private static final int SQUARE = 36;
    private static final int PAD = 6;
    private static final int CROSS = 24;
    private static final int BAR = 3;

    /** What can be done. */
    interface Actions {
        void remove(DraftItem item);

        /** Tries again, or changes the text, as the item is. */
        void open(DraftItem item);

        /** @param by -1 or 1 */
        void go(DraftItem item, int by);
    }

    private final DraftItem item;
    private final Actions actions;
    private final Canvas canvas;
    private final Fonts fonts;
    private ChipText words;
    private Image picture;
    private boolean overCross;

    Chip(Composite parent, DraftItem item, Fonts fonts, Actions actions) {
        this.item = item;
        this.actions = actions;
        this.fonts = fonts;
        canvas = Ids.set(new Canvas(parent, SWT.DOUBLE_BUFFERED), "composer.chip");
        canvas.setData(this);
        canvas.setLayoutData(new RowData(WIDTH, height()));
        Ids.unstyled(canvas);
        Ids.name(canvas, "");
        canvas.addListener(SWT.Paint, event -> paint(event.gc));
        canvas.addListener(SWT.MouseUp, this::click);
        canvas.addListener(SWT.MouseMove, event -> hover(cross().contains(event.x, event.y)));
        canvas.addListener(SWT.MouseExit, event -> hover(false));
        canvas.addListener(SWT.KeyDown, this::key);
        canvas.addListener(SWT.Traverse, event -> event.doit = event.detail != SWT.TRAVERSE_RETURN
                && event.detail != SWT.TRAVERSE_ARROW_NEXT && event.detail != SWT.TRAVERSE_ARROW_PREVIOUS);
        canvas.addListener(SWT.FocusIn, event -> canvas.redraw());
        canvas.addListener(SWT.FocusOut, event -> canvas.redraw());
        canvas.addListener(SWT.MenuDetect, this::menu);
        canvas.addListener(SWT.Dispose, event -> dispose());
        canvas.getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
            @Override
            public void getRole(AccessibleControlEvent e) {
                e.detail = ACC.ROLE_PUSHBUTTON;
            }
        });
    }

    Canvas control() {
        return canvas;
    }

    DraftItem item() {
        return item;
    }

    /** @param thumbnail null if there is none */
    void update(ImageData thumbnail) {
        ChipText now = ChipText.of(item);
        if (picture == null && thumbnail != null) {
            picture = new Image(canvas.getDisplay(), thumbnail);
            canvas.redraw();
        }
        if (!now.equals(words)) {
            words = now;
            canvas.setToolTipText(now.more());
            Ids.rename(canvas, now.title() + ", " + now.detail()
                    + (now.tone() == ChipText.Tone.NORMAL ? "" : ". " + now.more()));
            canvas.redraw();
        }
    }

    private void dispose() {
        if (picture != null) {
            picture.dispose();
        }
    }

    /** As high as two lines need, in whatever font. */
    private int height() {
        GC gc = new GC(canvas);
        try {
            gc.setFont(fonts.normal());
            int name = gc.getFontMetrics().getHeight();
            gc.setFont(fonts.small());
            return Math.max(SQUARE, name + gc.getFontMetrics().getHeight() + 2) + 2 * PAD;
        } finally {
            gc.dispose();
        }
    }

    private Rectangle cross() {
        Point size = canvas.getSize();
        return new Rectangle(size.x - CROSS - 2, 2, CROSS, CROSS);
    }

    private void hover(boolean now) {
        if (overCross != now) {
            overCross = now;
            canvas.redraw();
        }
    }

    private void click(Event event) {
        if (event.button != 1) {
            return;
        }
        if (cross().contains(event.x, event.y)) {
            actions.remove(item);
        } else if (canvas.getClientArea().contains(event.x, event.y)) {
            canvas.setFocus();
            actions.open(item);
        }
    }

    private void key(Event event) {
        if ((event.stateMask & SWT.MODIFIER_MASK) != 0) {
            return;
        }
        switch (event.keyCode) {
            case SWT.DEL, SWT.BS -> actions.remove(item);
            case SWT.CR, SWT.KEYPAD_CR, SWT.SPACE -> actions.open(item);
            case SWT.ARROW_LEFT, SWT.ARROW_UP -> actions.go(item, -1);
            case SWT.ARROW_RIGHT, SWT.ARROW_DOWN -> actions.go(item, 1);
            default -> {
                return;
            }
        }
        event.doit = false;
    }

    private void menu(Event event) {
        Menu menu = new Menu(canvas);
        String opens = opens();
        if (!opens.isEmpty()) {
            ConversationMenu.add(menu, opens, () -> actions.open(item));
        }
        ConversationMenu.add(menu, Messages.Attach_remove, () -> actions.remove(item));
        ConversationMenu.show(menu, event.x, event.y);
    }

    /** What Enter does, in words; empty if nothing. */
    private String opens() {
        return item.canRetry() && item.state() == DraftItem.State.FAILED ? Messages.Entry_retry
                : item.text().isEmpty() ? "" : Messages.Part_edit;
    }

    private void paint(GC gc) {
        Palette palette = Palette.of(canvas.getParent());
        Point size = canvas.getSize();
        gc.setAntialias(SWT.ON);
        gc.setBackground(palette.background());
        gc.fillRectangle(0, 0, size.x, size.y);
        Color fill = palette.customerBubble();
        if (!fill.equals(canvas.getBackground())) {
            canvas.setBackground(fill);
        }
        // What is written on it must be legible on it.
        Palette on = Palette.of(canvas);
        gc.setBackground(fill);
        gc.fillRoundRectangle(0, 0, size.x, size.y, 10, 10);
        boolean focus = canvas.isFocusControl();
        boolean bad = words.tone() == ChipText.Tone.BAD;
        gc.setForeground(focus ? palette.accent() : bad ? palette.bad() : palette.line());
        gc.setLineWidth(focus ? 2 : 1);
        gc.drawRoundRectangle(focus ? 1 : 0, focus ? 1 : 0, size.x - (focus ? 2 : 1), size.y - (focus ? 2 : 1), 10, 10);
        gc.setLineWidth(1);
        int top = (size.y - SQUARE) / 2;
        paintSquare(gc, palette, PAD, top);
        int x = PAD + SQUARE + PAD + 2;
        int width = size.x - x - CROSS - 2;
        gc.setFont(fonts.normal());
        int name = gc.getFontMetrics().getHeight();
        gc.setForeground(palette.text(fill));
        gc.setFont(fonts.small());
        int detail = gc.getFontMetrics().getHeight();
        boolean loading = item.state() == DraftItem.State.UPLOADING;
        int y = (size.y - name - detail - (loading ? BAR : 0)) / 2;
        gc.setFont(fonts.normal());
        gc.drawText(Shorten.end(gc, words.title(), width), x, y, SWT.DRAW_TRANSPARENT);
        gc.setFont(fonts.small());
        gc.setForeground(switch (words.tone()) {
            case BAD -> on.badText();
            case WARNING -> on.warningText();
            case NORMAL -> on.secondary();
        });
        gc.drawText(Shorten.end(gc, words.detail(), size.x - x - PAD), x, y + name, SWT.DRAW_TRANSPARENT);
        if (loading) {
            int all = size.x - x - PAD - 2;
            gc.setBackground(palette.line());
            gc.fillRoundRectangle(x, y + name + detail + 1, all, BAR, BAR, BAR);
            gc.setBackground(palette.accent());
            gc.fillRoundRectangle(x, y + name + detail + 1, all * item.percent() / 100, BAR, BAR, BAR);
        }
        paintCross(gc, palette, fill);
    }

    private void paintSquare(GC gc, Palette palette, int x, int y) {
        if (picture != null) {
            Rectangle all = picture.getBounds();
            int side = Math.min(all.width, all.height);
            gc.setInterpolation(SWT.HIGH);
            gc.drawImage(picture, (all.width - side) / 2, (all.height - side) / 2, side, side, x, y, SQUARE, SQUARE);
            return;
        }
        gc.setForeground(palette.secondary());
        gc.setLineWidth(2);
        if (item.isText()) {
            for (int i = 0; i < 3; i++) {
                gc.drawLine(x + 8, y + 11 + 7 * i, x + (i == 2 ? 20 : 28), y + 11 + 7 * i);
            }
        } else if (item.isPicture()) {
            gc.drawRectangle(x + 6, y + 8, 24, 20);
            gc.drawPolyline(
                    new int[] { x + 7, y + 26, x + 14, y + 17, x + 19, y + 23, x + 23, y + 19, x + 29, y + 26 });
        } else {
            gc.drawPolygon(new int[] { x + 9, y + 5, x + 21, y + 5, x + 28, y + 12, x + 28, y + 31, x + 9, y + 31 });
            gc.drawPolyline(new int[] { x + 21, y + 5, x + 21, y + 12, x + 28, y + 12 });
        }
        gc.setLineWidth(1);
    }

    private void paintCross(GC gc, Palette palette, Color fill) {
        Rectangle cross = cross();
        if (overCross) {
            gc.setBackground(palette.line());
            gc.fillOval(cross.x + 2, cross.y + 2, cross.width - 4, cross.height - 4);
        }
        gc.setForeground(palette.secondary(fill));
        gc.setLineWidth(2);
        gc.setLineCap(SWT.CAP_ROUND);
        int x = cross.x + cross.width / 2;
        int y = cross.y + cross.height / 2;
        gc.drawLine(x - 3, y - 3, x + 3, y + 3);
        gc.drawLine(x - 3, y + 3, x + 3, y - 3);
        gc.setLineWidth(1);
    }
}
