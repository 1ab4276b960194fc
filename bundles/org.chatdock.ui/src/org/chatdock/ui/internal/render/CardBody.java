// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.render;

import java.nio.file.Path;

import org.chatdock.api.store.StoredMessage;
import org.chatdock.ui.api.MessageBody;
import org.chatdock.ui.api.RenderContext;
import org.chatdock.ui.internal.model.Messages;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Link;

/** A file, a recording or a link: a sign, a title, a line below it, and what can be done with it. */
final class CardBody implements MessageBody {
    private static final String OPEN = "open";
    private static final String SAVE = "save";
    private static final int SIGN = 36;
    private static final int GAP = 10;
    private static final int LEAST = 170;

    private final Box box;
    private final Link actions;
    private final RenderContext context;
    private final PictureLoader loader;
    private Card card = Card.NONE;
    private String state = "";
    private int binding;

    CardBody(Composite parent, RenderContext context, PictureLoader loader) {
        this.context = context;
        this.loader = loader;
        box = new Box(parent);
        box.setBackground(context.background());
        box.addListener(SWT.Paint, event -> paint(event.gc));
        box.addListener(SWT.Resize, event -> box.place());
        actions = new Link(box, SWT.NONE);
        actions.setBackground(context.background());
        actions.setForeground(context.secondary());
        actions.setLinkForeground(context.link());
        actions.addListener(SWT.Selection, event -> act(event.text));
    }

    @Override
    public Control control() {
        return box;
    }

    @Override
    public void bind(StoredMessage stored) {
        binding++;
        card = Card.of(stored.message());
        state = "";
        box.setToolTipText(card.address().isEmpty() ? null : card.address());
        showActions();
        box.redraw();
    }

    @Override
    public void unbind() {
        binding++;
        card = Card.NONE;
    }

    private void showActions() {
        StringBuilder text = new StringBuilder();
        if (card.address().isEmpty()) {
            text.append(Messages.Media_noAddress);
        } else {
            text.append(link(OPEN, Messages.File_open));
            if (card.isFile()) {
                text.append("   ").append(link(SAVE, Messages.File_save));
            }
        }
        if (!state.isEmpty()) {
            text.append("   ").append(state);
        }
        actions.setText(text.toString());
        box.place();
    }

    private static String link(String id, String words) {
        return "<a href=\"" + id + "\">" + words + "</a>";
    }

    private void act(String action) {
        if (OPEN.equals(action)) {
            context.open(card.address());
        } else if (SAVE.equals(action)) {
            save();
        }
    }

    private void save() {
        FileDialog dialog = new FileDialog(box.getShell(), SWT.SAVE);
        dialog.setFileName(card.title().replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_"));
        dialog.setOverwrite(true);
        String chosen = dialog.open();
        if (chosen == null || box.isDisposed()) {
            return;
        }
        int mine = binding;
        String address = card.address();
        say(Messages.File_saving);
        context.workers().execute(() -> {
            boolean saved = loader.save(address, Path.of(chosen));
            context.onUi(() -> {
                if (mine == binding) {
                    say(saved ? Messages.File_saved : Messages.File_saveFailed);
                }
            });
        });
    }

    private void say(String words) {
        state = words;
        showActions();
        context.sizeChanged();
    }

    private void paint(GC gc) {
        gc.setAntialias(SWT.ON);
        gc.setForeground(context.secondary());
        gc.setLineWidth(2);
        card.sign().paint(gc, 2, 4);
        gc.setFont(context.font());
        gc.setForeground(context.foreground());
        int x = SIGN + GAP;
        gc.drawText(Shorten.end(gc, card.title(), box.getClientArea().width - x), x, 2, SWT.DRAW_TRANSPARENT);
        if (!card.subtitle().isEmpty()) {
            gc.setForeground(context.secondary());
            int y = 2 + gc.getFontMetrics().getHeight() + 2;
            gc.drawText(Shorten.end(gc, card.subtitle(), box.getClientArea().width - x), x, y, SWT.DRAW_TRANSPARENT);
        }
    }

    /** Sized by its text, and places the actions below it. */
    private final class Box extends Composite {
        Box(Composite parent) {
            super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_FOCUS);
        }

        void place() {
            int width = Math.max(1, getClientArea().width - SIGN - GAP);
            actions.setBounds(SIGN + GAP, textHeight(), width, actions.computeSize(width, SWT.DEFAULT).y);
        }

        @Override
        public Point computeSize(int wHint, int hHint, boolean changed) {
            GC gc = new GC(this);
            try {
                gc.setFont(context.font());
                int width = Math.max(gc.textExtent(card.title()).x, gc.textExtent(card.subtitle()).x);
                Point link = actions.computeSize(SWT.DEFAULT, SWT.DEFAULT);
                int wanted = Math.max(LEAST, SIGN + GAP + Math.max(width + 4, link.x));
                int shown = wHint == SWT.DEFAULT ? wanted : Math.min(wanted, wHint);
                int below = actions.computeSize(Math.max(1, shown - SIGN - GAP), SWT.DEFAULT).y;
                return new Point(shown, Math.max(SIGN + 8, textHeight(gc) + below + 2));
            } finally {
                gc.dispose();
            }
        }

        private int textHeight() {
            GC gc = new GC(this);
            try {
                gc.setFont(context.font());
                return textHeight(gc);
            } finally {
                gc.dispose();
            }
        }

        private int textHeight(GC gc) {
            return 4 + (gc.getFontMetrics().getHeight() + 2) * (card.subtitle().isEmpty() ? 1 : 2);
        }
    }
}
