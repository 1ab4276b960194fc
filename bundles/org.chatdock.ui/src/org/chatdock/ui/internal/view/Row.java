// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.util.Objects;

import org.chatdock.api.message.MessageId;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.ui.api.MessageBody;
import org.chatdock.ui.api.MessageRenderer;
import org.chatdock.ui.api.RenderContext;
import org.chatdock.ui.internal.guest.Guest;
import org.chatdock.ui.internal.model.Messages;
import org.chatdock.ui.internal.model.Timeline;
import org.chatdock.ui.internal.render.Shorten;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

/**
 * One message: the frame, which is painted, and the body, which is a real control of a renderer. Two native controls
 * for most messages, so that many rows can be kept ready.
 */
final class Row extends Composite {
    /** What the rows of a transcript share. */
    record Look(Palette palette, Fonts fonts, RowWords words) {
    }

    private static final int EDGE = 14;
    private static final int AVATAR = 28;
    private static final int PAD_X = 12;
    private static final int PAD_Y = 7;
    private static final int ARC = 16;
    private static final int DAY = 34;
    private static final int UNREAD = 26;
    private static final int NAME = 20;
    private static final int GAP = 4;
    private static final int GROUP_GAP = 8;
    private static final int WIDEST = 620;
    private static final Integer FAILED = Integer.valueOf(-1);

    private final Side side;
    private final Guest<MessageRenderer> renderer;
    private final Look look;
    private final boolean quiet;
    private final Color bubbleColor;
    private MessageBody body;
    private StoredMessage stored;
    private Timeline.Frame frame;
    private Rectangle bubble = new Rectangle(0, 0, 0, 0);
    private int measuredWidth = -1;
    private int measuredHeight;
    private boolean selected;

