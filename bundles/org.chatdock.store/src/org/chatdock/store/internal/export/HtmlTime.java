// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.export;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Local times in a page, for people and for programs. */
final class HtmlTime {
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final ZoneId zone;

    HtmlTime(ZoneId zone) {
        this.zone = zone;
    }

    String of(Instant time) {
        ZonedDateTime local = local(time);
        return "<time datetime=\"" + DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(local) + "\">"
                + SHOWN.format(local) + "</time>";
    }

    LocalDate day(Instant time) {
        return local(time).toLocalDate();
    }

    private ZonedDateTime local(Instant time) {
        try {
            return time.atZone(zone);
        } catch (@SuppressWarnings("unused") DateTimeException noSuchYear) {
            return (time.getEpochSecond() < 0 ? LocalDateTime.MIN : LocalDateTime.MAX).atZone(ZoneOffset.UTC);
        }
    }
}
