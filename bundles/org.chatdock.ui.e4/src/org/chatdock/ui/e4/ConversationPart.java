// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.e4;

import org.chatdock.ui.ChatDesk;
import org.chatdock.ui.ConversationView;
import org.eclipse.e4.ui.di.Focus;
import org.eclipse.swt.widgets.Composite;

import jakarta.annotation.PostConstruct;

/** One conversation: transcript and composer. */
public class ConversationPart {
    private ConversationView view;

    @PostConstruct
    void create(Composite parent, ChatDesk desk) {
        view = desk.createConversation(parent);
    }

    @Focus
    void focus() {
        view.setFocus();
    }
}
