// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.workbench.internal;

import org.chatdock.ui.ChatDesk;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;

/** Has the current conversation count as unread. */
public final class MarkUnreadHandler extends AbstractHandler {
    @Override
    public Object execute(ExecutionEvent event) {
        Desks.with(ChatDesk::markUnread);
        return null;
    }
}
