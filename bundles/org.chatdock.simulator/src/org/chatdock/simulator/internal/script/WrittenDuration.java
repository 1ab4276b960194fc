// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.script;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 1h5m}, {@code 40s}, {@code 1.5s}, {@code 200ms}, {@code 0}. */
final class WrittenDuration {

    private static final Pattern FORM = Pattern
            .compile("(-?)(?:(\\d{1,4})h)?(?:(\\d{1,5})m)?(?:(\\d{1,6})(?:\\.(\\d{1,3}))?s)?(?:(\\d{1,7})ms)?");

    private WrittenDuration() {
    }

    /** Empty if the text is no duration. */
    static Optional<Duration> parse(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || text.length() == matcher.group(1).length()) {
            return Optional.empty();
        }
        Duration sum = Duration.ofHours(number(matcher.group(2))).plusMinutes(number(matcher.group(3)))
                .plusSeconds(number(matcher.group(4))).plusMillis(thousandths(matcher.group(5)))
                .plusMillis(number(matcher.group(6)));
        return Optional.of(matcher.group(1).isEmpty() ? sum : sum.negated());
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static long thousandths(String decimals) {
        return decimals == null ? 0 : Long.parseLong((decimals + "00").substring(0, 3));
    }
}
