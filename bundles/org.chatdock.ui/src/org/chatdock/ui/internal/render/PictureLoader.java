// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.render;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.chatdock.ui.internal.model.Messages;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;

/** Fetches pictures and makes them small. Waits: for worker threads. Keeps the small ones it made last. */
public final class PictureLoader {
    /** A small picture fits into this, at double resolution. */
    static final int WIDTH = 260;
    static final int HEIGHT = 200;
    private static final int BYTES = 8 * 1024 * 1024;
    private static final long PIXELS = 40_000_000;
    private static final int KEPT = 40;

    /** Guarded by itself. */
    private final Map<String, ImageData> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ImageData> eldest) {
            return size() > KEPT;
        }
    };
    private final Web web = new Web();

    /** A small picture, or words for why there is none. */
    record Picture(ImageData small, String problem) {
    }

    /** What was made before, null if nothing. Any thread; does not wait. */
    ImageData known(String address) {
        synchronized (kept) {
            return kept.get(address);
        }
    }

    Picture load(String address) {
        ImageData known = known(address);
        if (known != null) {
            return new Picture(known, "");
        }
        try {
            ImageData small = decode(web.fetch(address, BYTES));
            synchronized (kept) {
                kept.put(address, small);
            }
            return new Picture(small, "");
        } catch (@SuppressWarnings("unused") Web.TooLargeException e) {
            return new Picture(null, Messages.Picture_large);
        } catch (@SuppressWarnings("unused") IOException | SWTException e) {
            // Shown in the row; a customer's broken picture is nothing for the log.
            return new Picture(null, Messages.Picture_failed);
        } catch (@SuppressWarnings("unused") InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Picture(null, Messages.Picture_failed);
        }
    }

    /** Saves a file. Returns whether it is there. */
    boolean save(String address, Path target) {
        try {
            web.save(address, target);
            return true;
        } catch (@SuppressWarnings("unused") IOException e) {
            return false;
        } catch (@SuppressWarnings("unused") InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static ImageData decode(byte[] bytes) throws IOException {
        long pixels = PictureSize.pixels(bytes);
        if (pixels < 0) {
            throw new IOException("Not a picture of a known kind");
        }
        if (pixels > PIXELS) {
            throw new Web.TooLargeException();
        }
        ImageData[] frames = new ImageLoader().load(new ByteArrayInputStream(bytes));
        return shrink(frames[0]);
    }

    private static ImageData shrink(ImageData data) {
        double scale = Math.min(1, Math.min(2.0 * WIDTH / data.width, 2.0 * HEIGHT / data.height));
        if (scale >= 1) {
            return data;
        }
        return Downscale.to(data, Math.max(1, (int) (data.width * scale)), Math.max(1, (int) (data.height * scale)));
    }
}
