// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Locale;

import org.eclipse.osgi.util.NLS;

/** Times in words. */
public final class Times {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ISO_LOCAL_DATE;

    private final ZoneId zone;
    private final Locale locale;

    public Times(ZoneId zone, Locale locale) {
        this.zone = zone;
        this.locale = locale;
    }

    /** What numbers beside the times should be written in. */
    public Locale locale() {
        return locale;
    }

    public String clock(Instant time) {
        return CLOCK.format(time.atZone(zone));
    }

    /** How long ago, as short as a list needs it. */
    public String relative(Instant time, Instant now) {
        Duration ago = Duration.between(time, now);
        ZonedDateTime then = time.atZone(zone);
        LocalDate today = now.atZone(zone).toLocalDate();
        if (ago.toSeconds() < 60 && ago.toSeconds() > -60) {
            return Messages.Time_now;
        }
        if (!ago.isNegative() && ago.toMinutes() < 60) {
            return NLS.bind(Messages.Time_minutes, Long.valueOf(ago.toMinutes()));
        }
        if (then.toLocalDate().equals(today)) {
            return CLOCK.format(then);
        }
        if (then.toLocalDate().equals(today.minusDays(1))) {
            return Messages.Time_yesterday;
        }
        return then.getYear() == today.getYear() ? DAY.format(then) : DATE.format(then);
    }

    /** A day, as a separator between messages names it. */
    public String day(Instant time, Instant now) {
        LocalDate day = time.atZone(zone).toLocalDate();
        LocalDate today = now.atZone(zone).toLocalDate();
        if (day.equals(today)) {
            return Messages.Time_today;
        }
        if (day.equals(today.minusDays(1))) {
            return Messages.Time_yesterday;
        }
        String name = day.getDayOfWeek().getDisplayName(TextStyle.FULL, locale);
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale).format(day) + ", " + name;
    }

    /** The whole time, for tool tips and screen readers. */
    public String full(Instant time) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM).withLocale(locale).format(time.atZone(zone));
    }

    /** How long there is to answer, or since when that is over. */
    public static String deadline(Instant deadline, Instant now) {
        return isOver(deadline, now) ? NLS.bind(Messages.Deadline_over, waiting(deadline, now))
                : NLS.bind(Messages.Deadline_left, waiting(now, deadline));
    }

    public static boolean isOver(Instant deadline, Instant now) {
        return !now.isBefore(deadline);
    }

    /** How long somebody waits. */
    public static String waiting(Instant since, Instant now) {
        long seconds = Math.max(0, Duration.between(since, now).toSeconds());
        if (seconds < 60) {
            return NLS.bind(Messages.Waiting_seconds, Long.valueOf(seconds));
        }
        if (seconds < 3_600) {
            return NLS.bind(Messages.Waiting_minutes, Long.valueOf(seconds / 60));
        }
        return seconds < 86_400 ? NLS.bind(Messages.Waiting_hours, Long.valueOf(seconds / 3_600))
                : NLS.bind(Messages.Waiting_days, Long.valueOf(seconds / 86_400));
    }
}
