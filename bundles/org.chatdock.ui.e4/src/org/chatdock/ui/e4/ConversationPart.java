// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.e4;

import org.chatdock.ui.ChatDesk;
import org.chatdock.ui.ConversationView;
import org.chatdock.ui.DeskView;
import org.eclipse.swt.widgets.Composite;

/** One conversation: transcript and composer. */
public class ConversationPart extends DeskPart {
    private ConversationView conversation;

    @Override
    DeskView create(Composite into, ChatDesk from) {
        conversation = from.createConversation(into);
        return conversation;
    }

    /** Sends what is written, as the button does. UI thread. */
    public void send() {
        if (conversation != null && !conversation.control().isDisposed()) {
            conversation.send();
        }
    }
}
