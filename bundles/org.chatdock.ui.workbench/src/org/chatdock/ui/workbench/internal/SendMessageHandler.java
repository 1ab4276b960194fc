// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.workbench.internal;

import org.chatdock.ui.e4.ConversationPart;
import org.chatdock.ui.e4.PartIds;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.e4.ui.model.application.ui.basic.MPart;
import org.eclipse.e4.ui.workbench.modeling.EPartService;
import org.eclipse.ui.handlers.HandlerUtil;

/** Sends what is written in the conversation view. */
public final class SendMessageHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        EPartService parts = HandlerUtil.getActiveWorkbenchWindowChecked(event).getService(EPartService.class);
        MPart part = parts.findPart(PartIds.CONVERSATION);
        if (part != null && part.getObject() instanceof ConversationPart conversation) {
            conversation.send();
        }
        return null;
    }
}
