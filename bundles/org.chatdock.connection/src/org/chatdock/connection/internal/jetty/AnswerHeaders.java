// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.jetty;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** What the headers of the gateway's answer say about time. */
final class AnswerHeaders {
    private static final String SECONDS = "\\d{1,9}";

    private AnswerHeaders() {
    }

    /** The answer's own time, null if it has none that can be read. */
    static Instant date(HttpFields headers) {
        return instant(headers.get(HttpHeader.DATE));
    }

    /**
     * How long the answer asks to wait, 0 if it does not or nobody understands it.
     *
     * @param now used if the answer does not say what time it is there
     */
    static long retryAfterMillis(HttpFields headers, Instant now) {
        String value = headers.get(HttpHeader.RETRY_AFTER);
        if (value == null) {
            return 0;
        }
        if (value.trim().matches(SECONDS)) {
            return Long.parseLong(value.trim()) * 1_000;
        }
        Instant then = instant(value);
        if (then == null) {
            return 0;
        }
        Instant there = date(headers);
        return Math.max(0, Duration.between(there == null ? now : there, then).toMillis());
    }

    private static Instant instant(String value) {
        try {
            return value == null ? null
                    : Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value.trim()));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
