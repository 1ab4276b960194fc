// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.wire;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** The header {@code Retry-After}: seconds, or a date of HTTP. */
public final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private RetryAfter() {
    }

    /**
     * How long the service asks to be left alone.
     *
     * @param header as it came, empty if it did not
     * @param now by our clock
     * @return milliseconds, 0 or more; -1 if it does not ask, or nobody can read what it asks
     */
    public static long millis(String header, Instant now) {
        String text = header.trim();
        if (SECONDS.matcher(text).matches()) {
            return 1000L * Integer.parseInt(text);
        }
        try {
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return Math.max(0, Duration.between(now, until).toMillis());
        } catch (DateTimeException | ArithmeticException e) {
            return -1;
        }
    }
}
