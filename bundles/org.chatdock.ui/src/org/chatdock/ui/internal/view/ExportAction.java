// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.time.LocalDate;

import org.chatdock.api.message.ConversationId;
import org.chatdock.ui.internal.model.ExportTarget;
import org.chatdock.ui.internal.model.Messages;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;

/** The entry that exports the conversation. It is there as long as something can export. */
final class ExportAction {
    private final Desk desk;
    private final Control owner;
    private final Talk talk;

    /** What the agent is asked and told. UI thread. */
    interface Talk {
        /**
         * @param proposed a name for the file
         * @return null if the agent thinks better of it
         */
        ExportTarget ask(Control owner, String proposed);

        /** @param good whether that is what was asked for */
        void tell(Control owner, boolean good, String words);
    }

    ExportAction(Desk desk, Control owner, Talk talk) {
        this.desk = desk;
        this.owner = owner;
        this.talk = talk;
    }

    boolean available() {
        return desk.exporter().available();
    }

    /** Adds the entry, behind a separator if there is anything before it. */
    void addTo(Menu menu, ConversationId conversation) {
        if (available()) {
            if (menu.getItemCount() > 0) {
                new MenuItem(menu, SWT.SEPARATOR);
            }
            MenuItem item = Ids.set(new MenuItem(menu, SWT.PUSH), "menu.export");
            item.setText(Messages.Menu_export);
            item.addListener(SWT.Selection, event -> run(conversation));
        }
    }

    private void run(ConversationId conversation) {
        ExportTarget target = talk.ask(owner,
                ExportTarget.propose(desk.names().name(conversation), LocalDate.now(desk.clock())));
        // The dialog runs the event loop: meanwhile the view may have been closed.
        if (target != null && !owner.isDisposed()) {
            desk.exporter().export(conversation, target, written -> told(target, written.booleanValue()));
        }
    }

    private void told(ExportTarget target, boolean written) {
        if (!owner.isDisposed()) {
            talk.tell(owner, written,
                    NLS.bind(written ? Messages.Export_done : Messages.Export_failed, target.path()));
        }
    }
}
