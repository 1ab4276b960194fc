// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

/** Says when what came counts as a sign of life: a whole frame, or so much of one that nobody trickles it. */
final class Life {
    static final int PIECE_BYTES = 16 * 1024;

    private int bytes;

    /**
     * @param isWhole whether a frame has ended with this piece
     * @return how many bytes have come since the last sign of life, -1 if this is none yet
     */
    int add(int pieceBytes, boolean isWhole) {
        bytes += pieceBytes;
        if (!isWhole && bytes < PIECE_BYTES) {
            return -1;
        }
        int came = bytes;
        bytes = 0;
        return came;
    }
}
