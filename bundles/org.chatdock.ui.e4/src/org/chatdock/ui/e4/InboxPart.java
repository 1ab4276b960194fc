// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.e4;

import org.chatdock.ui.ChatDesk;
import org.chatdock.ui.DeskView;
import org.chatdock.ui.InboxView;
import org.eclipse.e4.ui.workbench.modeling.EPartService;
import org.eclipse.e4.ui.workbench.modeling.EPartService.PartState;
import org.eclipse.swt.widgets.Composite;

import jakarta.inject.Inject;

/** The list of conversations. */
public class InboxPart extends DeskPart {
    @Inject
    private EPartService parts;

    @Override
    DeskView create(Composite into, ChatDesk from) {
        InboxView inbox = from.createInbox(into);
        // The list has opened the conversation itself; here it is brought to view.
        inbox.onChoice(chosen -> parts.showPart(PartIds.CONVERSATION, PartState.VISIBLE),
                opened -> parts.showPart(PartIds.CONVERSATION, PartState.ACTIVATE));
        return inbox;
    }
}
