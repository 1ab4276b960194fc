// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.util.function.Consumer;

import org.chatdock.api.message.ConversationId;

/**
 * Events as the bytes of a row of the inbox: one byte, the format's version (1), then the events. Each is a byte of
 * flags (1 message, 2 understood, 4 times the {@link Kind}), the arrival (counted from the row's key), the
 * conversation's id, and for a message: seconds and nanoseconds of its time, digest, body. Of what is no message, flags
 * of 0 are a conversation that was read up to here; 4 are any {@link Mark}: up to which arrival, how many are unread,
 * and the state plus one, 0 if that is unchanged.
 */
final class EventFormat {
    private static final int VERSION = 1;
    private static final int MESSAGE = 1;
    private static final int UNDERSTOOD = 2;
    private static final int KIND = 4;

    private static final int MARK = 4;

    private EventFormat() {
    }

    static void begin(ByteWriter row) {
        row.octet(VERSION);
    }

    static void write(ByteWriter row, long key, Event event) {
        int kind = event.isMessage() ? MESSAGE + KIND * event.kind().code() : MARK;
        row.octet(kind + (event.understood() ? UNDERSTOOD : 0));
        row.number(event.arrival() - key);
        row.text(event.conversation().value());
        if (event.isMessage()) {
            row.signed(event.seconds());
            row.number(event.nanos());
            row.fixed(event.high());
            row.fixed(event.low());
            row.bytes(event.body());
        } else {
            write(row, event.mark());
        }
    }

    private static void write(ByteWriter row, Mark mark) {
        row.signed(mark.readTo());
        row.number(mark.unread());
        row.number(mark.state() == null ? 0 : StateCode.of(mark.state()) + 1);
    }

    static void read(byte[] bytes, long key, Consumer<Event> events) {
        ByteReader row = new ByteReader(bytes);
        if (row.octet() != VERSION) {
            throw StoreFailure.body();
        }
        while (!row.isAtEnd()) {
            events.accept(read(row, key));
        }
    }

    private static Event read(ByteReader row, long key) {
        int flags = row.octet();
        long arrival = key + row.number();
        ConversationId conversation = new ConversationId(row.text());
        if ((flags & MESSAGE) == 0) {
            Mark mark = flags == MARK ? mark(row) : Mark.read(arrival, 0);
            return Event.mark(conversation, arrival, mark);
        }
        return new Event(conversation, row.signed(), (int) row.number(), arrival, Kind.of(flags / KIND),
                (flags & UNDERSTOOD) != 0, row.fixed(), row.fixed(), row.bytes(), null);
    }

    private static Mark mark(ByteReader row) {
        long readTo = row.signed();
        int unread = (int) row.number();
        long state = row.number();
        return new Mark(readTo, unread, state == 0 ? null : StateCode.state(state - 1));
    }
}
