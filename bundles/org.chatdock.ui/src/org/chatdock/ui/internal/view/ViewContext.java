// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.chatdock.api.message.ConversationId;
import org.chatdock.ui.api.UiContext;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;

/** What every contribution may use, as long as the control that it belongs to is there. */
class ViewContext implements UiContext {
    private final Desk desk;
    private final Control owner;
    /** Asked for at once: a disposed control no longer knows. */
    private final Display display;

    ViewContext(Desk desk, Control owner) {
        this.desk = desk;
        this.owner = owner;
        this.display = owner.getDisplay();
    }

    @Override
    public final Executor workers() {
        return task -> {
            try {
                desk.workers().execute(task);
            } catch (@SuppressWarnings("unused") RejectedExecutionException closing) {
                // The desk is closing; nobody waits for the result any more.
            }
        };
    }

    @Override
    public final void onUi(Runnable task) {
        Tick.async(display, () -> {
            if (!owner.isDisposed()) {
                task.run();
            }
        });
    }

    @Override
    public final void open(String address) {
        Addresses.open(address);
    }

    @Override
    public final void copy(String text) {
        ClipboardText.put(display, text);
    }

    @Override
    public final void compose(ConversationId conversation, String text) {
        desk.compose(conversation, text);
    }
}
