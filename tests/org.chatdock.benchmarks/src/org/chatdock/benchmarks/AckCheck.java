// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Checks every acknowledgement: its form, its fields, and the order inside its conversation. Where the client may
 * merge, one acknowledgement is enough for a message and its second delivery. One thread.
 */
final class AckCheck {
    private static final byte[] HANDLER = "|newTextMessage".getBytes(StandardCharsets.UTF_8);
    private static final int MILLIS_DIGITS = 13;
    private static final long CLOCK_SLACK_MILLIS = 1_000;

    private final Frames frames;
    private final int[][] expected;
    private final int[] next = new int[Frames.CUSTOMERS];
    private final long earliest = System.currentTimeMillis() - CLOCK_SLACK_MILLIS;
    private long lastMillis;
    private final boolean mayMerge;
    private int count;
    /** Messages whose first delivery is not acknowledged yet. */
    private int firsts;

    /** @param mayMerge whether a second delivery may come before the acknowledgement of the first has left */
    AckCheck(Frames frames, boolean mayMerge) {
        this.frames = frames;
        this.mayMerge = mayMerge;
        int[] sizes = new int[Frames.CUSTOMERS];
        for (int i = 0; i < frames.count(); i++) {
            sizes[frames.customer(i)]++;
            firsts += frames.isRepeat(i) ? 0 : 1;
        }
        expected = Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
        int[] filled = new int[Frames.CUSTOMERS];
        for (int i = 0; i < frames.count(); i++) {
            int customer = frames.customer(i);
            expected[customer][filled[customer]++] = i;
        }
    }

    boolean isComplete() {
        return mayMerge ? firsts == 0 : count == frames.count();
    }

    int count() {
        return count;
    }

    /**
     * @param text the payload of a text frame; has an array
     * @return the index of the message that it acknowledges
     * @throws IOException if it acknowledges none that is due
     */
    int take(ByteBuffer text) throws IOException {
        byte[] bytes = text.array();
        int start = text.position();
        int end = text.limit();
        int customer = customer(bytes, start, end);
        if (customer < 0) {
            throw new IOException("Acknowledgement " + count + " is of no conversation.");
        }
        int at = next[customer];
        while (at < expected[customer].length && !fits(bytes, start, end, expected[customer][at])) {
            if (!mayMerge || !frames.isRepeat(expected[customer][at])) {
                throw new IOException("Acknowledgement " + count + " is not that of message "
                        + expected[customer][at] + ".");
            }
            at++;
        }
        if (at == expected[customer].length) {
            throw new IOException("Acknowledgement " + count + " is of a conversation that waits for none.");
        }
        next[customer] = at;
        int index = expected[customer][at];
        int millisAt = start + frames.acknowledgement(index).length;
        checkMillis(bytes, millisAt);
        next[customer]++;
        count++;
        firsts -= frames.isRepeat(index) ? 0 : 1;
        return index;
    }

    private boolean fits(byte[] bytes, int start, int end, int index) {
        byte[] prefix = frames.acknowledgement(index);
        return end - start == prefix.length + MILLIS_DIGITS + HANDLER.length
                && Arrays.equals(bytes, start, start + prefix.length, prefix, 0, prefix.length)
                && Arrays.equals(bytes, end - HANDLER.length, end, HANDLER, 0, HANDLER.length);
    }

    /** The number in the second field, which is {@code u} and three digits. */
    private static int customer(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && bytes[at] != '|') {
            at++;
        }
        if (end - at < 6 || bytes[at + 1] != 'u' || bytes[at + 5] != '|') {
            return -1;
        }
        int number = (bytes[at + 2] - '0') * 100 + (bytes[at + 3] - '0') * 10 + bytes[at + 4] - '0';
        return number < Frames.CUSTOMERS ? number : -1;
    }

    private void checkMillis(byte[] bytes, int at) throws IOException {
        long millis = 0;
        for (int i = at; i < at + MILLIS_DIGITS; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                throw new IOException("Acknowledgement " + count + " has no time.");
            }
            millis = millis * 10 + bytes[i] - '0';
        }
        if (millis < lastMillis || millis < earliest) {
            throw new IOException("Acknowledgement " + count + " is from the past.");
        }
        lastMillis = millis;
    }
}
