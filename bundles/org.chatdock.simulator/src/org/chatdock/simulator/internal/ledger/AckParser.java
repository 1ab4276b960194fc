// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.ledger;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

import org.chatdock.simulator.Ack;

/** Reads acknowledgement frames. */
public final class AckParser {

    private static final int FIELDS = 6;

    private AckParser() {
    }

    /**
     * Empty if it is none: five separators, an id, a time in milliseconds and a handler's name are needed.
     *
     * @param now the time of receipt
     */
    public static Optional<Ack> parse(String raw, Instant now) {
        String[] fields = raw.split("\\|", -1);
        if (fields.length != FIELDS || fields[0].isEmpty() || fields[5].isEmpty()) {
            return Optional.empty();
        }
        try {
            Instant sentAt = Instant.ofEpochMilli(Long.parseLong(fields[4]));
            return Optional.of(new Ack(fields[0], fields[1], fields[2], fields[3], sentAt, fields[5], raw, now, false));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
