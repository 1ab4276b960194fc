// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.upload;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

import org.eclipse.jetty.client.InputStreamRequestContent;

/**
 * A form with a file at its end, of known length: the client's own forms are sent in chunks, which some services do not
 * take. What has been read of the file counts as gone when the next piece is asked for, which the client does not do
 * before the last one has been written.
 */
final class FormContent extends InputStreamRequestContent {
    private final long length;

    /**
     * @param head all before the file's bytes
     * @param bytes the size of the file
     */
    FormContent(String boundary, String head, InputStream file, long bytes, Progress progress) {
        this("multipart/form-data; boundary=" + boundary, head.getBytes(StandardCharsets.UTF_8),
                new Counting(file, bytes, progress), bytes,
                ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private FormContent(String type, byte[] head, InputStream file, long bytes, byte[] end) {
        super(type, new SequenceInputStream(Collections.enumeration(
                List.of(new ByteArrayInputStream(head), file, new ByteArrayInputStream(end)))));
        length = head.length + bytes + end.length;
    }

    @Override
    public long getLength() {
        return length;
    }

    /** Fails if the file has got shorter or longer: the request has said its length already. */
    private static final class Counting extends FilterInputStream {
        private final long bytes;
        private final Progress progress;
        private long read;

        Counting(InputStream file, long bytes, Progress progress) {
            super(file);
            this.bytes = bytes;
            this.progress = progress;
        }

        @Override
        public int read() throws IOException {
            progress.left(read);
            int one = super.read();
            count(one < 0 ? -1 : 1);
            return one;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            progress.left(read);
            return count(super.read(into, offset, length));
        }

        private int count(int more) throws IOException {
            read += Math.max(0, more);
            if (read > bytes || more < 0 && read < bytes) {
                progress.fileChanged();
                throw new IOException("The file has changed while it was read.");
            }
            return more;
        }
    }
}
