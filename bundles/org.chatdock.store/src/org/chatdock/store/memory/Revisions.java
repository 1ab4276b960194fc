// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.memory;

import java.util.HashMap;
import java.util.Map;

import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.Revised;
import org.chatdock.api.store.Revision;
import org.chatdock.api.store.StoredMessage;

/** What messages say after they were changed, and the changes that came before their messages. Its owner guards it. */
final class Revisions {
    private final Map<MessageId, Revision> waiting = new HashMap<>();

    /** Keeps a revision until its message comes. */
    Revised await(Revision revision) {
        Revision known = waiting.get(revision.message());
        if (known != null && known.version() >= revision.version()) {
            return Revised.OUTDATED;
        }
        waiting.put(revision.message(), revision);
        return Revised.WAITING;
    }

    /** A message that has just come, as it reads by now. */
    StoredMessage arrived(StoredMessage stored) {
        Revision revision = waiting.remove(stored.message().id());
        return revision == null ? stored : apply(revision, stored);
    }

    /** A message after a revision. */
    static StoredMessage apply(Revision revision, StoredMessage stored) {
        return new StoredMessage(saying(stored.message(), revision.content(), revision.recalled()), stored.arrival(),
                stored.understood(), revision.version(), revision.recalled());
    }

    /** A later delivery of a message: that is as it was sent, and so what was changed since still counts. */
    static StoredMessage understood(Message message, StoredMessage known) {
        Message now = known.version() == 0 ? message : saying(message, known.message().content(), known.recalled());
        return new StoredMessage(now, known.arrival(), true, known.version(), known.recalled());
    }

    private static Message saying(Message message, String content, boolean recalled) {
        return new Message(message.id(), message.conversation(), message.from(), message.to(), message.fromType(),
                message.type(), content, recalled ? Attachment.NONE : message.attachment(), message.time(),
                recalled ? Map.of() : message.extra());
    }
}
