// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import org.chatdock.ui.internal.model.Messages;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;

/** Changes a message that goes before the text. */
final class PartDialog extends InputDialog {
    private static final int LINES = 6;

    PartDialog(Shell parent, String text) {
        super(parent, Messages.Part_edit, null, text,
                changed -> changed.isBlank() ? Messages.Send_empty : null);
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Control area = super.createDialogArea(parent);
        Ids.set(getText(), "part.text");
        Ids.name(getText(), Messages.Part_edit);
        ((GridData) getText().getLayoutData()).heightHint = LINES * getText().getLineHeight();
        return area;
    }

    @Override
    protected int getInputTextStyle() {
        return SWT.MULTI | SWT.BORDER | SWT.WRAP | SWT.V_SCROLL;
    }
}
