// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.ToolTip;

/** Words about something that the agent has asked for, near the pointer; they go by themselves. */
final class Balloon {
    private Balloon() {
    }

    /** @param icon such as {@link SWT#ICON_ERROR} */
    static void show(Control owner, int icon, String words) {
        ToolTip tip = Ids.set(new ToolTip(owner.getShell(), SWT.BALLOON | icon), "balloon");
        tip.setMessage(words);
        owner.addListener(SWT.Dispose, event -> tip.dispose());
        tip.setVisible(true);
    }
}
