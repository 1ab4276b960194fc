// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui;

import java.util.function.Consumer;

import org.chatdock.api.message.ConversationId;

/** The list of conversations. */
public interface InboxView extends DeskView {
    /**
     * Is told when the agent chooses a conversation.
     *
     * @param chosen selected: the conversation shall be seen, the keyboard stays here
     * @param opened opened, by Enter or a double click: the keyboard goes there
     */
    void onChoice(Consumer<ConversationId> chosen, Consumer<ConversationId> opened);
}
