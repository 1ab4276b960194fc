// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.time.Instant;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.ConversationState;

/**
 * What the inbox keeps: a message that came, or what the agent has done with a conversation. Flat, because up to a
 * hundred thousand of them are in memory.
 *
 * @param seconds with {@code nanos}: the message's time; 0 if it is none
 * @param arrival its number in the order of arrival
 * @param kind who wrote the message; null if it is none
 * @param high with {@code low}: the digest of the message's id; 0 if it is none
 * @param body as the codec wrote it, null if it is no message
 * @param mark what the agent has done; null if it is a message
 */
record Event(ConversationId conversation, long seconds, int nanos, long arrival, Kind kind, boolean understood,
        long high, long low, byte[] body, Mark mark) implements Comparable<Event> {

    static Event message(ConversationId conversation, Position position, Kind kind, boolean understood, Digest digest,
            byte[] body) {
        Instant time = position.time();
        return new Event(conversation, time.getEpochSecond(), time.getNano(), position.arrival(), kind, understood,
                digest.high(), digest.low(), body, null);
    }

    static Event mark(ConversationId conversation, long arrival, Mark mark) {
        return new Event(conversation, 0, 0, arrival, null, false, 0, 0, null, mark);
    }

    /** What this does to what the agent has done with the conversation: the customer's message opens it again. */
    Mark effect() {
        return mark != null ? mark : kind == Kind.CUSTOMER ? Mark.state(ConversationState.OPEN) : Mark.NONE;
    }

    boolean isMessage() {
        return kind != null;
    }

    Position position() {
        return new Position(Instant.ofEpochSecond(seconds, nanos), arrival);
    }

    Digest digest() {
        return new Digest(high, low);
    }

    /** As the positions of the two. */
    @Override
    public int compareTo(Event other) {
        int bySeconds = Long.compare(seconds, other.seconds);
        int byTime = bySeconds != 0 ? bySeconds : Integer.compare(nanos, other.nanos);
        return byTime != 0 ? byTime : Long.compare(arrival, other.arrival);
    }
}
