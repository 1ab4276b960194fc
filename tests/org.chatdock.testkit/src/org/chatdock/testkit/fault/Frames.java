// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.testkit.fault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Builds frames as a server writes them, unmasked. */
final class Frames {
    static final int FINAL = 0x80;
    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    private static final int SHORT_LENGTH = 126;
    private static final int LONG_LENGTH = 127;
    private static final int LARGEST_SHORT = 65535;

    private Frames() {
    }

    /** @param firstByte the bits before the length: final, reserved, opcode */
    static byte[] of(int firstByte, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(headerLength(payload.length) + payload.length).put((byte) firstByte);
        if (payload.length < SHORT_LENGTH) {
            frame.put((byte) payload.length);
        } else if (payload.length <= LARGEST_SHORT) {
            frame.put((byte) SHORT_LENGTH).putShort((short) payload.length);
        } else {
            frame.put((byte) LONG_LENGTH).putLong(payload.length);
        }
        return frame.put(payload).array();
    }

    static byte[] text(String text) {
        return of(FINAL | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] close(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        return of(FINAL | CLOSE, ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text).array());
    }

    /** The whole message in one text frame, and nothing special about it. */
    static boolean isPlainText(byte[] frame) {
        return (frame[0] & 0xFF) == (FINAL | TEXT);
    }

    static boolean isFinal(byte[] frame) {
        return (frame[0] & FINAL) != 0;
    }

    static boolean isControl(byte[] frame) {
        return (frame[0] & 0x8) != 0;
    }

    /** @param frame a whole unmasked one */
    static byte[] payload(byte[] frame) {
        int length = frame[1] & 0x7F;
        int header = length < SHORT_LENGTH ? 2 : length == SHORT_LENGTH ? 4 : 10;
        return Arrays.copyOfRange(frame, header, frame.length);
    }

    private static int headerLength(int payload) {
        return payload < SHORT_LENGTH ? 2 : payload <= LARGEST_SHORT ? 4 : 10;
    }
}
