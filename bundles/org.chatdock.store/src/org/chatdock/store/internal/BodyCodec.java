// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.time.Instant;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;

/**
 * Turns a message into the one BLOB that is kept of it, and back. Nothing else in the file tells what a message says;
 * what SQL needs to know (conversation, time, arrival, understood, who of customer and agent wrote it) stands beside
 * it. Any thread.
 */
interface BodyCodec {
    /** @throws org.chatdock.api.store.StoreException if an extra field cannot be written */
    byte[] encode(Body body);

    /** Of a message as it was sent. */
    default byte[] encode(Message message) {
        return encode(Body.sent(message));
    }

    /** {@code conversation}, {@code time}: what stands beside the body. */
    Body decode(byte[] body, ConversationId conversation, Instant time);

    /**
     * The same body as it would be written now, after a key was exchanged.
     *
     * @return null if it is as it would be
     */
    byte[] renew(byte[] body, ConversationId conversation, Instant time);

    /** As {@link #renew}, but the body itself if it is as it would be. Whatever goes into a table goes through here. */
    default byte[] current(byte[] body, ConversationId conversation, Instant time) {
        byte[] renewed = renew(body, conversation, time);
        return renewed == null ? body : renewed;
    }
}
