// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package com.example.appointment;

import java.text.MessageFormat;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the agent reads, in the agent's language: {@code messages.properties} and one more file for each language. */
final class Words {
    /** In characters, for each part: neither widgets nor listeners are made for more. */
    private static final int LONGEST = 300;

    private static final ResourceBundle WORDS = ResourceBundle.getBundle("com.example.appointment.messages");

    private Words() {
    }

    static String text(String key, Object... arguments) {
        return MessageFormat.format(WORDS.getString(key), arguments);
    }

    /** Such as: Service visit, 1 December 2026 at 09:00, Suzhou. Short enough to be shown and read out. */
    static String sentence(Appointment appointment) {
        return joined(cut(appointment.subject()), details(appointment));
    }

    static String details(Appointment appointment) {
        return joined(time(appointment), cut(appointment.place()));
    }

    /** The same with nothing cut, for the clipboard. */
    static String whole(Appointment appointment) {
        return joined(appointment.subject(), time(appointment), appointment.place());
    }

    /** What a label shows as this text: it would take an ampersand for a mnemonic. */
    static String label(String text) {
        return text.replace("&", "&&");
    }

    static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\u2026";
    }

    private static String time(Appointment appointment) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withZone(ZoneId.systemDefault()).format(appointment.start());
    }

    private static String joined(String... parts) {
        return Stream.of(parts).filter(part -> !part.isBlank()).collect(Collectors.joining(", "));
    }
}
