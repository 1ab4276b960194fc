// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.render;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.graphics.GC;

/** Breaks a short text into lines that fit a width. */
public final class Wrap {
    private Wrap() {
    }

    public static List<String> lines(GC gc, String text, int width) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        int space = -1;
        for (int i = 1; i <= text.length(); i++) {
            if (gc.textExtent(text.substring(start, i)).x > width && i - 1 > start) {
                int end = space > start ? space : i - 1;
                lines.add(text.substring(start, end).strip());
                start = end;
            }
            if (i < text.length() && text.charAt(i) == ' ') {
                space = i;
            }
        }
        lines.add(text.substring(start).strip());
        return lines;
    }
}
