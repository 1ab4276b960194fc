// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.workbench.internal;

import org.chatdock.api.message.ConversationId;
import org.chatdock.ui.e4.PartIds;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;

/** Shows a customer's conversation: the one named by the parameter, else the current one. */
public final class OpenConversationHandler extends AbstractHandler {
    private static final String CONVERSATION = "conversation";

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        String conversation = event.getParameter(CONVERSATION);
        if (conversation != null) {
            Desks.with(desk -> desk.open(new ConversationId(conversation)));
        }
        show(event);
        return null;
    }

    static void show(ExecutionEvent event) throws ExecutionException {
        try {
            HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage().showView(PartIds.CONVERSATION);
        } catch (PartInitException e) {
            throw new ExecutionException("The conversation view cannot be opened.", e);
        }
    }
}
