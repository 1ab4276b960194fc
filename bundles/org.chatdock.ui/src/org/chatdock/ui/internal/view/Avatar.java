// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;

/** A customer's initial in a circle. */
final class Avatar {
    private Avatar() {
    }

    /** @param key decides the colour, so that a customer keeps it whatever the name is */
    static void paint(GC gc, Palette palette, Font font, String key, String name, int x, int y, int size) {
        Color fill = palette.avatar(key);
        gc.setAntialias(SWT.ON);
        gc.setBackground(fill);
        gc.fillOval(x, y, size, size);
        String initial = initial(name);
        gc.setForeground(palette.on(fill));
        gc.setFont(font);
        Point extent = gc.textExtent(initial);
        gc.drawText(initial, x + (size - extent.x) / 2, y + (size - extent.y) / 2, SWT.DRAW_TRANSPARENT);
    }

    static String initial(String name) {
        return name.codePoints().filter(Character::isLetterOrDigit).limit(1).map(Character::toUpperCase)
                .mapToObj(Character::toString).findFirst().orElse("#");
    }
}
