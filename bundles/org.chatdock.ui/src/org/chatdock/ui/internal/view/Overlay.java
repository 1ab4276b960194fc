// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

/** A control that fills the space, with others lying over its lower and upper edge. */
final class Overlay {
    private static final int MARGIN = 10;

    private final Composite box;
    private Control filling;
    private Control bottom;
    private Control top;

    Overlay(Composite parent) {
        box = new Composite(parent, SWT.NONE);
        box.addListener(SWT.Resize, event -> place());
    }

    Composite control() {
        return box;
    }

    void set(Control fills, Control atBottom, Control atTop) {
        filling = fills;
        bottom = atBottom;
        top = atTop;
        atBottom.setVisible(false);
        atTop.setVisible(false);
        atBottom.moveAbove(fills);
        atTop.moveAbove(fills);
    }

    void place() {
        if (filling == null) {
            return;
        }
        Rectangle area = box.getClientArea();
        filling.setBounds(area);
        Point size = bottom.computeSize(SWT.DEFAULT, SWT.DEFAULT);
        bottom.setBounds((area.width - size.x) / 2, area.height - size.y - MARGIN, size.x, size.y);
        size = top.computeSize(SWT.DEFAULT, SWT.DEFAULT);
        top.setBounds((area.width - size.x - 2 * MARGIN) / 2, 0, size.x + 2 * MARGIN, size.y + 4);
    }
}
