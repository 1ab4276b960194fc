// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.time.Instant;
import java.util.StringJoiner;
import java.util.stream.Collectors;

import org.chatdock.api.store.ConversationState;
import org.chatdock.api.store.ConversationSummary;
import org.chatdock.ui.internal.model.Messages;
import org.chatdock.ui.internal.model.Meter;
import org.chatdock.ui.internal.model.Preview;
import org.chatdock.ui.internal.model.Times;
import org.chatdock.ui.internal.render.Shorten;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;

/** Paints a conversation as two lines: avatar, name and time above; last text and unread count below. */
final class InboxPainter {
    private static final int EDGE = 10;
    private static final int AVATAR = 36;
    private static final int GAP = 10;
    private static final int PAD = 8;
    private static final int OPAQUE = 255;
    private static final int FADED = 110;
    /** Narrower than this tags say nothing. */
    private static final int LEAST_TAGS = 28;

    private final Table table;
    private final Desk desk;
    private final Fonts fonts;
    private final int lineHeight;

    InboxPainter(Table table, Desk desk) {
        this.table = table;
        this.desk = desk;
        this.fonts = new Fonts(table);
        GC gc = new GC(table);
        gc.setFont(fonts.bold());
        lineHeight = gc.getFontMetrics().getHeight();
        gc.dispose();
        table.addListener(SWT.MeasureItem, event -> event.height = Math.max(AVATAR, 2 * lineHeight + 4) + 2 * PAD);
        table.addListener(SWT.EraseItem, event -> event.detail &= ~SWT.FOREGROUND);
        table.addListener(SWT.PaintItem, this::paint);
    }

    /** A row as text. */
    String words(ConversationSummary row) {
        Instant now = desk.now();
        StringJoiner words = new StringJoiner(", ");
        words.add(NLS.bind(Messages.Inbox_rowText, new Object[] { desk.names().name(row.id()), Preview.of(row.last()),
                desk.times().relative(row.last().message().time(), now) }));
        if (desk.outgoing().isTroubled(row.id())) {
            words.add(Messages.Inbox_notSent);
        }
        if (row.unread() > 0) {
            words.add(NLS.bind(Messages.Inbox_unread, Integer.valueOf(row.unread())));
        }
        if (row.waitingSince() != null) {
            words.add(NLS.bind(Messages.Inbox_waiting, Times.waiting(row.waitingSince(), now)));
        }
        if (row.deadline() != null) {
            words.add(Times.deadline(row.deadline(), now));
        }
        Meter meter = desk.meter(row.id());
        if (meter != null) {
            words.add(meter.words());
        }
        if (row.state() != ConversationState.OPEN) {
            words.add(ConversationMenu.word(row.state()));
        }
        row.tags().stream().sorted().forEach(words::add);
        return words.toString();
    }

    private void paint(Event event) {
        if (!(event.item.getData() instanceof ConversationSummary row)) {
            return;
        }
        GC gc = event.gc;
        Palette palette = Palette.of(table);
        boolean selected = (event.detail & SWT.SELECTED) != 0;
        boolean open = row.state() == ConversationState.OPEN;
        Color foreground = selected ? gc.getForeground() : open ? palette.foreground() : palette.secondary();
        Color secondary = selected ? foreground : palette.secondary();
        int width = table.getClientArea().width;
        Rectangle area = new Rectangle(0, event.y, width, event.height);
        String name = desk.names().name(row.id());
        int top = area.y + (area.height - 2 * lineHeight - 4) / 2;
        gc.setAlpha(open ? OPAQUE : FADED);
        Avatar.paint(gc, palette, fonts.bold(), row.id().value(), name, EDGE, area.y + (area.height - AVATAR) / 2,
                AVATAR);
        gc.setAlpha(OPAQUE);
        int left = EDGE + AVATAR + GAP;
        int right = width - EDGE;
        int timeLeft = paintTime(gc, when(row, palette), right, top, selected ? foreground : null);
        gc.setFont(row.unread() > 0 ? fonts.bold() : fonts.normal());
        gc.setForeground(foreground);
        String fitting = Shorten.end(gc, name, timeLeft - GAP - left);
        gc.drawText(fitting, left, top, SWT.DRAW_TRANSPARENT);
        paintTags(gc, row, left + gc.textExtent(fitting).x + GAP, timeLeft - GAP, top, secondary);
        int second = top + lineHeight + 4;
        int textRight = row.unread() > 0 ? paintBadge(gc, row, right, second, palette) - GAP : right;
        Meter meter = desk.meter(row.id());
        if (meter != null && open) {
            Color color = meter.blocked() != null ? palette.badText()
                    : meter.low() ? palette.warningText() : palette.secondary();
            textRight = paintTime(gc, new When(meter.compact(), color), textRight, second,
                    selected ? foreground : null) - GAP;
        }
        paintText(gc, row, left, textRight, second, palette, selected ? foreground : null);
    }

