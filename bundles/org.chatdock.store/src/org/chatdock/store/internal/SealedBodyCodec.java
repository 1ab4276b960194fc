// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.time.Instant;

import javax.crypto.AEADBadTagException;

import org.chatdock.api.message.ConversationId;
import org.chatdock.store.internal.seal.Sealer;

/**
 * A message encrypted for its place: the conversation and the time, which stand beside it. So a body cannot be passed
 * off as what another customer said, or said at another time. Not the arrival: bodies are encrypted by whoever appends,
 * on many threads, before the writer gives it.
 */
final class SealedBodyCodec implements BodyCodec {
    private final BodyCodec plain;
    private final Sealer sealer;

    /** {@code plain}: makes and reads what is encrypted here. */
    SealedBodyCodec(BodyCodec plain, Sealer sealer) {
        this.plain = plain;
        this.sealer = sealer;
    }

    @Override
    public byte[] encode(Body body) {
        return sealer.seal(plain.encode(body), place(body.message().conversation(), body.message().time()));
    }

    @Override
    public Body decode(byte[] body, ConversationId conversation, Instant time) {
        return plain.decode(open(body, conversation, time), conversation, time);
    }

    @Override
    public byte[] renew(byte[] body, ConversationId conversation, Instant time) {
        return sealer.isCurrent(body) ? null
                : sealer.seal(open(body, conversation, time), place(conversation, time));
    }

    private byte[] open(byte[] body, ConversationId conversation, Instant time) {
        try {
            return sealer.open(body, place(conversation, time));
        } catch (AEADBadTagException e) {
            throw StoreFailure.brokenBody(time, e);
        }
    }

    private static byte[] place(ConversationId conversation, Instant time) {
        ByteWriter place = new ByteWriter(conversation.value().length() + 2 * Long.BYTES);
        place.text(conversation.value());
        place.signed(time.getEpochSecond());
        place.number(time.getNano());
        return place.toBytes();
    }
}
