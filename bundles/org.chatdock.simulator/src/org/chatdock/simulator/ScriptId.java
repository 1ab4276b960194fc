// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator;

import java.math.BigInteger;
import java.util.Objects;

/**
 * An id as it travels in a frame: a JSON string, or a JSON number of up to 64 bits that must not lose a digit.
 *
 * @param text the id, for a number its decimal digits; never blank
 * @param number whether the frame carries it as a JSON number
 */
public record ScriptId(String text, boolean number) {

    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);

    /**
     * @throws IllegalArgumentException if the text is blank, contains {@code |}, or is to be a number and is none of 64
     *             bits
     */
    public ScriptId {
        Objects.requireNonNull(text, "text");
        if (text.isBlank()) {
            throw new IllegalArgumentException("an id cannot be blank");
        }
        if (text.indexOf('|') >= 0) {
            throw new IllegalArgumentException("an id cannot contain '|', acknowledgements are split at it");
        }
        if (number && !isLong(text)) {
            throw new IllegalArgumentException("'" + text + "' is not a whole number of 64 bits");
        }
    }

    /**
     * Reads the written form: {@code #123} is a number, anything else a string.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static ScriptId of(String written) {
        return written.startsWith("#") ? new ScriptId(written.substring(1), true) : new ScriptId(written, false);
    }

    private static boolean isLong(String digits) {
        if (!digits.matches("-?(0|[1-9][0-9]{0,18})")) {
            return false;
        }
        BigInteger value = new BigInteger(digits);
        return value.compareTo(MAX) <= 0 && value.compareTo(MIN) >= 0;
    }
}
