// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.sending;

import java.util.Optional;
import java.util.function.Consumer;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.osgi.annotation.versioning.ConsumerType;

/** What customers have read. An optional service; without one nothing is shown. The highest ranking wins. */
@ConsumerType
public interface ReadReceipts {
    /** The newest message that the customer has read; all before it are read, too. From memory; the UI thread. */
    Optional<MessageId> readUpTo(ConversationId conversation);

    /**
     * @param listener told on any thread whenever that has changed
     * @return ends the telling; never throws
     */
    Listening listen(Consumer<ConversationId> listener);
}
