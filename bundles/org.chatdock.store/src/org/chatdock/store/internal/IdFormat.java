// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.time.Instant;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Ids and where their messages are, as bytes: for each the digest, the conversation's key, seconds, nanoseconds,
 * arrival.
 */
final class IdFormat {
    static final int USUAL_BYTES = 32;

    private IdFormat() {
    }

    static byte[] write(Iterable<Map.Entry<Digest, Place>> ids, int count) {
        ByteWriter bytes = new ByteWriter(count * USUAL_BYTES);
        for (Map.Entry<Digest, Place> id : ids) {
            write(bytes, id.getKey(), id.getValue());
        }
        return bytes.toBytes();
    }

    private static void write(ByteWriter bytes, Digest id, Place place) {
        Position position = place.position();
        bytes.digest(id);
        bytes.number(place.conversation());
        bytes.signed(position.time().getEpochSecond());
        bytes.number(position.time().getNano());
        bytes.number(position.arrival());
    }

    static void read(byte[] written, BiConsumer<Digest, Place> ids) {
        ByteReader bytes = new ByteReader(written);
        while (!bytes.isAtEnd()) {
            ids.accept(bytes.digest(), place(bytes));
        }
    }

    /** The place of one id, null if it is not among them. */
    static Place find(byte[] written, Digest wanted) {
        ByteReader bytes = new ByteReader(written);
        while (!bytes.isAtEnd()) {
            boolean high = bytes.fixed() == wanted.high();
            boolean low = bytes.fixed() == wanted.low();
            if (high && low) {
                return place(bytes);
            }
            for (int i = 0; i < 4; i++) {
                bytes.number();
            }
        }
        return null;
    }

    private static Place place(ByteReader bytes) {
        long conversation = bytes.number();
        Instant time = Instant.ofEpochSecond(bytes.signed(), bytes.number());
        return new Place(conversation, new Position(time, bytes.number()));
    }
}
