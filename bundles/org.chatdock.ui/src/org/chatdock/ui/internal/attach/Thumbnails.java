// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.attach;

import java.io.IOException;
import java.io.InputStream;

import org.chatdock.ui.internal.render.Thumbnail;
import org.eclipse.swt.graphics.ImageData;

/** Makes the small picture of a large one. Off the UI thread. */
final class Thumbnails {
    /** Larger files are not read for it. */
    private static final int MOST = 20 * 1024 * 1024;

    private Thumbnails() {
    }

    /** Null if it is no picture that can be shown. */
    static ImageData of(Source source, int side) {
        try (InputStream in = source.open()) {
            byte[] bytes = in.readNBytes(MOST);
            return Thumbnail.of(bytes, side);
        } catch (@SuppressWarnings("unused") IOException unreadable) {
            // The upload says so.
            return null;
        }
    }
}
