// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.util.Objects;

import org.chatdock.api.message.ConversationId;
import org.chatdock.ui.api.CustomerPanel;
import org.chatdock.ui.api.PanelBody;
import org.chatdock.ui.api.RenderContext;
import org.chatdock.ui.internal.guest.Guest;
import org.chatdock.ui.internal.model.Messages;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Layout;

/** One section of the side panel: a title that folds, and the inside, which a stranger makes and fills. */
final class Section {
    private static final int MARGIN = 14;
    private static final int FOOT = 12;

    private final Guest<CustomerPanel> guest;
    private final SidePanel panel;
    private final Desk desk;
    private final Palette palette;
    private final Fonts fonts;
    private final String key;
    private final Composite box;
    private final SectionTitle title;
    private ConversationId conversation;
    private PanelBody body;
    private Control inside;
    private boolean bound;

    Section(Composite parent, Guest<CustomerPanel> guest, SidePanel panel, Desk desk, Palette palette, Fonts fonts) {
        this.guest = guest;
        this.panel = panel;
        this.desk = desk;
        this.palette = palette;
        this.fonts = fonts;
        box = new Composite(parent, SWT.NONE);
        box.setBackground(palette.background());
        box.setLayout(new Fold());
        String words = guest.ask(stranger -> Objects.requireNonNull(stranger.title()), Messages.Panels_name);
        key = words;
        title = new SectionTitle(box, words, palette, fonts, this::toggle);
        title.setOpen(open());
        Ids.set(box, "panel");
    }

    Control control() {
        return box;
    }

    /** Shows a customer, now if the section is open, else when it is opened. */
    void bind(ConversationId customer) {
        unbind();
        conversation = customer;
        fill();
    }

    void unbind() {
        if (bound) {
            bound = false;
            guest.run(stranger -> body.unbind());
        }
    }

    void dispose() {
        unbind();
        box.dispose();
    }

    /** What is open by default has changed. */
    void update() {
        title.setOpen(open());
        fill();
    }

    private boolean open() {
        return desk.sections().isOpen(key, panel.beside());
    }

    private void toggle() {
        desk.sections().setOpen(key, !open());
        update();
        panel.reflow();
    }

    private void fill() {
        if (!open()) {
            unbind();
        } else if (!bound && conversation != null) {
            if (inside == null) {
                create();
            }
            if (body != null) {
                bound = guest.run(stranger -> body.bind(conversation));
                if (!bound) {
                    fail();
                }
            }
        }
        if (inside != null) {
            inside.setVisible(open());
        }
    }

    private void create() {
        Composite holder = new Composite(box, SWT.NONE);
        holder.setBackground(palette.background());
        holder.setForeground(palette.foreground());
        holder.setLayout(new Whole());
        inside = holder;
        body = guest.call(stranger -> {
            PanelBody made = stranger.create(holder, new Context());
            Objects.requireNonNull(made.control(), "the body has no control");
            return made;
        }, null);
        if (body == null) {
            fail();
        } else {
            Ids.unstyled(holder);
        }
    }

    /** Says so in place of what the stranger could not show. */
    private void fail() {
        body = null;
        inside.dispose();
        Label words = new Label(box, SWT.WRAP);
        words.setBackground(palette.background());
        words.setForeground(palette.secondary());
        words.setText(Messages.Panel_failed);
        Ids.set(words, "panel.failed");
        inside = words;
    }

    /** Title above inside; a folded inside takes no room. */
    private final class Fold extends Layout {
        @Override
        protected Point computeSize(Composite composite, int wHint, int hHint, boolean flush) {
            int width = wHint == SWT.DEFAULT ? 240 : wHint;
            return new Point(width, title.height() + insideHeight(width));
        }

        @Override
        protected void layout(Composite composite, boolean flush) {
            Point size = composite.getSize();
            title.control().setBounds(0, 0, size.x, title.height());
            if (inside != null) {
                int height = Math.max(0, size.y - title.height() - FOOT);
                inside.setBounds(MARGIN, title.height(), Math.max(0, size.x - 2 * MARGIN), height);
            }
        }

        private int insideHeight(int width) {
            if (inside == null || !open()) {
                return 0;
            }
            return inside.computeSize(Math.max(1, width - 2 * MARGIN), SWT.DEFAULT).y + FOOT;
        }
    }

    /** The stranger's control fills its holder; its size is asked for under guard. */
    private final class Whole extends Layout {
        @Override
        protected Point computeSize(Composite composite, int wHint, int hHint, boolean flush) {
            Point none = new Point(Math.max(0, wHint), 0);
            return body == null ? none : guest.ask(stranger -> body.control().computeSize(wHint, hHint), none);
        }

        @Override
        protected void layout(Composite composite, boolean flush) {
            if (body != null) {
                guest.run(stranger -> body.control().setBounds(composite.getClientArea()));
            }
        }
    }

    private final class Context extends ViewContext implements RenderContext {
        Context() {
            super(desk, box);
        }

        @Override
        public Color background() {
            return palette.background();
        }

        @Override
        public Color foreground() {
            return palette.foreground();
        }

        @Override
        public Color secondary() {
            return palette.secondary();
        }

        @Override
        public Color link() {
            return palette.link(palette.background());
        }

        @Override
        public Font font() {
            return fonts.normal();
        }

        @Override
        public void sizeChanged() {
            panel.reflow();
        }
    }
}
