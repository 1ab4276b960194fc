// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** Finds the texts in what one side of a WebSocket writes, each in one frame of less than 64 KiB. For one thread. */
final class TextReader {
    private static final int TEXT = 1;

    private byte[] frame = new byte[256];
    private int size;
    private boolean upgraded;

    /** Whether the HTTP head is over. */
    boolean isUpgraded() {
        return upgraded;
    }

    void read(byte[] bytes, int count, Consumer<String> sink) {
        for (int i = 0; i < count; i++) {
            if (size == frame.length) {
                frame = Arrays.copyOf(frame, 2 * size);
            }
            frame[size++] = bytes[i];
            if (!upgraded) {
                upgraded = size >= 4 && frame[size - 1] == '\n' && frame[size - 3] == '\n';
                size = upgraded ? 0 : size;
            } else if (size == wanted()) {
                if ((frame[0] & 15) == TEXT) {
                    sink.accept(payload());
                }
                size = 0;
            }
        }
    }

    /** How long the frame under way is going to be; more than it is while that is not known. */
    private int wanted() {
        return size < 2 || size < 4 && isLong() ? Integer.MAX_VALUE : head() + length();
    }

    private boolean isLong() {
        return (frame[1] & 127) == 126;
    }

    private boolean isMasked() {
        return frame[1] < 0;
    }

    private int head() {
        return 2 + (isLong() ? 2 : 0) + (isMasked() ? 4 : 0);
    }

    private int length() {
        return isLong() ? (frame[2] & 255) << 8 | frame[3] & 255 : frame[1] & 127;
    }

    private String payload() {
        int start = head();
        byte[] payload = Arrays.copyOfRange(frame, start, size);
        for (int i = 0; isMasked() && i < payload.length; i++) {
            payload[i] ^= frame[start - 4 + i % 4];
        }
        return new String(payload, StandardCharsets.UTF_8);
    }
}
