// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.demo.crm.internal.editor;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;

/** Undo or redo in an editor, enabled while there is something to do. */
final class HistoryHandler extends AbstractHandler {
    private final Runnable step;

    HistoryHandler(Runnable step) {
        this.step = step;
        setBaseEnabled(false);
    }

    void enable(boolean possible) {
        setBaseEnabled(possible);
    }

    @Override
    public Object execute(ExecutionEvent event) {
        step.run();
        return null;
    }
}
