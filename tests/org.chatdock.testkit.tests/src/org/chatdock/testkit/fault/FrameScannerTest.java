// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

class FrameScannerTest {
    /** Frames of every form of length, a fragmented message with a ping inside, and a masked one. */
    private static final List<byte[]> FRAMES = List.of(Frames.text(""), Frames.text("a"),
            Frames.text("x".repeat(126)), Frames.of(Frames.TEXT, new byte[3]),
            Frames.of(Frames.FINAL | Frames.PING, new byte[2]), Frames.of(Frames.CONTINUATION, new byte[0]),
            Frames.of(Frames.FINAL | Frames.CONTINUATION, new byte[1]), Frames.text("x".repeat(65_536)),
            new byte[] { (byte) 0x81, (byte) 0x81, 1, 2, 3, 4, 'm' });

    @Test
    void bordersAreFoundWhateverTheChunks() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        FRAMES.forEach(stream::writeBytes);
        byte[] all = stream.toByteArray();
        for (int size : new int[] { 1, 2, 3, 7, 100, 65_000, all.length }) {
            FrameScanner scanner = new FrameScanner();
            List<FrameScanner.Piece> pieces = new ArrayList<>();
            for (int at = 0; at < all.length; at += size) {
                byte[] chunk = Arrays.copyOfRange(all, at, Math.min(all.length, at + size));
                scanner.scan(chunk, chunk.length, pieces::add);
            }
            assertFrames(pieces);
        }
    }

    private static void assertFrames(List<FrameScanner.Piece> pieces) {
        List<byte[]> frames = new ArrayList<>();
        List<Boolean> starts = new ArrayList<>();
        List<Boolean> ends = new ArrayList<>();
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        for (FrameScanner.Piece piece : pieces) {
            assertEquals(frame.size() == 0, piece.first());
            if (piece.first()) {
                starts.add(piece.startsMessage());
            }
            frame.writeBytes(piece.bytes());
            if (piece.last()) {
                ends.add(piece.endsMessage());
                frames.add(frame.toByteArray());
                frame.reset();
            }
        }
        assertEquals(FRAMES.size(), frames.size());
        for (int i = 0; i < frames.size(); i++) {
            assertArrayEquals(FRAMES.get(i), frames.get(i));
        }
        assertEquals(List.of(true, true, true, true, false, false, false, true, true), starts);
        assertEquals(List.of(true, true, true, false, false, false, true, true, true), ends);
    }
}
