// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.workbench.internal;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.menus.WorkbenchWindowControlContribution;

/** The state of the line, in the status line of the window, also when no chat view is shown. */
public final class LineControl extends WorkbenchWindowControlContribution {
    @Override
    protected Control createControl(Composite parent) {
        Composite room = new Composite(parent, SWT.NONE);
        room.setLayout(new FillLayout());
        Desks.with(desk -> desk.createLine(room));
        return room;
    }
}
