// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui;

import java.util.Optional;
import java.util.function.Consumer;

import org.chatdock.api.message.ConversationId;
import org.eclipse.swt.widgets.Composite;

/** Makes the views and keeps what they share: which conversation is shown, the drafts. An OSGi service. UI thread. */
public interface ChatDesk {
    InboxView createInbox(Composite parent);

    ConversationView createConversation(Composite parent);

    /** A compact display of the line's state. */
    DeskView createLine(Composite parent);

    /** Who handles messages, and how they fare. */
    ExtensionsView createExtensions(Composite parent);

    /** The conversation that is shown. */
    Optional<ConversationId> current();

    /** Shows a conversation in all views. */
    void open(ConversationId conversation);

    /** Shows the conversation to look at next: the one that waits longest, else the next in the list. */
    void openNext();

    /** Has the customer's newest message in the current conversation, if there is one, count as unread. */
    void markUnread();

    /** What a conversation's customer is called. */
    String name(ConversationId conversation);

    /** Is told, on the UI thread, when another conversation is shown. */
    void addListener(Consumer<ConversationId> listener);

    void removeListener(Consumer<ConversationId> listener);
}
