// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.e4;

import org.chatdock.api.message.ConversationId;
import org.chatdock.ui.ChatDesk;
import org.chatdock.ui.InboxView;
import org.eclipse.e4.ui.di.Focus;
import org.eclipse.e4.ui.workbench.modeling.EPartService;
import org.eclipse.e4.ui.workbench.modeling.EPartService.PartState;
import org.eclipse.swt.widgets.Composite;

import jakarta.annotation.PostConstruct;

/** The list of conversations. */
public class InboxPart {
    private InboxView view;

    @PostConstruct
    void create(Composite parent, ChatDesk desk, EPartService parts) {
        view = desk.createInbox(parent);
        view.onChoice(chosen -> show(desk, parts, chosen, PartState.VISIBLE),
                opened -> show(desk, parts, opened, PartState.ACTIVATE));
    }

    private static void show(ChatDesk desk, EPartService parts, ConversationId conversation, PartState state) {
        desk.open(conversation);
        parts.showPart(PartIds.CONVERSATION, state);
    }

    @Focus
    void focus() {
        view.setFocus();
    }
}
