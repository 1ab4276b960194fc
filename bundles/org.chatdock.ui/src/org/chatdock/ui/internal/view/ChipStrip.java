// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.util.ArrayList;
import java.util.List;

import org.chatdock.api.message.ConversationId;
import org.chatdock.ui.internal.model.Draft;
import org.chatdock.ui.internal.model.DraftItem;
import org.chatdock.ui.internal.model.Messages;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Composite;

/** What goes before the text, in the order in which it is sent. Not seen while there is nothing. */
final class ChipStrip implements Chip.Actions {
    private final Desk desk;
    private final Runnable focusText;
    private final Composite box;
    private final Fonts fonts;
    private final List<Chip> chips = new ArrayList<>();
    private ConversationId to;

    /** @param focusText where the keyboard goes when no chip is left */
    ChipStrip(Composite parent, Desk desk, Runnable focusText) {
        this.desk = desk;
        this.focusText = focusText;
        box = Ids.set(new Composite(parent, SWT.NONE), "composer.chips");
        RowLayout layout = new RowLayout(SWT.HORIZONTAL);
        layout.wrap = true;
        layout.spacing = 6;
        layout.marginLeft = 0;
        layout.marginRight = 0;
        layout.marginTop = 0;
        layout.marginBottom = 2;
        box.setLayout(layout);
        Ids.name(box, Messages.Attach_list);
        fonts = new Fonts(box);
    }

    Composite control() {
        return box;
    }

    /** @return whether there are others than before, so that the layout is another */
    boolean show(ConversationId conversation, Draft draft) {
        to = conversation;
        List<DraftItem> items = draft.items();
        boolean same = chips.stream().map(Chip::item).toList().equals(items);
        if (!same) {
            int focused = focused();
            List<Chip> old = new ArrayList<>(chips);
            chips.clear();
            Chip before = null;
            for (DraftItem item : items) {
                Chip chip = old.stream().filter(each -> each.item() == item).findFirst()
                        .orElseGet(() -> new Chip(box, item, fonts, this));
                old.remove(chip);
                chip.control().moveBelow(before == null ? null : before.control());
                chips.add(chip);
                before = chip;
            }
            if (before != null && chips.get(0).control() != box.getChildren()[0]) {
                chips.get(0).control().moveAbove(null);
            }
            focus(focused);
            old.forEach(chip -> chip.control().dispose());
        }
        chips.forEach(chip -> chip.update(desk.uploads().thumbnail(chip.item())));
        return !same;
    }

    /** Of the chip with the keyboard; -1 if it is elsewhere. */
    private int focused() {
        for (int i = 0; i < chips.size(); i++) {
            if (chips.get(i).control().isFocusControl()) {
                return i;
            }
        }
        return -1;
    }

    /** The keyboard stays about where it was. */
    private void focus(int index) {
        if (index >= 0 && chips.isEmpty()) {
            focusText.run();
        } else if (index >= 0) {
            chips.get(Math.min(index, chips.size() - 1)).control().setFocus();
        }
    }

    @Override
    public void remove(DraftItem item) {
        desk.uploads().remove(to, item);
    }

    @Override
    public void open(DraftItem item) {
        if (item.state() == DraftItem.State.FAILED) {
            desk.uploads().retry(to, item);
        } else if (!item.text().isEmpty()) {
            ConversationId whose = to;
            PartDialog dialog = new PartDialog(box.getShell(), item.text());
            if (dialog.open() == Window.OK) {
                desk.drafts().draft(whose).replace(item, item.withText(dialog.getValue()));
                desk.draftEdited(whose);
            }
        }
    }

    @Override
    public void go(DraftItem item, int by) {
        for (int i = 0; i < chips.size(); i++) {
            int next = i + by;
            if (chips.get(i).item() == item && next >= 0 && next < chips.size()) {
                chips.get(next).control().setFocus();
                return;
            }
        }
    }
}
