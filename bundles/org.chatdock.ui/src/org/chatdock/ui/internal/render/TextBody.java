// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.render;

import java.util.List;

import org.chatdock.api.message.Message;
import org.chatdock.api.message.MessageType;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.ui.api.MessageBody;
import org.chatdock.ui.api.RenderContext;
import org.chatdock.ui.internal.model.Links;
import org.chatdock.ui.internal.model.Messages;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Cursor;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;

/** Text as written, with its web addresses made links. Never HTML: what a customer sends is data. */
final class TextBody implements MessageBody {
    /** Beyond this a text is cut on the screen; copying still gives all of it. */
    private static final int LONGEST = 20_000;

    private final StyledText text;
    private final RenderContext context;
    private final Cursor hand;
    private List<Links.Range> links = List.of();
    private Point pressed;

    TextBody(Composite parent, RenderContext context) {
        this.context = context;
        text = new StyledText(parent, SWT.READ_ONLY | SWT.MULTI | SWT.WRAP);
        text.setCaret(null);
        text.setMargins(0, 0, 0, 0);
        text.setFont(context.font());
        text.setBackground(context.background());
        text.setForeground(context.foreground());
        hand = text.getDisplay().getSystemCursor(SWT.CURSOR_HAND);
        text.addListener(SWT.MouseMove, event -> text.setCursor(linkAt(event) == null ? null : hand));
        text.addListener(SWT.MouseDown, event -> pressed = event.button == 1 ? new Point(event.x, event.y) : null);
        text.addListener(SWT.MouseUp, this::released);
    }

    @Override
    public Control control() {
        return text;
    }

    @Override
    public void bind(StoredMessage stored) {
        String shown = shown(stored.message());
        text.setText(shown);
        links = Links.in(shown);
        if (!links.isEmpty()) {
            text.setStyleRanges(links.stream().map(this::style).toArray(StyleRange[]::new));
        }
    }

    @Override
    public void unbind() {
        links = List.of();
        text.setText("");
        text.setCursor(null);
    }

    private static String shown(Message message) {
        String content = message.content();
        if (content.isBlank()) {
            return MessageType.EVENT.equals(message.type()) ? Messages.Event_unnamed : " ";
        }
        // Trailing line ends would make an empty foot in the bubble.
        String stripped = content.stripTrailing();
        return stripped.length() <= LONGEST ? stripped : stripped.substring(0, LONGEST) + "\u2026";
    }

    private StyleRange style(Links.Range link) {
        StyleRange range = new StyleRange(link.start(), link.length(), context.link(), null);
        range.underline = true;
        return range;
    }

    private void released(Event event) {
        Links.Range link = linkAt(event);
        boolean click = pressed != null && Math.abs(pressed.x - event.x) < 4 && Math.abs(pressed.y - event.y) < 4;
        if (click && link != null && text.getSelectionCount() == 0) {
            context.open(text.getText(link.start(), link.start() + link.length() - 1));
        }
        pressed = null;
    }

    private Links.Range linkAt(Event event) {
        if (links.isEmpty()) {
            return null;
        }
        int offset = text.getOffsetAtPoint(new Point(event.x, event.y));
        for (Links.Range link : links) {
            if (offset >= link.start() && offset < link.start() + link.length()) {
                return link;
            }
        }
        return null;
    }
}
