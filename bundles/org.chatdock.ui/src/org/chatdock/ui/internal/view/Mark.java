// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import org.chatdock.api.sending.SendState;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;

/** Where a message of the agent's is, as a small sign: no colour is needed to tell one from the other. */
enum Mark {
    /** A clock. */
    WAITING,
    /** An arrow. */
    SENDING,
    /** A tick. */
    SENT,
    /** A question mark in a circle. */
    UNKNOWN,
    /** An exclamation mark in a circle. */
    FAILED;

    static Mark of(SendState state) {
        return switch (state) {
            case WAITING -> WAITING;
            case SENDING -> SENDING;
            case SENT -> SENT;
            case UNKNOWN -> UNKNOWN;
            case REFUSED, EXPIRED -> FAILED;
        };
    }

    Color color(Palette palette) {
        return switch (this) {
            case WAITING, SENDING, SENT -> palette.secondary();
            case UNKNOWN -> palette.warningText();
            case FAILED -> palette.badText();
        };
    }

    /** Paints it into a square, in the foreground colour. */
    void paint(GC gc, int x, int y, int size) {
        int lineWidth = gc.getLineWidth();
        gc.setAntialias(SWT.ON);
        gc.setLineWidth(Math.max(1, size / 8));
        int middle = x + size / 2;
        switch (this) {
            case WAITING -> {
                gc.drawOval(x, y, size - 1, size - 1);
                gc.drawLine(middle, y + size / 2, middle, y + size / 4);
                gc.drawLine(middle, y + size / 2, x + size * 3 / 4, y + size / 2);
            }
            case SENDING -> {
                gc.drawLine(middle, y + 1, middle, y + size - 1);
                gc.drawPolyline(new int[] { x + size / 6, y + size / 2, middle, y + 1, x + size - size / 6,
                        y + size / 2 });
            }
            case SENT -> tick(gc, x, y, size);
            case UNKNOWN -> sign(gc, "?", x, y, size);
            case FAILED -> sign(gc, "!", x, y, size);
        }
        gc.setLineWidth(lineWidth);
    }

    private static void tick(GC gc, int x, int y, int size) {
        gc.drawPolyline(new int[] { x + size / 8, y + size / 2, x + size * 2 / 5, y + size * 4 / 5, x + size * 7 / 8,
                y + size / 5 });
    }

    private static void sign(GC gc, String sign, int x, int y, int size) {
        gc.drawOval(x, y, size - 1, size - 1);
        Point extent = gc.textExtent(sign);
        gc.drawText(sign, x + (size - extent.x) / 2, y + (size - extent.y) / 2, SWT.DRAW_TRANSPARENT);
    }
}
