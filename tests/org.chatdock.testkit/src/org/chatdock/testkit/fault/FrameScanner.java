// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.fault;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Finds the borders of frames in a stream that comes in chunks of any size. Judges nothing. */
final class FrameScanner {
    /**
     * A piece of the stream that lies in one frame.
     *
     * @param opcode that of its frame
     * @param first whether the frame begins with it
     * @param startsMessage whether it is {@code first}, and no fragmented message is under way
     * @param last whether the frame ends with it
     * @param endsMessage whether it is {@code last}, and no fragmented message is under way after it
     */
    record Piece(byte[] bytes, int opcode, boolean first, boolean startsMessage, boolean last, boolean endsMessage) {
    }

    /** Takes the pieces, in order. */
    interface Sink {
        void piece(Piece piece);
    }

    private final byte[] header = new byte[14];
    private int have;
    private int want = 2;
    private long left;
    private boolean first;
    private boolean outside;
    private boolean fragmented;

    /** Whether the stream stands inside a message. */
    boolean inMessage() {
        return have > 0 || fragmented;
    }

    void scan(byte[] data, int length, Sink sink) {
        int from = 0;
        int at = 0;
        while (at < length) {
            if (have < want) {
                if (have == 0) {
                    first = true;
                    outside = !fragmented;
                }
                header[have++] = data[at++];
                headerByteTaken();
            } else {
                int step = (int) Math.min(left, length - at);
                at += step;
                left -= step;
            }
            if (have == want && left == 0) {
                frameEnded();
                sink.piece(piece(Arrays.copyOfRange(data, from, at), true));
                from = at;
            }
        }
        if (from < length) {
            sink.piece(piece(Arrays.copyOfRange(data, from, length), false));
        }
    }

    private Piece piece(byte[] bytes, boolean last) {
        Piece piece = new Piece(bytes, header[0] & 0xF, first, first && outside, last, last && !fragmented);
        first = false;
        return piece;
    }

    private void headerByteTaken() {
        int length = header[1] & 0x7F;
        int extra = length < 126 ? 0 : length == 126 ? 2 : 8;
        if (have == 2) {
            want = 2 + extra + ((header[1] & 0x80) != 0 ? 4 : 0);
        }
        if (have == want) {
            left = switch (extra) {
                case 0 -> length;
                case 2 -> ByteBuffer.wrap(header).getShort(2) & 0xFFFF;
                default -> ByteBuffer.wrap(header).getLong(2) & Long.MAX_VALUE;
            };
        }
    }

    private void frameEnded() {
        boolean control = (header[0] & 0x8) != 0;
        if (!control) {
            fragmented = (header[0] & 0x80) == 0;
        }
        have = 0;
        want = 2;
    }
}
