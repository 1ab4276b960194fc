// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package com.example.appointment;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

import org.chatdock.api.message.Message;

/**
 * What a message of the type {@code appointment} says: {@code Content} is the subject, the extra field {@code Start}
 * is when (such as {@code "2026-12-01T09:00:00Z"}), the extra field {@code Place} is where, and may be absent.
 */
record Appointment(String subject, Instant start, String place) {
    static final String TYPE = "appointment";

    /** Reads a message; empty if it is of another type, or has no time. A sender is a stranger: expect anything. */
    static Optional<Appointment> of(Message message) {
        if (!TYPE.equals(message.type()) || !(message.extra().get("Start") instanceof String start)) {
            return Optional.empty();
        }
        String place = message.extra().get("Place") instanceof String text ? text : "";
        try {
            return Optional.of(new Appointment(message.content(), Instant.parse(start), place));
        } catch (@SuppressWarnings("unused") DateTimeParseException notATime) {
            return Optional.empty();
        }
    }
}
