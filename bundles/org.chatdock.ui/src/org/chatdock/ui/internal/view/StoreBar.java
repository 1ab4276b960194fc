// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.util.ArrayList;
import java.util.List;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.StoreChange;
import org.chatdock.ui.internal.model.Messages;
import org.chatdock.ui.internal.model.StoreNotice;
import org.chatdock.ui.internal.render.Shorten;
import org.chatdock.ui.internal.render.Wrap;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;

/**
 * What is the matter with the store: a bar above the messages, which takes no room while all is well. The agent's
 * language says what it means, the store's words say more; the details can be copied into a ticket.
 */
final class StoreBar implements Desk.Member {
    private static final int MARGIN = 12;
    private static final int EDGE = 4;
    private static final int FOLDED_LINES = 3;

    private final Desk desk;
    private final Composite parent;
    private final Composite bar;
    private final Label title;
    private final Label text;
    private final Link more;
    private final Link copy;
    private final Link dismiss;
    private final Fonts fonts;
    private final Tick tick;
    private StoreNotice shown;
    private boolean unfolded;
    private int fittedWidth;

    StoreBar(Composite parent, Desk desk) {
        this.desk = desk;
        this.parent = parent;
        bar = Ids.set(new Composite(parent, SWT.NONE), "store");
        fonts = new Fonts(bar);
        GridLayout layout = new GridLayout(3, false);
        layout.marginLeft = EDGE;
        layout.marginWidth = MARGIN;
        layout.marginHeight = 8;
        layout.horizontalSpacing = 14;
        layout.verticalSpacing = 3;
        bar.setLayout(layout);
        bar.setBackgroundMode(SWT.INHERIT_FORCE);
        Ids.name(bar, "");
        title = Ids.set(new Label(bar, SWT.WRAP), "store.title");
        title.setFont(fonts.bold());
        title.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 3, 1));
        text = Ids.set(new Label(bar, SWT.NONE), "store.text");
        text.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 3, 1));
        more = link("store.details", () -> unfold(!unfolded));
        copy = link("store.copy", () -> ClipboardText.put(bar.getDisplay(), shown.details()));
        copy.setText(anchor(Messages.Store_copy));
        dismiss = link("store.dismiss", desk::noticesSeen);
        dismiss.setText(anchor(Messages.Store_dismiss));
        Ids.unstyled(bar);
        GridData data = new GridData(SWT.FILL, SWT.BEGINNING, true, false);
        data.exclude = true;
        bar.setLayoutData(data);
        bar.setVisible(false);
        bar.addListener(SWT.Resize, event -> fit());
        bar.addListener(SWT.Paint, event -> {
            Color edge = color(Palette.of(parent));
            event.gc.setBackground(edge);
            event.gc.fillRectangle(0, 0, EDGE, bar.getClientArea().height);
        });
        // A theme may dress what is around it at any time; our colours follow.
        parent.addListener(SWT.Paint, event -> dress());
        tick = new Tick(bar, this::update);
        desk.join(this);
        bar.addListener(SWT.Dispose, event -> desk.leave(this));
        update();
    }

    private Link link(String id, Runnable action) {
        Link link = Ids.set(new Link(bar, SWT.NONE), id);
        link.addListener(SWT.Selection, event -> action.run());
        link.setLayoutData(new GridData(SWT.BEGINNING, SWT.CENTER, false, false));
        return link;
    }

    private static String anchor(String words) {
        return "<a>" + words + "</a>";
    }

    @Override
    public void storeChanged(StoreChange change) {
        // Its health is what is shown here.
    }

    @Override
    public void servicesChanged() {
        tick.request();
    }

    @Override
    public void lineChanged() {
        // The store is what is shown here.
    }

    @Override
    public void currentChanged(ConversationId conversation) {
        // The store is what is shown here.
    }

    private void update() {
        StoreNotice notice = StoreNotice.of(desk.storeStatus());
        if (notice == null ? shown == null : notice.equals(shown)) {
            return;
        }
        shown = notice;
        boolean there = notice != null;
        if (there) {
            title.setText(escaped(notice.title()));
            Ids.rename(bar, notice.title() + "\n" + notice.text());
            dismiss.setVisible(notice.dismissable());
            ((GridData) dismiss.getLayoutData()).exclude = !notice.dismissable();
            dress();
            unfold(false);
        }
        bar.setVisible(there);
        ((GridData) bar.getLayoutData()).exclude = !there;
        parent.layout(true, true);
    }

    private void unfold(boolean wanted) {
        unfolded = wanted;
        more.setText(anchor(wanted ? Messages.Store_less : Messages.Store_details));
        fittedWidth = 0;
        fit();
    }

    /** Breaks the text into lines itself, so that it can be cut after the third. */
    private void fit() {
        int width = parent.getClientArea().width - 2 * MARGIN - EDGE;
        if (shown == null || width <= 0 || width == fittedWidth) {
            return;
        }
        fittedWidth = width;
        GC gc = new GC(text);
        try {
            List<String> lines = new ArrayList<>();
            for (String line : (unfolded ? unfolded() : shown.text()).split("\n")) {
                lines.addAll(Wrap.lines(gc, line, width));
            }
            if (!unfolded && lines.size() > FOLDED_LINES) {
                String rest = String.join(" ", lines.subList(FOLDED_LINES - 1, lines.size()));
                lines.subList(FOLDED_LINES - 1, lines.size()).clear();
                lines.add(Shorten.end(gc, rest, width));
            }
            text.setText(escaped(String.join("\n", lines)));
        } finally {
            gc.dispose();
        }
        parent.layout(new Label[] { text });
    }

    /** The details begin with the title, which stands there already. */
    private String unfolded() {
        return shown.details().substring(shown.title().length() + 1);
    }

    private static String escaped(String words) {
        return words.replace("&", "&&");
    }

    private Color color(Palette palette) {
        return switch (shown == null ? StoreNotice.Level.NOTE : shown.level()) {
            case NOTE -> palette.accent();
            case WARNING -> palette.warning();
            case BAD -> palette.bad();
        };
    }

    private void dress() {
        Palette palette = Palette.of(parent);
        Color ground = palette.tinge(color(palette));
        if (!ground.equals(bar.getBackground())) {
            bar.setBackground(ground);
            title.setForeground(palette.text(ground));
            text.setForeground(palette.text(ground));
            for (Link link : List.of(more, copy, dismiss)) {
                link.setForeground(palette.text(ground));
                link.setLinkForeground(palette.link(ground));
            }
        }
    }
}
