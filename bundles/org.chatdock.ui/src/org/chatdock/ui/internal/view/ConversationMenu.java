// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.ConversationState;
import org.chatdock.ui.internal.model.Messages;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;

/** The entries of a menu that are about a conversation as a whole. */
final class ConversationMenu {
    private ConversationMenu() {
    }

    /** What can be decided, in a conversation's present state. */
    static void addStates(Menu menu, Desk desk, ConversationId conversation, ConversationState now) {
        if (now != ConversationState.OPEN) {
            add(menu, Messages.Menu_reopen, () -> desk.setState(conversation, ConversationState.OPEN));
        } else {
            add(menu, Messages.Menu_park, () -> desk.setState(conversation, ConversationState.PARKED));
        }
        if (now != ConversationState.CLOSED) {
            add(menu, Messages.Menu_close, () -> desk.setState(conversation, ConversationState.CLOSED));
        }
    }

    static void add(Menu menu, String text, Runnable action) {
        MenuItem item = new MenuItem(menu, SWT.PUSH);
        item.setText(text);
        item.addListener(SWT.Selection, event -> action.run());
    }

    /** Shows it until something is chosen, or nothing. */
    static void show(Menu menu, int x, int y) {
        menu.setLocation(x, y);
        menu.setVisible(true);
        // It must outlive the selection of its item.
        menu.addListener(SWT.Hide, hidden -> menu.getDisplay().asyncExec(menu::dispose));
    }

    /** A state as a word; empty for what is open. */
    static String word(ConversationState state) {
        return switch (state) {
            case OPEN -> "";
            case PARKED -> Messages.State_parked;
            case CLOSED -> Messages.State_closed;
        };
    }
}
