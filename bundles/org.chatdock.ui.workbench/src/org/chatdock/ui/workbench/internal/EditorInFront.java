// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.workbench.internal;

import java.util.Optional;

import org.chatdock.api.customer.CustomerInFront;
import org.chatdock.api.message.ConversationId;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.osgi.service.component.annotations.Component;

/**
 * Takes the active editor for the record in front, if it or its input adapts to a conversation. The page remembers the
 * editor while a view has the keyboard, so it is asked with each send and nothing is tracked. Ranks below whatever a
 * host provides. Never loads a plug-in for an answer.
 */
@Component(property = "service.ranking:Integer=-2147483648")
public final class EditorInFront implements CustomerInFront {
    @Override
    public Optional<ConversationId> inFront() {
        IEditorPart editor = activeEditor();
        if (editor == null) {
            return Optional.empty();
        }
        ConversationId own = Adapters.adapt(editor, ConversationId.class, false);
        return own != null ? Optional.of(own)
                : Optional.ofNullable(Adapters.adapt(editor.getEditorInput(), ConversationId.class, false));
    }

    /** Null if there is none, or no workbench, or nobody knows which window is meant. */
    private static IEditorPart activeEditor() {
        IWorkbenchWindow window = PlatformUI.isWorkbenchRunning()
                ? PlatformUI.getWorkbench().getActiveWorkbenchWindow() : null;
        IWorkbenchPage page = window == null ? null : window.getActivePage();
        return page == null ? null : page.getActiveEditor();
    }
}
