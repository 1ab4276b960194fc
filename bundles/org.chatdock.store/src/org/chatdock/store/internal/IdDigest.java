// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;

/**
 * Makes the {@link Digest} of an id. All ids in a file are digested by the same one: whoever exchanges it has to write
 * the ids anew. Any thread.
 */
interface IdDigest {
    /** {@code id}: char for char. */
    Digest of(String id);

    default Digest of(MessageId id) {
        return of(id.value());
    }

    default Digest of(ConversationId id) {
        return of(id.value());
    }
}
