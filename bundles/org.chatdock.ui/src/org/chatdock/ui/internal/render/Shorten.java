// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.render;

import org.eclipse.swt.graphics.GC;

/** Makes a text fit a width. */
public final class Shorten {
    private static final String DOTS = "\u2026";

    private Shorten() {
    }

    public static String end(GC gc, String text, int width) {
        if (width <= 0) {
            return "";
        }
        if (gc.textExtent(text).x <= width) {
            return text;
        }
        int low = 0;
        int high = text.length();
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (gc.textExtent(text.substring(0, middle) + DOTS).x <= width) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        // Half of a surrogate pair is no character.
        int end = low > 0 && Character.isHighSurrogate(text.charAt(low - 1)) ? low - 1 : low;
        return text.substring(0, end) + DOTS;
    }
}
