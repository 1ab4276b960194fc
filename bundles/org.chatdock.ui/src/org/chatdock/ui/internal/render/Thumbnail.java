// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.render;

import java.io.ByteArrayInputStream;

import org.eclipse.swt.SWTException;
import org.eclipse.swt.graphics.ImageData;

/** A small square out of the middle of a picture. Any thread. */
public final class Thumbnail {
    /** As many as the transcript decodes at most. */
    private static final long MOST_PIXELS = 40_000_000;

    private Thumbnail() {
    }

    /** Null if it cannot be decoded, or is too large for that. */
    public static ImageData of(byte[] bytes, int side) {
        long pixels = PictureSize.pixels(bytes);
        if (pixels <= 0 || pixels > MOST_PIXELS) {
            return null;
        }
        try {
            ImageData full = new ImageData(new ByteArrayInputStream(bytes));
            int width = Math.max(1, side * full.width / Math.min(full.width, full.height));
            int height = Math.max(1, side * full.height / Math.min(full.width, full.height));
            return Downscale.to(full, Math.min(width, 4 * side), Math.min(height, 4 * side));
        } catch (@SuppressWarnings("unused") SWTException | IllegalArgumentException broken) {
            return null;
        }
    }
}
