// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import org.chatdock.ui.internal.model.InboxModel;
import org.chatdock.ui.internal.model.Messages;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;

/** Open conversations or all, with their numbers. It takes no room while all are open. */
final class InboxFilter {
    /** The words stand where the avatars below do. */
    private static final int INDENT = 6;

    private final ToolBar bar;
    private final ToolItem open;
    private final ToolItem all;

    InboxFilter(Composite parent, InboxModel model) {
        bar = Ids.set(new ToolBar(parent, SWT.FLAT | SWT.RIGHT), "inbox.filter");
        Ids.name(bar, Messages.Inbox_filter);
        open = Ids.set(new ToolItem(bar, SWT.RADIO), "inbox.open");
        open.setSelection(true);
        all = Ids.set(new ToolItem(bar, SWT.RADIO), "inbox.all");
        open.addListener(SWT.Selection, event -> choose(model, open, true));
        all.addListener(SWT.Selection, event -> choose(model, all, false));
        GridData data = new GridData(SWT.FILL, SWT.BEGINNING, true, false);
        data.horizontalIndent = INDENT;
        data.exclude = true;
        bar.setLayoutData(data);
        bar.setVisible(false);
    }

    private static void choose(InboxModel model, ToolItem item, boolean onlyOpen) {
        // The one that is left is told, too.
        if (item.getSelection()) {
            model.setOnlyOpen(onlyOpen);
        }
    }

    void show(InboxModel model) {
        boolean wanted = model.total() > model.open();
        boolean changed = set(open, NLS.bind(Messages.Inbox_open, Integer.valueOf(model.open())));
        changed |= set(all, NLS.bind(Messages.Inbox_all, Integer.valueOf(model.total())));
        changed |= bar.getVisible() != wanted;
        if (changed) {
            bar.setVisible(wanted);
            ((GridData) bar.getLayoutData()).exclude = !wanted;
            bar.getParent().layout(true, true);
        }
    }

    private static boolean set(ToolItem item, String text) {
        boolean changed = !item.getText().equals(text);
        if (changed) {
            item.setText(text);
        }
        return changed;
    }
}
