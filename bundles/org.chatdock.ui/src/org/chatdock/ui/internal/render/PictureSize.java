// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.render;

/**
 * Reads a picture's size from its header, before anything is decoded: a small file may claim a size that fills the
 * memory.
 */
final class PictureSize {
    private final byte[] bytes;

    private PictureSize(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Width times height, or -1 if it is no picture of a kind that we decode. */
    static long pixels(byte[] bytes) {
        return new PictureSize(bytes).pixels();
    }

    private long pixels() {
        if (starts(0x89, 'P', 'N', 'G') && bytes.length > 24) {
            return big(16, 4) * big(20, 4);
        }
        if (starts('G', 'I', 'F', '8') && bytes.length > 10) {
            return little(6, 2) * little(8, 2);
        }
        if (starts('B', 'M') && bytes.length > 26) {
            return Math.abs((long) (int) little(18, 4)) * Math.abs((long) (int) little(22, 4));
        }
        return starts(0xff, 0xd8) ? jpeg() : -1;
    }

    /** A JPEG is a row of segments; the one that begins a frame knows the size. */
    private long jpeg() {
        int at = 2;
        while (at + 9 < bytes.length && at(at) == 0xff) {
            int marker = at(at + 1);
            boolean frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
            if (frame) {
                return big(at + 5, 2) * big(at + 7, 2);
            }
            boolean bare = marker == 0xff || marker >= 0xd0 && marker <= 0xd8;
            at += bare ? marker == 0xff ? 1 : 2 : 2 + (int) Math.max(2, big(at + 2, 2));
        }
        return -1;
    }

    private boolean starts(int... magic) {
        if (bytes.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if (at(i) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    private int at(int index) {
        return bytes[index] & 0xff;
    }

    private long big(int index, int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | at(index + i);
        }
        return value;
    }

    private long little(int index, int length) {
        long value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << 8 | at(index + i);
        }
        return value;
    }
}
