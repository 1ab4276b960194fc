// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.attach;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;

/** What the agent adds. All but the name is asked off the UI thread: it may be on a disk far away. */
public interface Source {
    /** With its extension, without folders. Any thread, at once. */
    String name();

    /** Whether it is a folder, which cannot be sent. */
    boolean isFolder();

    /** Its size. */
    long bytes() throws IOException;

    /** From the beginning; whoever opens it closes it. */
    InputStream open() throws IOException;

    /** A file. */
    static Source of(Path file) {
        return new Source() {
            @Override
            public String name() {
                Path last = file.getFileName();
                return last == null ? file.toString() : last.toString();
            }

            @Override
            public boolean isFolder() {
                return Files.isDirectory(file);
            }

            @Override
            public long bytes() throws IOException {
                return Files.size(file);
            }

            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }
        };
    }

    /**
     * A picture from the clipboard, sent as PNG.
     *
     * @param picture not changed any more
     */
    static Source of(ImageData picture, String name) {
        return new Source() {
            /** Null before somebody has asked. Guarded by this. */
            private byte[] encoded;

            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean isFolder() {
                return false;
            }

            @Override
            public long bytes() throws IOException {
                return encoded().length;
            }

            @Override
            public InputStream open() throws IOException {
                return new ByteArrayInputStream(encoded());
            }

            private synchronized byte[] encoded() throws IOException {
                if (encoded == null) {
                    ImageLoader loader = new ImageLoader();
                    loader.data = new ImageData[] { picture };
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    try {
                        loader.save(out, SWT.IMAGE_PNG);
                    } catch (SWTException e) {
                        throw new IOException(e);
                    }
                    encoded = out.toByteArray();
                }
                return encoded;
            }
        };
    }
}
