// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui;

import org.chatdock.ui.internal.model.Messages;
import org.chatdock.ui.internal.view.Notice;
import org.eclipse.swt.widgets.Composite;

/** What a part shows while there is no {@link ChatDesk}. UI thread. */
public final class MissingDesk {
    private MissingDesk() {
    }

    public static void show(Composite parent) {
        new Notice(parent, "desk.notice").say(Messages.Desk_missing);
    }
}
