// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import java.nio.ByteBuffer;
import java.util.Arrays;

import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;

/**
 * Puts the pieces of a message together. A text in one piece, as nearly all are, is passed on without a copy; of one
 * that is too large only the head is kept. The caller sees to it that the pieces come in a valid order.
 */
final class Assembly {
    /** What a piece made whole. */
    enum Came {
        NOTHING, TEXT, BINARY, OVERSIZED
    }

    static final int HEAD_BYTES = 4 * 1024;
    /** Larger buffers are given back after use. */
    private static final int KEPT_BYTES = 64 * 1024;

    private final int maxBytes;
    private byte[] buffer = {};
    private int kept;
    private long size;
    private boolean binary;
    private ByteBuffer text;

    Assembly(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    Came add(Frame frame) {
        ByteBuffer payload = frame.getPayload().slice();
        if (frame.getOpCode() != OpCode.CONTINUATION) {
            binary = frame.getOpCode() == OpCode.BINARY;
            kept = 0;
            size = 0;
            text = null;
        }
        boolean isFirst = size == 0;
        size += payload.remaining();
        if (binary) {
            return frame.isFin() ? Came.BINARY : Came.NOTHING;
        }
        if (isFirst && frame.isFin() && size <= maxBytes) {
            text = payload;
            return Came.TEXT;
        }
        keep(payload);
        if (!frame.isFin()) {
            return Came.NOTHING;
        }
        if (size > maxBytes) {
            return Came.OVERSIZED;
        }
        text = ByteBuffer.wrap(buffer, 0, kept);
        if (buffer.length > KEPT_BYTES) {
            buffer = new byte[0];
        }
        return Came.TEXT;
    }

    private void keep(ByteBuffer payload) {
        int room = maxBytes;
        if (size > maxBytes) {
            room = HEAD_BYTES;
            if (buffer.length > KEPT_BYTES) {
                buffer = Arrays.copyOf(buffer, HEAD_BYTES);
            }
            kept = Math.min(kept, room);
        }
        int bytes = Math.min(payload.remaining(), room - kept);
        if (buffer.length < kept + bytes) {
            int larger = (int) Math.min(maxBytes, Math.max(kept + bytes, 2L * buffer.length));
            buffer = Arrays.copyOf(buffer, Math.max(larger, kept + bytes));
        }
        payload.get(buffer, kept, bytes);
        kept += bytes;
    }

    /** The text that came, valid until the next piece is added or the frame is given back. */
    ByteBuffer text() {
        return text;
    }

    /** The beginning of the text that was too large, the caller's to keep. */
    ByteBuffer head() {
        return ByteBuffer.wrap(Arrays.copyOf(buffer, Math.min(kept, HEAD_BYTES)));
    }

    /** The size in bytes of the message that came, whether kept or not. */
    long size() {
        return size;
    }
}