    /** @param quiet whether the bubble is an outline only */
    Row(Composite parent, Side side, boolean quiet, Guest<MessageRenderer> renderer, Look look) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_FOCUS);
        this.side = side;
        this.renderer = renderer;
        this.look = look;
        this.quiet = quiet;
        this.bubbleColor = quiet ? look.palette().background() : bubbleColor(look.palette(), side);
        // What a body leaves unpainted shows the bubble; around it the row paints itself.
        setBackground(bubbleColor);
        setBackgroundMode(SWT.INHERIT_FORCE);
        addListener(SWT.Paint, event -> paint(event.gc));
        Ids.name(this, "");
        getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
            @Override
            public void getRole(AccessibleControlEvent e) {
                e.detail = ACC.ROLE_LISTITEM;
            }
        });
    }

    /** What lies under the body. */
    Color bubbleColor() {
        return bubbleColor;
    }

    private static Color bubbleColor(Palette palette, Side side) {
        return switch (side) {
            case AGENT -> palette.agentBubble();
            case CUSTOMER -> palette.customerBubble();
            case NOTICE -> palette.background();
        };
    }

    /**
     * Has the renderer make the body.
     *
     * @return whether it did
     */
    boolean create(RenderContext context) {
        body = renderer.call(stranger -> {
            MessageBody made = stranger.create(this, context);
            Objects.requireNonNull(made.control(), "the body has no control");
            return made;
        }, null);
        return body != null;
    }

    Side side() {
        return side;
    }

    Guest<MessageRenderer> renderer() {
        return renderer;
    }

    StoredMessage stored() {
        return stored;
    }

    MessageId id() {
        return stored.message().id();
    }

    /** @return false if the renderer failed; the row is of no use then */
    boolean bind(StoredMessage message, Timeline.Frame newFrame) {
        stored = message;
        frame = newFrame;
        measuredWidth = -1;
        selected = false;
        setData(Ids.MESSAGE, message.message().id().value());
        boolean bound = renderer.run(stranger -> body.bind(message));
        nameIt();
        return bound;
    }

    /** @return false if the renderer failed; the row is of no use then */
    boolean unbind() {
        boolean unbound = renderer.run(stranger -> body.unbind());
        setData(Ids.MESSAGE, null);
        stored = null;
        return unbound;
    }

    void setFrame(Timeline.Frame newFrame) {
        if (!newFrame.equals(frame)) {
            frame = newFrame;
            measuredWidth = -1;
            redraw();
        }
    }

    void setSelected(boolean selected) {
        if (this.selected != selected) {
            this.selected = selected;
            redraw();
        }
    }

    /** Names may have changed. */
    void renamed() {
        nameIt();
        redraw();
    }

    void forgetSize() {
        measuredWidth = -1;
    }

    /** Lays out the row for a width. Returns its height; negative if the renderer failed, and for ever then. */
    int measure(int width) {
        if (width != measuredWidth && measuredHeight >= 0) {
            measuredWidth = width;
            measuredHeight = renderer.ask(stranger -> Integer.valueOf(layOut(width)), FAILED).intValue();
        }
        return measuredHeight;
    }

    private int layOut(int width) {
        int left = side == Side.CUSTOMER ? EDGE + AVATAR + GROUP_GAP : EDGE;
        int time = side == Side.NOTICE ? 0 : look.words().timeWidth(isEdited()) + GROUP_GAP;
        int indent = side == Side.AGENT ? 24 : 0;
        int most = Math.max(60, Math.min(WIDEST, width - left - EDGE - 2 * PAD_X - time - indent));
        Control control = body.control();
        Point size = control.computeSize(SWT.DEFAULT, SWT.DEFAULT);
        if (size.x > most) {
            size = control.computeSize(most, SWT.DEFAULT);
            size.x = most;
        }
        int y = frame.newDay() ? DAY : 0;
        y += frame.unreadBefore() ? UNREAD : 0;
        y += frame.newSender() ? GROUP_GAP : 0;
        y += named() ? NAME : 0;
        int bubbleWidth = size.x + 2 * PAD_X;
        int padY = side == Side.NOTICE ? 2 : PAD_Y;
        int x = switch (side) {
            case CUSTOMER -> left;
            case AGENT -> width - EDGE - bubbleWidth;
            case NOTICE -> (width - bubbleWidth) / 2;
        };
        bubble = new Rectangle(x, y, bubbleWidth, size.y + 2 * padY);
        control.setBounds(x + PAD_X, y + padY, size.x, size.y);
        redraw();
        return y + bubble.height + GAP;
    }

    private boolean isEdited() {
        return stored.version() > 0 && !stored.recalled();
    }

    /** Whose words stand on the right, in the accent colour, needs no label. */
    private boolean named() {
        return frame.newSender() && side == Side.CUSTOMER;
    }

    private void paint(GC gc) {
        Rectangle area = getClientArea();
        gc.setBackground(look.palette().background());
        gc.fillRectangle(area);
        if (stored == null) {
            return;
        }
        gc.setAntialias(SWT.ON);
        gc.setFont(look.fonts().small());
        int y = 0;
        if (frame.newDay()) {
            paintDay(gc, area.width);
            y += DAY;
        }
        if (frame.unreadBefore()) {
            paintUnread(gc, y, area.width);
        }
        if (named()) {
            paintSender(gc, area.width);
        }
        if (side != Side.NOTICE) {
            paintBubble(gc);
            paintTime(gc);
        }
        if (selected) {
            gc.setForeground(look.palette().accent());
            gc.setLineWidth(2);
            gc.drawRoundRectangle(bubble.x, bubble.y, bubble.width - 1, bubble.height - 1, ARC, ARC);
        }
    }

    private void paintBubble(GC gc) {
        if (quiet) {
            gc.setForeground(look.palette().line());
            gc.drawRoundRectangle(bubble.x, bubble.y, bubble.width - 1, bubble.height - 1, ARC, ARC);
        } else {
            gc.setBackground(bubbleColor);
            gc.fillRoundRectangle(bubble.x, bubble.y, bubble.width, bubble.height, ARC, ARC);
        }
    }

    private void paintDay(GC gc, int width) {
        String day = look.words().day(stored.message().time());
        Point extent = gc.textExtent(day);
        int middle = DAY / 2 + 2;
        int x = (width - extent.x) / 2;
        gc.setForeground(look.palette().line());
        gc.drawLine(EDGE, middle, x - 10, middle);
        gc.drawLine(x + extent.x + 10, middle, width - EDGE, middle);
        gc.setForeground(look.palette().secondary());
        gc.drawText(day, x, middle - extent.y / 2, SWT.DRAW_TRANSPARENT);
    }

    private void paintUnread(GC gc, int top, int width) {
        Point extent = gc.textExtent(Messages.Transcript_unread);
        int middle = top + UNREAD / 2 + 2;
        Color accent = look.palette().badge();
        gc.setForeground(accent);
        gc.drawLine(EDGE, middle, width - EDGE, middle);
        int x = (width - extent.x) / 2;
        gc.setBackground(accent);
        gc.fillRoundRectangle(x - 8, middle - extent.y / 2 - 1, extent.x + 16, extent.y + 2, extent.y, extent.y);
        gc.setForeground(look.palette().on(accent));
        gc.drawText(Messages.Transcript_unread, x, middle - extent.y / 2, SWT.DRAW_TRANSPARENT);
    }

    private void paintSender(GC gc, int width) {
        String sender = look.words().sender(stored);
        int y = bubble.y - NAME + 2;
        gc.setForeground(look.palette().secondary());
        gc.setFont(look.fonts().small());
        int x = EDGE + AVATAR + GROUP_GAP + 2;
        gc.drawText(Shorten.end(gc, sender, width - x - EDGE), x, y, SWT.DRAW_TRANSPARENT);
        Avatar.paint(gc, look.palette(), look.fonts().bold(), look.words().key(stored), sender, EDGE, bubble.y, AVATAR);
    }

    private void paintTime(GC gc) {
        String time = look.words().clock(stored.message().time(), isEdited());
        gc.setFont(look.fonts().small());
        gc.setForeground(look.palette().secondary());
        Point extent = gc.textExtent(time);
        int y = bubble.y + bubble.height - extent.y - 2;
        int x = side == Side.AGENT ? bubble.x - GROUP_GAP - extent.x : bubble.x + bubble.width + GROUP_GAP;
        gc.drawText(time, x, y, SWT.DRAW_TRANSPARENT);
    }

    private void nameIt() {
        // The row of a renderer that fails here shows what it can; its name falls back to the type.
        String type = stored.message().type();
        String text = renderer.ask(stranger -> Objects.requireNonNull(stranger.accessibleText(stored.message())), type);
        Ids.rename(this, NLS.bind(Messages.Row_accessible, new Object[] { look.words().sender(stored),
                look.words().full(stored.message().time(), isEdited()), text }));
    }
}
