// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import org.chatdock.api.store.StoredMessage;
import org.chatdock.ui.api.ActionContext;
import org.chatdock.ui.api.MessageAction;
import org.chatdock.ui.internal.guest.Guest;
import org.chatdock.ui.internal.model.Messages;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Shell;

/** The entries that other bundles put into a message's menu. */
final class MenuActions {
    private static final int LONGEST = 60;

    private final Desk desk;
    private final Control owner;

    MenuActions(Desk desk, Control owner) {
        this.desk = desk;
        this.owner = owner;
    }

    /** Adds the entries for a message, behind a separator if there are any. */
    void addTo(Menu menu, StoredMessage stored) {
        boolean first = true;
        for (Guest<MessageAction> guest : desk.contributions().actions().available()) {
            String label = label(guest, stored);
            if (!label.isEmpty()) {
                if (first) {
                    new MenuItem(menu, SWT.SEPARATOR);
                    first = false;
                }
                MenuItem item = new MenuItem(menu, SWT.PUSH);
                item.setText(label);
                item.addListener(SWT.Selection, event -> run(guest, stored, label));
            }
        }
    }

    private static String label(Guest<MessageAction> guest, StoredMessage stored) {
        String label = guest.ask(action -> action.label(stored), null);
        String line = label == null ? "" : label.replaceAll("\\s+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) + '\u2026' : line;
    }

    private void run(Guest<MessageAction> guest, StoredMessage stored, String label) {
        if (!guest.run(action -> action.run(stored, new Context(desk, owner)))) {
            Balloon.show(owner, SWT.ICON_ERROR, NLS.bind(Messages.Action_failed, label.replaceAll("&(.)", "$1")));
        }
    }

    private static final class Context extends ViewContext implements ActionContext {
        private final Control owner;

        Context(Desk desk, Control owner) {
            super(desk, owner);
            this.owner = owner;
        }

        @Override
        public Shell shell() {
            return owner.getShell();
        }
    }
}
