// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.sending;

import java.util.function.Consumer;

import org.chatdock.api.message.ConversationId;
import org.osgi.annotation.versioning.ConsumerType;

/** Who is typing. An optional service; without one nothing is shown. The highest ranking wins. */
@ConsumerType
public interface TypingSignals {
    /** The agent types; told at most every 3 seconds in a conversation. Returns at once. The UI thread. */
    void agentTypes(ConversationId conversation);

    /**
     * @param listener told on any thread whenever a customer types; what was told counts for 6 seconds
     * @return ends the telling; never throws
     */
    Listening listen(Consumer<ConversationId> listener);
}
