// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.util.function.BiConsumer;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.Message;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.ui.internal.model.Messages;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;

/**
 * Keyboard, wheel and context menu of the transcript. Rows pass on what they get, so that it does not matter what is
 * under the pointer or has the focus.
 */
final class RowKeys {
    private final Transcript transcript;
    private final BiConsumer<Menu, StoredMessage> own;
    private final MenuActions actions;
    private final ExportAction export;

    /** @param own adds what the view around it offers for a message */
    RowKeys(Transcript transcript, BiConsumer<Menu, StoredMessage> own, MenuActions actions, ExportAction export) {
        this.transcript = transcript;
        this.own = own;
        this.actions = actions;
        this.export = export;
    }

    void listenTo(Control control) {
        control.addListener(SWT.KeyDown, this::key);
        control.addListener(SWT.MouseWheel, this::wheel);
        control.addListener(SWT.Traverse, RowKeys::traverse);
        control.addListener(SWT.MenuDetect, this::menu);
        control.addListener(SWT.MouseDown, this::press);
    }

    void listenToRow(Control control) {
        listenTo(control);
        if (control instanceof StyledText text) {
            // These scroll the list; the text in a row has nothing to scroll.
            for (int key : new int[] { SWT.PAGE_UP, SWT.PAGE_DOWN, SWT.HOME, SWT.END, SWT.ARROW_UP, SWT.ARROW_DOWN,
                    SWT.MOD1 | SWT.HOME, SWT.MOD1 | SWT.END }) {
                text.setKeyBinding(key, SWT.NULL);
            }
        }
        if (control instanceof Composite composite) {
            for (Control child : composite.getChildren()) {
                listenToRow(child);
            }
        }
    }

    private void key(Event event) {
        boolean handled = true;
        switch (event.keyCode) {
            case SWT.PAGE_UP, SWT.KEYPAD_9 -> transcript.page(-1);
            case SWT.PAGE_DOWN, SWT.KEYPAD_3 -> transcript.page(1);
            case SWT.HOME, SWT.KEYPAD_7 -> transcript.toStartOfAll();
            case SWT.END, SWT.KEYPAD_1 -> transcript.toEnd();
            case SWT.ARROW_UP -> transcript.select(-1);
            case SWT.ARROW_DOWN -> transcript.select(1);
            case 'c' -> handled = event.stateMask == SWT.MOD1 && copySelected(event.widget);
            default -> handled = false;
        }
        if (handled) {
            event.doit = false;
        }
    }

    private void wheel(Event event) {
        transcript.scrollLines(-event.count);
        event.doit = false;
    }

    /** Tab leaves the transcript, also out of a text. */
    private static void traverse(Event event) {
        if (event.detail == SWT.TRAVERSE_TAB_NEXT || event.detail == SWT.TRAVERSE_TAB_PREVIOUS) {
            event.doit = true;
        }
    }

    private void press(Event event) {
        if (event.widget == transcript || event.widget instanceof Row) {
            transcript.forceFocus();
        }
    }

    private boolean copySelected(Object source) {
        if (source instanceof StyledText text && text.getSelectionCount() > 0) {
            text.copy();
            return true;
        }
        StoredMessage stored = transcript.selected();
        if (stored != null) {
            copy(transcript.plainText(stored));
        }
        return stored != null;
    }

    private void menu(Event event) {
        StoredMessage stored = message((Control) event.widget);
        ConversationId conversation = transcript.conversation();
        OutboxEntry entry = unsent((Control) event.widget);
        if (conversation == null || stored == null && entry == null && !export.available()) {
            return;
        }
        Menu menu = entry == null ? menu(stored, event) : menu(entry);
        ConversationMenu.show(menu, event.x, event.y);
        event.doit = false;
    }

    private Menu menu(StoredMessage stored, Event event) {
        Menu menu = new Menu(transcript);
        if (stored != null) {
            if (event.widget instanceof StyledText text && text.getSelectionCount() > 0) {
                ConversationMenu.add(menu, Messages.Menu_copy, text::copy);
            }
            addTo(menu, stored);
        }
        export.addTo(menu, transcript.conversation());
        return menu;
    }

    private Menu menu(OutboxEntry entry) {
        Menu menu = new Menu(transcript);
        ConversationMenu.add(menu, Messages.Menu_copyMessage, () -> copy(entry.message().content()));
        new MenuItem(menu, SWT.SEPARATOR);
        transcript.unsentActions().addTo(menu, entry);
        return menu;
    }

    private void addTo(Menu menu, StoredMessage stored) {
        ConversationMenu.add(menu, Messages.Menu_copyMessage, () -> copy(transcript.plainText(stored)));
        String address = address(stored.message());
        if (!address.isEmpty()) {
            ConversationMenu.add(menu, Messages.Menu_copyLink, () -> copy(address));
            ConversationMenu.add(menu, Messages.Menu_openLink, () -> Addresses.open(address));
        }
        new MenuItem(menu, SWT.SEPARATOR);
        own.accept(menu, stored);
        actions.addTo(menu, stored);
    }

    private StoredMessage message(Control control) {
        Row row = row(control);
        return row == null ? transcript.selected() : row.stored();
    }

    private OutboxEntry unsent(Control control) {
        Row row = row(control);
        return row == null ? transcript.selectedUnsent() : row.unsent();
    }

    /** Null if it is the transcript itself. */
    private Row row(Control control) {
        Control at = control;
        while (at != null && at != transcript) {
            if (at instanceof Row row) {
                return row;
            }
            at = at.getParent();
        }
        return null;
    }

    private static String address(Message message) {
        String picture = message.attachment().pictureUrl();
        String address = picture.isEmpty() ? message.attachment().fileUrl() : picture;
        return Addresses.allowed(address) ? address : "";
    }

    private void copy(String text) {
        ClipboardText.put(transcript.getDisplay(), text);
    }
}
