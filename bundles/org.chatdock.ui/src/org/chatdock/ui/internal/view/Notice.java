// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** Words in the place of something that is not there. */
public final class Notice {
    private final Composite box;
    private final Label label;

    public Notice(Composite parent, String id) {
        box = new Composite(parent, SWT.NONE);
        Ids.cssClass(box, "ChatdockTranscript");
        box.setBackground(box.getDisplay().getSystemColor(SWT.COLOR_LIST_BACKGROUND));
        box.setForeground(box.getDisplay().getSystemColor(SWT.COLOR_LIST_FOREGROUND));
        box.setBackgroundMode(SWT.INHERIT_FORCE);
        GridLayout layout = new GridLayout();
        layout.marginWidth = 24;
        box.setLayout(layout);
        label = Ids.set(new Label(box, SWT.WRAP | SWT.CENTER), id);
        label.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, true));
        // A theme may dress the box at any time; the words follow when it is painted.
        box.addListener(SWT.Paint, event -> label.setForeground(Palette.of(box).secondary()));
    }

    Composite control() {
        return box;
    }

    public void say(String words) {
        String escaped = words.replace("&", "&&");
        if (!label.getText().equals(escaped)) {
            label.setText(escaped);
            box.layout(true);
        }
    }
}
