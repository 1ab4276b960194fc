// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import org.chatdock.ui.internal.model.Messages;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Path;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;

/** The button with the paper-clip. Drawn, so that it is sharp and legible at every zoom and in every theme. */
final class ClipButton {
    static final int SIDE = 30;
    private static final float RADIUS = 4f;

    private final Canvas canvas;
    private boolean over;

    ClipButton(Composite parent, Runnable action) {
        canvas = Ids.set(new Canvas(parent, SWT.DOUBLE_BUFFERED), "composer.attach");
        canvas.setToolTipText(Messages.Attach_button);
        Ids.name(canvas, Messages.Attach_button);
        canvas.addListener(SWT.Paint, event -> paint(event.gc));
        canvas.addListener(SWT.MouseUp, event -> {
            if (event.button == 1 && canvas.isEnabled() && canvas.getClientArea().contains(event.x, event.y)) {
                action.run();
            }
        });
        canvas.addListener(SWT.MouseEnter, event -> hover(true));
        canvas.addListener(SWT.MouseExit, event -> hover(false));
        canvas.addListener(SWT.KeyDown, event -> key(event, action));
        canvas.addListener(SWT.Traverse, event -> event.doit = event.detail != SWT.TRAVERSE_RETURN);
        canvas.addListener(SWT.FocusIn, event -> canvas.redraw());
        canvas.addListener(SWT.FocusOut, event -> canvas.redraw());
        canvas.getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
            @Override
            public void getRole(AccessibleControlEvent e) {
                e.detail = ACC.ROLE_PUSHBUTTON;
            }
        });
    }

    Control control() {
        return canvas;
    }

    private void hover(boolean now) {
        over = now;
        canvas.redraw();
    }

    private static void key(Event event, Runnable action) {
        boolean pressed = event.keyCode == SWT.CR || event.keyCode == SWT.KEYPAD_CR || event.keyCode == SWT.SPACE;
        if (pressed && (event.stateMask & SWT.MODIFIER_MASK) == 0) {
            event.doit = false;
            action.run();
        }
    }

    private void paint(GC gc) {
        Palette palette = Palette.of(canvas.getParent());
        Point size = canvas.getSize();
        gc.setAntialias(SWT.ON);
        gc.setBackground(over && canvas.isEnabled() ? palette.customerBubble() : palette.background());
        gc.fillRectangle(0, 0, size.x, size.y);
        if (canvas.isFocusControl()) {
            gc.setForeground(palette.accent());
            gc.drawRoundRectangle(1, 1, size.x - 3, size.y - 3, 6, 6);
        }
        gc.setForeground(canvas.isEnabled() ? palette.secondary() : palette.line());
        gc.setLineCap(SWT.CAP_ROUND);
        gc.setLineWidth(2);
        Path clip = wire(new Rectangle(0, 0, size.x, size.y));
        try {
            gc.drawPath(clip);
        } finally {
            clip.dispose();
        }
    }

    /** A bent wire, upright, in the middle. */
    private Path wire(Rectangle area) {
        float x = area.width / 2f;
        float y = area.height / 2f;
        Path path = new Path(canvas.getDisplay());
        path.moveTo(x + RADIUS + 1, y - 4);
        path.lineTo(x + RADIUS + 1, y + 4);
        path.addArc(x - RADIUS - 1, y + 4 - RADIUS - 1, 2 * RADIUS + 2, 2 * RADIUS + 2, 0, -180);
        path.lineTo(x - RADIUS - 1, y - 5);
        path.addArc(x - RADIUS - 1, y - 5 - RADIUS + 1, 2 * RADIUS - 2, 2 * RADIUS - 2, 180, -180);
        path.lineTo(x + RADIUS - 3, y + 3);
        path.addArc(x - 1 - 1, y + 3 - 1.5f, 3, 3, 0, -180);
        path.lineTo(x - 2, y - 3);
        return path;
    }
}
