// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package com.example.appointment;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.chatdock.api.sending.Outgoing;
import org.chatdock.ui.api.OutgoingFilter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Warns an agent who offers a day that is over. */
@Component
public class PastDateFilter implements OutgoingFilter {
    private static final Pattern DAY = Pattern.compile("\\b\\d{4}-\\d{2}-\\d{2}\\b");

    private final Clock clock;

    @Activate
    public PastDateFilter() {
        this(Clock.systemDefaultZone());
    }

    PastDateFilter(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Verdict inspect(Outgoing message) {
        Matcher day = DAY.matcher(message.content());
        while (day.find()) {
            if (isOver(day)) {
                return OutgoingFilter.warn(Words.text("over", day.group()));
            }
        }
        return OutgoingFilter.pass();
    }

    private boolean isOver(Matcher day) {
        try {
            return LocalDate.parse(day.group()).isBefore(LocalDate.now(clock));
        } catch (@SuppressWarnings("unused") DateTimeException noSuchDay) {
            return false;
        }
    }
}
