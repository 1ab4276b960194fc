// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.nio.file.Files;
import java.nio.file.Path;

import org.chatdock.ui.internal.model.ExportTarget;
import org.chatdock.ui.internal.model.Messages;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.FileDialog;

/** Asks the agent by the system's own dialog. */
final class ExportDialog implements ExportAction.Talk {
    @Override
    public ExportTarget ask(Control owner, String proposed) {
        FileDialog dialog = new FileDialog(owner.getShell(), SWT.SAVE);
        dialog.setText(Messages.Export_title);
        dialog.setFilterNames(new String[] { Messages.Export_page, Messages.Export_lines });
        dialog.setFilterExtensions(new String[] { "*.html", "*.jsonl" });
        dialog.setOverwrite(true);
        dialog.setFileName(proposed);
        String chosen = dialog.open();
        while (chosen != null) {
            ExportTarget target = ExportTarget.of(chosen, dialog.getFilterIndex());
            if (target.path().equals(chosen) || !Files.exists(Path.of(target.path()))) {
                return target;
            }
            // The agent was asked about another file than the one that would be overwritten.
            dialog.setFileName(Path.of(target.path()).getFileName().toString());
            chosen = dialog.open();
        }
        return null;
    }

    @Override
    public void tell(Control owner, boolean good, String words) {
        Balloon.show(owner, good ? SWT.ICON_INFORMATION : SWT.ICON_ERROR, words);
    }
}
