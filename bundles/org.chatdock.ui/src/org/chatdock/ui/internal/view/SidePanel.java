// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.util.ArrayList;
import java.util.List;

import org.chatdock.api.message.ConversationId;
import org.chatdock.ui.api.CustomerPanel;
import org.chatdock.ui.internal.guest.Guest;
import org.chatdock.ui.internal.model.Messages;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;

/** What other bundles tell of the customer: one section for each, that the agent can fold. */
final class SidePanel {
    private final Desk desk;
    private final ScrolledComposite scroll;
    private final Composite box;
    private final List<Section> sections = new ArrayList<>();
    private List<Guest<CustomerPanel>> shown = List.of();
    private Palette palette;
    private ConversationId conversation;
    private boolean beside;

    SidePanel(Composite parent, Desk desk) {
        this.desk = desk;
        scroll = Ids.set(new ScrolledComposite(parent, SWT.V_SCROLL), "panels");
        Ids.cssClass(scroll, "ChatdockTranscript");
        Ids.name(scroll, Messages.Panels_name);
        scroll.setBackground(scroll.getDisplay().getSystemColor(SWT.COLOR_LIST_BACKGROUND));
        scroll.setForeground(scroll.getDisplay().getSystemColor(SWT.COLOR_LIST_FOREGROUND));
        scroll.setExpandHorizontal(true);
        scroll.setExpandVertical(true);
        box = new Composite(scroll, SWT.NONE);
        GridLayout layout = new GridLayout();
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        layout.verticalSpacing = 0;
        box.setLayout(layout);
        scroll.setContent(box);
        scroll.addListener(SWT.Resize, event -> fit());
        scroll.addListener(SWT.Paint, event -> themed());
        scroll.addListener(SWT.Dispose, event -> sections.forEach(Section::unbind));
    }

    Composite control() {
        return scroll;
    }

    /** Whether there is nothing to show. */
    boolean isEmpty() {
        return sections.isEmpty();
    }

    /** How high it would like to be at a width. */
    int height(int width) {
        return box.computeSize(width, SWT.DEFAULT).y;
    }

    /** Beside the transcript sections start open; above it, where they take its room, folded. */
    void setBeside(boolean beside) {
        if (this.beside != beside) {
            this.beside = beside;
            sections.forEach(Section::update);
        }
    }

    boolean beside() {
        return beside;
    }

    /**
     * Shows a customer; null for none.
     *
     * @return whether sections have come or gone
     */
    boolean show(ConversationId customer) {
        List<Guest<CustomerPanel>> now = customer == null ? List.of()
                : desk.contributions().panels().available().stream().filter(guest -> applies(guest, customer)).toList();
        boolean others = !now.equals(shown) || palette == null;
        if (others) {
            conversation = customer;
            renew(now);
        } else if (customer != null && !customer.equals(conversation)) {
            conversation = customer;
            sections.forEach(section -> section.bind(customer));
            fit();
        }
        return others;
    }

    /** Panels have come, gone or been released: the next {@link #show} makes every section anew. */
    void forget() {
        palette = null;
    }

    /** Sections have become higher or lower. */
    void reflow() {
        if (!scroll.isDisposed()) {
            fit();
            scroll.getParent().layout();
        }
    }

    private static boolean applies(Guest<CustomerPanel> guest, ConversationId customer) {
        return guest.ask(panel -> Boolean.valueOf(panel.appliesTo(customer)), Boolean.FALSE).booleanValue();
    }

    private void renew(List<Guest<CustomerPanel>> now) {
        sections.forEach(Section::dispose);
        sections.clear();
        shown = now;
        palette = Palette.of(scroll);
        box.setBackground(palette.background());
        Fonts fonts = new Fonts(scroll);
        for (Guest<CustomerPanel> guest : now) {
            Section section = new Section(box, guest, this, desk, palette, fonts);
            section.control().setLayoutData(new GridData(SWT.FILL, SWT.BEGINNING, true, false));
            sections.add(section);
            section.bind(conversation);
        }
        Ids.unstyled(box);
        fit();
    }

    private void fit() {
        Rectangle area = scroll.getClientArea();
        Point size = box.computeSize(Math.max(1, area.width), SWT.DEFAULT);
        scroll.setMinSize(1, size.y);
        box.layout(true, true);
    }

    /** A theme may dress it at any time. */
    private void themed() {
        if (palette != null && !palette.fits(scroll)) {
            Tick.async(scroll.getDisplay(), () -> {
                if (!scroll.isDisposed()) {
                    renew(shown);
                    reflow();
                }
            });
        }
    }
}