    /** What the time of a row is about, and how much it matters. */
    private record When(String words, Color color) {
    }

    /** How long there is to answer, how long the customer waits, or the time of the last message. */
    private When when(ConversationSummary row, Palette palette) {
        Instant now = desk.now();
        if (row.state() != ConversationState.OPEN) {
            return new When(NLS.bind(Messages.Inbox_stateTime, ConversationMenu.word(row.state()),
                    desk.times().relative(row.last().message().time(), now)), palette.secondary());
        }
        if (row.deadline() != null) {
            return new When(Times.deadline(row.deadline(), now),
                    Times.isOver(row.deadline(), now) ? palette.badText() : palette.warningText());
        }
        if (row.waitingSince() != null) {
            return new When(NLS.bind(Messages.Inbox_waiting, Times.waiting(row.waitingSince(), now)),
                    palette.warningText());
        }
        return new When(desk.times().relative(row.last().message().time(), now), palette.secondary());
    }

    /** Returns where it begins. */
    private int paintTime(GC gc, When when, int right, int top, Color forced) {
        gc.setFont(fonts.small());
        gc.setForeground(forced != null ? forced : when.color());
        Point extent = gc.textExtent(when.words());
        gc.drawText(when.words(), right - extent.x, top + (lineHeight - extent.y) / 2, SWT.DRAW_TRANSPARENT);
        return right - extent.x;
    }

    private void paintTags(GC gc, ConversationSummary row, int left, int right, int top, Color secondary) {
        if (!row.tags().isEmpty() && right - left >= LEAST_TAGS) {
            gc.setFont(fonts.small());
            gc.setForeground(secondary);
            String tags = Shorten.end(gc, row.tags().stream().sorted().collect(Collectors.joining(" \u00b7 ")),
                    right - left);
            gc.drawText(tags, left, top + (lineHeight - gc.textExtent(tags).y) / 2, SWT.DRAW_TRANSPARENT);
        }
    }

    private void paintText(GC gc, ConversationSummary row, int left, int right, int top, Palette palette,
            Color forced) {
        String draft = desk.drafts().text(row.id());
        boolean drafted = !draft.isBlank();
        boolean troubled = desk.outgoing().isTroubled(row.id());
        String text = drafted ? NLS.bind(Messages.Inbox_draft, draft.replaceAll("\\s+", " ").strip())
                : Preview.of(row.last());
        String shown = troubled ? NLS.bind(Messages.Inbox_notSentBefore, text) : text;
        gc.setFont(fonts.normal());
        Color color = drafted || troubled ? palette.badText() : palette.secondary();
        gc.setForeground(forced != null ? forced : color);
        int from = left;
        if (troubled) {
            int size = lineHeight * 3 / 4;
            gc.setFont(fonts.small());
            Mark.FAILED.paint(gc, left, top + (lineHeight - size) / 2, size);
            gc.setFont(fonts.normal());
            from += size + GAP / 2;
        }
        gc.drawText(Shorten.end(gc, shown, right - from), from, top, SWT.DRAW_TRANSPARENT);
    }

    /** Returns where the badge begins. */
    private int paintBadge(GC gc, ConversationSummary row, int right, int top, Palette palette) {
        String count = row.unread() > 99 ? "99+" : Integer.toString(row.unread());
        gc.setFont(fonts.small());
        Point extent = gc.textExtent(count);
        int height = extent.y + 2;
        int width = Math.max(height, extent.x + 10);
        int x = right - width;
        int y = top + (lineHeight - height) / 2;
        Color fill = palette.badge();
        gc.setAntialias(SWT.ON);
        gc.setBackground(fill);
        gc.fillRoundRectangle(x, y, width, height, height, height);
        gc.setForeground(palette.on(fill));
        gc.drawText(count, x + (width - extent.x) / 2, y + 1, SWT.DRAW_TRANSPARENT);
        return x;
    }
}
