// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.util.Map;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.Message;
import org.chatdock.api.store.Revision;
import org.chatdock.api.store.StoredMessage;

/**
 * What is kept of a message.
 *
 * @param message as it reads now
 * @param version the revision that made it so; 0: it is as it was sent
 * @param recalled whether the sender took it back
 */
record Body(Message message, long version, boolean recalled) {
    static Body sent(Message message) {
        return new Body(message, 0, false);
    }

    /** {@code revision}: newer than this. */
    Body revised(Revision revision) {
        return revised(message, revision.version(), revision.recalled(), revision.content());
    }

    /** What a sender changed holds for another delivery of the same message, too. */
    Body delivered(Message again) {
        return version == 0 ? sent(again) : revised(again, version, recalled, message.content());
    }

    private static Body revised(Message old, long version, boolean recalled, String content) {
        Attachment attachment = recalled ? Attachment.NONE : old.attachment();
        Map<String, Object> extra = recalled ? Map.of() : old.extra();
        return new Body(new Message(old.id(), old.conversation(), old.from(), old.to(), old.fromType(), old.type(),
                content, attachment, old.time(), extra), version, recalled);
    }

    StoredMessage stored(long arrival, boolean understood) {
        return new StoredMessage(message, arrival, understood, version, recalled);
    }
}
