// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.render;

import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.graphics.RGB;

/** Makes a picture smaller by averaging, which {@link ImageData#scaledTo} does not: it leaves pixels out. */
final class Downscale {
    /** More samples than this in each direction change nothing that can be seen. */
    private static final int SAMPLES = 4;

    private Downscale() {
    }

    static ImageData to(ImageData from, int width, int height) {
        ImageData small = new ImageData(width, height, 24, new PaletteData(0xff0000, 0xff00, 0xff));
        boolean alpha = from.alphaData != null || from.transparentPixel != -1;
        if (alpha) {
            small.alphaData = new byte[width * height];
        }
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                pixel(from, small, x, y, alpha);
            }
        }
        return small;
    }

    private static void pixel(ImageData from, ImageData small, int x, int y, boolean alpha) {
        int left = (int) ((long) x * from.width / small.width);
        int top = (int) ((long) y * from.height / small.height);
        int right = Math.max(left + 1, (int) ((x + 1L) * from.width / small.width));
        int bottom = Math.max(top + 1, (int) ((y + 1L) * from.height / small.height));
        int stepX = Math.max(1, (right - left) / SAMPLES);
        int stepY = Math.max(1, (bottom - top) / SAMPLES);
        int red = 0;
        int green = 0;
        int blue = 0;
        int opacity = 0;
        int count = 0;
        for (int sy = top; sy < bottom; sy += stepY) {
            for (int sx = left; sx < right; sx += stepX) {
                int value = from.getPixel(sx, sy);
                RGB rgb = from.palette.getRGB(value);
                red += rgb.red;
                green += rgb.green;
                blue += rgb.blue;
                opacity += opacity(from, sx, sy, value);
                count++;
            }
        }
        small.setPixel(x, y, red / count << 16 | green / count << 8 | blue / count);
        if (alpha) {
            small.setAlpha(x, y, opacity / count);
        }
    }

    private static int opacity(ImageData from, int x, int y, int value) {
        if (from.alphaData != null) {
            return from.getAlpha(x, y);
        }
        return value == from.transparentPixel ? 0 : 255;
    }
}
