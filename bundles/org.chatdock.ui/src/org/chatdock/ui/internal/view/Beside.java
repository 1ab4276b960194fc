// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Layout;

/** The side panel beside the main part where there is room, above it where there is not, and away if it is empty. */
final class Beside extends Layout {
    private static final int WIDE = 620;
    private static final int LEAST = 220;
    private static final int MOST = 320;

    private final Control main;
    private final SidePanel side;
    private final Label upright;
    private final Label level;

    Beside(Composite parent, Control main, SidePanel side) {
        this.main = main;
        this.side = side;
        this.upright = new Label(parent, SWT.SEPARATOR | SWT.VERTICAL);
        this.level = new Label(parent, SWT.SEPARATOR | SWT.HORIZONTAL);
    }

    @Override
    protected Point computeSize(Composite composite, int wHint, int hHint, boolean flush) {
        Point size = main.computeSize(wHint, hHint);
        return new Point(wHint == SWT.DEFAULT ? size.x : wHint, hHint == SWT.DEFAULT ? size.y : hHint);
    }

    @Override
    protected void layout(Composite composite, boolean flush) {
        Rectangle area = composite.getClientArea();
        boolean shown = !side.isEmpty();
        boolean beside = area.width >= WIDE;
        side.control().setVisible(shown);
        upright.setVisible(shown && beside);
        level.setVisible(shown && !beside);
        if (!shown) {
            main.setBounds(area);
            return;
        }
        side.setBeside(beside);
        if (beside) {
            int width = Math.max(LEAST, Math.min(MOST, area.width * 3 / 10));
            int left = area.width - width;
            side.control().setBounds(left, 0, width, area.height);
            upright.setBounds(left - 1, 0, 1, area.height);
            main.setBounds(0, 0, left - 1, area.height);
        } else {
            int height = Math.min(side.height(area.width), area.height * 2 / 5);
            side.control().setBounds(0, 0, area.width, height);
            level.setBounds(0, height, area.width, 1);
            main.setBounds(0, height + 1, area.width, area.height - height - 1);
        }
    }
}
