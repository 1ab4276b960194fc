// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui;

import java.util.function.Consumer;

import org.chatdock.api.message.ConversationId;

/** Who handles messages and contributes to the views, and how they fare: for the help desk. */
public interface ExtensionsView extends DeskView {
    /** Is told when the agent asks for a conversation: it is open, and the keyboard goes there. */
    void onOpen(Consumer<ConversationId> opened);
}
