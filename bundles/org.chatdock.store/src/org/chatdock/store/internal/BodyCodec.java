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
    byte[] encode(Message message);

    /** {@code conversation}, {@code time}: what stands beside the body. */
    Message decode(byte[] body, ConversationId conversation, Instant time);
}
