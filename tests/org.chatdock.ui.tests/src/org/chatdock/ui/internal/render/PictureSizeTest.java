// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.PaletteData;
import org.junit.jupiter.api.Test;

class PictureSizeTest {
    private static byte[] picture(int width, int height, int format) {
        ImageLoader loader = new ImageLoader();
        loader.data = new ImageData[] { new ImageData(width, height, 24, new PaletteData(0xff0000, 0xff00, 0xff)) };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        loader.save(out, format);
        return out.toByteArray();
    }

    @Test
    void knowsTheSizeBeforeDecoding() {
        assertEquals(30 * 20, PictureSize.pixels(picture(30, 20, SWT.IMAGE_PNG)));
        assertEquals(30 * 20, PictureSize.pixels(picture(30, 20, SWT.IMAGE_JPEG)));
        assertEquals(30 * 20, PictureSize.pixels(picture(30, 20, SWT.IMAGE_BMP)));
        assertEquals(-1, PictureSize.pixels("<html>no picture</html>".getBytes()));
        assertEquals(-1, PictureSize.pixels(new byte[0]));
    }

    @Test
    void refusesASmallFileThatClaimsToBeHuge() {
        byte[] bytes = picture(30, 20, SWT.IMAGE_PNG);
        ByteBuffer.wrap(bytes).putInt(16, 60_000).putInt(20, 60_000);
        assertThrows(Web.TooLargeException.class, () -> PictureLoader.decode(bytes));
        assertThrows(IOException.class, () -> PictureLoader.decode(new byte[] { 1, 2, 3 }));
    }

    @Test
    void makesBigPicturesSmall() throws IOException {
        ImageData small = PictureLoader.decode(picture(2_000, 1_000, SWT.IMAGE_PNG));
        assertEquals(2 * PictureLoader.WIDTH, small.width);
        assertEquals(PictureLoader.WIDTH, small.height);
        ImageData same = PictureLoader.decode(picture(40, 30, SWT.IMAGE_PNG));
        assertEquals(40, same.width);
    }
}
