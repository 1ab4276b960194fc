// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;

import org.chatdock.api.message.MessageId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.ui.api.MessageBody;
import org.chatdock.ui.api.MessageRenderer;
import org.chatdock.ui.api.RenderContext;
import org.chatdock.ui.internal.guest.Guest;
import org.chatdock.ui.internal.model.EntryText;
import org.chatdock.ui.internal.model.Messages;
import org.chatdock.ui.internal.model.Timeline;
import org.chatdock.ui.internal.render.Shorten;
import org.chatdock.ui.internal.render.Wrap;
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
import org.eclipse.swt.widgets.Link;

/**
 * One message: the frame, which is painted, and the body, which is a real control of a renderer. Two native controls
 * for most messages, so that many rows can be kept ready; one that is not sent has a third for what can be done about it.
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
    private static final int MARK_GAP = 3;
    private static final int MOST_LINES = 4;
    private static final int WIDEST = 620;
    private static final Integer FAILED = Integer.valueOf(-1);

    private final Side side;
    private final Guest<MessageRenderer> renderer;
    private final Look look;
    private final Ground ground;
    private final Color bubbleColor;
    /** What can be done; null unless the row is for what is not sent. */
    private final Link links;
    private final BiConsumer<String, OutboxEntry> actions;
    private MessageBody body;
    private StoredMessage stored;
    private Timeline.Frame frame;
    private OutboxEntry unsent;
    private boolean read;
    private List<String> reason = List.of();
    private Rectangle bubble = new Rectangle(0, 0, 0, 0);
    private int measuredWidth = -1;
    private int measuredHeight;
    private boolean selected;

    /** What the bubble is like. */
    enum Ground {
        PLAIN,
        /** An outline only. */
        QUIET,
        /** Of what is not sent: pale, with an outline. */
        UNSENT
    }

    /** @param actions is told of links that are clicked on rows of what is not sent */
    Row(Composite parent, Side side, Ground ground, Guest<MessageRenderer> renderer, Look look,
            BiConsumer<String, OutboxEntry> actions) {
        super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_FOCUS);
        this.side = side;
        this.renderer = renderer;
        this.look = look;
        this.ground = ground;
        this.actions = actions;
        this.bubbleColor = switch (ground) {
            case PLAIN -> bubbleColor(look.palette(), side);
            case QUIET -> look.palette().background();
            case UNSENT -> look.palette().unsentBubble();
        };
        // What a body leaves unpainted shows the bubble; around it the row paints itself.
        setBackground(bubbleColor);
        setBackgroundMode(SWT.INHERIT_FORCE);
        addListener(SWT.Paint, event -> paint(event.gc));
        links = ground == Ground.UNSENT ? links() : null;
        Ids.name(this, "");
        getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
            @Override
            public void getRole(AccessibleControlEvent e) {
                e.detail = ACC.ROLE_LISTITEM;
            }
        });
    }

    private Link links() {
        Link made = Ids.set(new Link(this, SWT.NONE), "row.actions");
        made.setBackground(look.palette().background());
        made.setForeground(look.palette().secondary());
        made.setLinkForeground(look.palette().link(look.palette().background()));
        made.setFont(look.fonts().small());
        made.setVisible(false);
        made.addListener(SWT.Selection, event -> {
            if (unsent != null) {
                actions.accept(event.text, unsent);
            }
        });
        return made;
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
    boolean bind(StoredMessage message, Timeline.Frame newFrame, OutboxEntry entry) {
        unsent = entry;
        read = false;
        stored = message;
        frame = newFrame;
        measuredWidth = -1;
        selected = false;
        setData(Ids.MESSAGE, message.message().id().value());
        boolean bound = renderer.run(stranger -> body.bind(message));
        showLinks();
        nameIt();
        return bound;
    }

    /** Null if it is a message of the store. */
    OutboxEntry unsent() {
        return unsent;
    }

    /** The same message, in another state. */
    void setUnsent(OutboxEntry entry) {
        if (entry != null && !entry.equals(unsent)) {
            unsent = entry;
            measuredWidth = -1;
            showLinks();
            nameIt();
            redraw();
        }
    }

    /** Whether the customer has read it. */
    void setRead(boolean read) {
        if (this.read != read) {
            this.read = read;
            nameIt();
            redraw();
        }
    }

    private void showLinks() {
        if (links != null) {
            String text = unsent == null ? "" : UnsentActions.links(unsent);
            links.setVisible(!text.isEmpty());
            if (!links.getText().equals(text)) {
                links.setText(text);
            }
        }
    }

    /** @return false if the renderer failed; the row is of no use then */
    boolean unbind() {
        boolean unbound = renderer.run(stranger -> body.unbind());
        setData(Ids.MESSAGE, null);
        stored = null;
        unsent = null;
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
        int time = side == Side.NOTICE ? 0 : GROUP_GAP + (side == Side.AGENT
                ? look.words().stateWidth(isEdited()) + markSize() + MARK_GAP : look.words().timeWidth(isEdited()));
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
        return y + bubble.height + GAP + layOutReason(width);
    }

    /** Puts why it is not sent, and what can be done, below the bubble. Returns how much room that takes. */
    private int layOutReason(int width) {
        reason = List.of();
        if (unsent == null || !EntryText.needsAgent(unsent.state())) {
            return 0;
        }
        GC gc = new GC(this);
        int line;
        try {
            gc.setFont(look.fonts().small());
            line = gc.getFontMetrics().getHeight();
            int room = Math.max(60, Math.min(WIDEST, width - 2 * EDGE - 24) - markSize() - MARK_GAP);
            List<String> lines = Wrap.lines(gc, EntryText.whole(unsent).replaceAll("\\s+", " "), room);
            reason = lines.size() <= MOST_LINES ? List.copyOf(lines) : shortened(gc, lines, room);
        } finally {
            gc.dispose();
        }
        Point size = links.computeSize(SWT.DEFAULT, SWT.DEFAULT);
        int y = bubble.y + bubble.height + GAP + reason.size() * line;
        links.setBounds(width - EDGE - size.x, y + 1, size.x, size.y);
        return reason.size() * line + size.y + 2 + GAP;
    }

    private static List<String> shortened(GC gc, List<String> lines, int room) {
        List<String> few = new ArrayList<>(lines.subList(0, MOST_LINES - 1));
        few.add(Shorten.end(gc, String.join(" ", lines.subList(MOST_LINES - 1, lines.size())), room));
        return few;
    }

    private int markSize() {
        return Math.max(9, look.fonts().small().getFontData()[0].getHeight() + 2);
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
            paintReason(gc, area.width);
        }
        if (selected) {
            gc.setForeground(look.palette().accent());
            gc.setLineWidth(2);
            gc.drawRoundRectangle(bubble.x, bubble.y, bubble.width - 1, bubble.height - 1, ARC, ARC);
        }
    }

    private void paintBubble(GC gc) {
        if (ground == Ground.UNSENT) {
            gc.setBackground(bubbleColor);
            gc.fillRoundRectangle(bubble.x, bubble.y, bubble.width, bubble.height, ARC, ARC);
        }
        if (ground != Ground.PLAIN) {
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
        boolean waits = unsent != null && !EntryText.needsAgent(unsent.state());
        String clock = look.words().clock(stored.message().time(), isEdited());
        String time = waits ? EntryText.mark(unsent) : read && side == Side.AGENT ? look.words().read(clock) : clock;
        gc.setFont(look.fonts().small());
        gc.setForeground(look.palette().secondary());
        Point extent = gc.textExtent(time);
        int y = bubble.y + bubble.height - extent.y - 2;
        int x = side == Side.AGENT ? bubble.x - GROUP_GAP - extent.x : bubble.x + bubble.width + GROUP_GAP;
        gc.drawText(time, x, y, SWT.DRAW_TRANSPARENT);
        Mark mark = waits ? Mark.of(unsent.state()) : Mark.SENT;
        if (side == Side.AGENT && (unsent == null && !read || waits) && !stored.recalled()) {
            int size = markSize();
            mark.paint(gc, x - MARK_GAP - size, y + (extent.y - size) / 2, size);
        }
    }

    private void paintReason(GC gc, int width) {
        if (reason.isEmpty() || unsent == null) {
            return;
        }
        gc.setFont(look.fonts().small());
        Mark mark = Mark.of(unsent.state());
        gc.setForeground(mark.color(look.palette()));
        int line = gc.getFontMetrics().getHeight();
        int y = bubble.y + bubble.height + GAP;
        int widest = 0;
        for (String each : reason) {
            int extent = gc.textExtent(each).x;
            widest = Math.max(widest, extent);
            gc.drawText(each, width - EDGE - extent, y, SWT.DRAW_TRANSPARENT);
            y += line;
        }
        int size = markSize();
        mark.paint(gc, width - EDGE - widest - MARK_GAP - size, bubble.y + bubble.height + GAP + (line - size) / 2,
                size);
    }

    private void nameIt() {
        // The row of a renderer that fails here shows what it can; its name falls back to the type.
        String type = stored.message().type();
        String text = renderer.ask(stranger -> Objects.requireNonNull(stranger.accessibleText(stored.message())), type);
        String when = look.words().full(stored.message().time(), isEdited());
        String state = state();
        Ids.rename(this, NLS.bind(Messages.Row_accessible, new Object[] { look.words().sender(stored),
                state.isEmpty() ? when : NLS.bind(Messages.Row_editedName, when, state), text }));
    }

    /** Where a message of the agent's is, in words; empty for others. */
    private String state() {
        if (unsent != null) {
            return EntryText.whole(unsent);
        }
        if (side != Side.AGENT || stored.recalled()) {
            return "";
        }
        return read ? Messages.Entry_read : Messages.Entry_sent;
    }
}
