// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.search;

import java.sql.SQLException;
import java.time.Instant;

import org.chatdock.api.store.StoredMessage;

/** A message that may be a hit. Ordered as conversations are, by (time, arrival). */
public final class Candidate implements Comparable<Candidate> {
    /** Gets the message, when its turn comes. */
    public interface Message {
        /** @return null if it is gone */
        StoredMessage get() throws SQLException;
    }

    private final long seconds;
    private final int nanos;
    private final long arrival;
    private final Message message;

    public Candidate(Instant time, long arrival, Message message) {
        this.seconds = time.getEpochSecond();
        this.nanos = time.getNano();
        this.arrival = arrival;
        this.message = message;
    }

    Instant time() {
        return Instant.ofEpochSecond(seconds, nanos);
    }

    long arrival() {
        return arrival;
    }

    StoredMessage message() throws SQLException {
        return message.get();
    }

    @Override
    public int compareTo(Candidate other) {
        int order = Long.compare(seconds, other.seconds);
        if (order == 0) {
            order = Integer.compare(nanos, other.nanos);
        }
        return order != 0 ? order : Long.compare(arrival, other.arrival);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Candidate candidate && compareTo(candidate) == 0;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(arrival);
    }
}
