// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.message.MessageId;
import org.chatdock.api.sending.OutboxEntry;
import org.chatdock.api.store.StoredMessage;
import org.chatdock.ui.api.MessageRenderer;
import org.chatdock.ui.internal.guest.Guest;
import org.chatdock.ui.internal.model.Messages;
import org.chatdock.ui.internal.model.Timeline;
import org.chatdock.ui.internal.model.Viewport;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.ScrollBar;

/**
 * The messages of a conversation as a list of real controls, of which only those near the view exist. Scrolling is our
 * own arithmetic in 64 bit ({@link Viewport}): native containers end at 32 767 pixels and pay for every child.
 */
public final class Transcript extends Composite implements Timeline.Listener {
    private static final int MOST_CONTROLS = 170;
    private static final int MOST_POOLED = 12;
    private static final int LINE = 24;
    private static final int MARGIN = 10;

    private record Kind(Guest<MessageRenderer> renderer, Side side, boolean unsent) {
    }

    private final Desk desk;
    private final Renderers renderers;
    private final Viewport viewport = new Viewport();
    private final RowKeys keys;
    private final UnsentActions unsent;
    private Runnable scrolled = () -> {
    };
    private Consumer<Boolean> seek = start -> {
    };
    private BiConsumer<Menu, StoredMessage> addToMenu = (menu, stored) -> {
    };

    private Timeline timeline;
    private ConversationId conversation;
    /** The realised rows by index. */
    private TreeMap<Integer, Row> rows = new TreeMap<>();
    private final Map<Kind, Deque<Row>> pool = new HashMap<>();
    private int pooled;
    /** What a renderer failed on: shown by the fallback until renderers change. */
    private final Set<MessageId> fallen = new HashSet<>();
    private Row.Look look;
    private MessageId selected;
    private MessageId readUpTo;
    private boolean arranging;
    private boolean arrangeLater;
    private boolean dirty = true;
    private int layouts;

    Transcript(Composite parent, Desk desk) {
        super(parent, SWT.V_SCROLL | SWT.DOUBLE_BUFFERED);
        this.desk = desk;
        this.renderers = desk.renderers();
        this.unsent = new UnsentActions(desk);
        this.keys = new RowKeys(this, (menu, stored) -> addToMenu.accept(menu, stored), new MenuActions(desk, this),
                new ExportAction(desk, this, new ExportDialog()));
        Ids.set(this, "transcript");
        Ids.cssClass(this, "ChatdockTranscript");
        Ids.name(this, Messages.Transcript_name);
        setBackground(getDisplay().getSystemColor(SWT.COLOR_LIST_BACKGROUND));
        setForeground(getDisplay().getSystemColor(SWT.COLOR_LIST_FOREGROUND));
        getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
            @Override
            public void getRole(AccessibleControlEvent e) {
                e.detail = ACC.ROLE_LIST;
            }
        });
        ScrollBar bar = getVerticalBar();
        bar.setVisible(false);
        bar.addListener(SWT.Selection, event -> {
            seek.accept(false);
            scrollTo(fromBar(bar.getSelection()));
        });
        addListener(SWT.Resize, event -> resized());
        addListener(SWT.Paint, event -> painted());
        addListener(SWT.Dispose, event -> unbindAll());
        keys.listenTo(this);
    }

    // ---- for tests and the smoke driver

    /** The ids of the messages that have a row now, in order. */
    public List<MessageId> realisedMessages() {
        return rows.values().stream().filter(row -> row.unsent() == null).map(Row::id).toList();
    }

    /** The ids of the messages of which something is in view now, in order. */
    public List<MessageId> visibleMessages() {
        Rectangle area = getClientArea();
        return rows.values().stream().filter(row -> row.unsent() == null && row.getBounds().intersects(area))
                .map(Row::id).toList();
    }

    public boolean showing(ConversationId id) {
        return id != null && id.equals(conversation);
    }

    /** Null if none is shown. */
    ConversationId conversation() {
        return conversation;
    }

    /** How often rows have been laid out. */
    public int layouts() {
        return layouts;
    }

    // ---- for the view around it

    /** Is told whenever what is seen may have changed. */
    void setScrolled(Runnable scrolled) {
        this.scrolled = scrolled;
    }

    void show(ConversationId id, Timeline newTimeline) {
        conversation = id;
        timeline = newTimeline;
        selected = null;
        readUpTo = null;
        fallen.clear();
        setData(Ids.CONVERSATION, id == null ? null : id.value());
        cleared();
    }

    boolean atEnd() {
        return viewport.following();
    }

    /** Whether the first known message is less than two views away. */
    boolean nearStart() {
        return viewport.top() < 2L * viewport.height();
    }

    boolean atStart() {
        return viewport.top() <= 0;
    }

    void toEnd() {
        seek.accept(false);
        viewport.toEnd();
        arrange();
    }

    /** Is told when the agent wants the conversation's first message (true), or anything else (false). */
    void setSeek(Consumer<Boolean> seek) {
        this.seek = seek;
    }

    /** Adds entries to a message's menu. */
    void setAddToMenu(BiConsumer<Menu, StoredMessage> addToMenu) {
        this.addToMenu = addToMenu;
    }

    /** To the first known message now, and to the conversation's first as soon as it is known. */
    void toStartOfAll() {
        seek.accept(true);
        scrollTo(0);
    }

    /** As {@link #toStartOfAll}, without asking for more. */
    void toStart() {
        scrollTo(0);
    }

    void reveal(MessageId id) {
        int index = timeline == null ? -1 : timeline.rowOf(id);
        if (index >= 0) {
            viewport.reveal(index);
            arrange();
            // Now the heights around it are true.
            viewport.reveal(index);
            arrange();
        }
    }

    void page(int direction) {
        scrollBy((long) direction * Math.max(LINE, viewport.height() - 2 * LINE));
    }

    void scrollBy(long pixels) {
        seek.accept(false);
        scrollTo(viewport.top() + pixels);
    }

    /** Wheel and line keys. */
    void scrollLines(int lines) {
        scrollBy((long) lines * LINE);
    }

    void select(int step) {
        int index = selected == null ? -1 : timeline.rowOf(selected);
        int next = index < 0 ? viewport.lastVisible() : index + step;
        if (timeline != null && next >= 0 && next < timeline.rows()) {
            select(timeline.row(next).message().id());
            reveal(selected);
            Row row = rows.get(next);
            if (row != null) {
                row.getAccessible().setFocus(ACC.CHILDID_SELF);
            }
        }
    }

    void select(MessageId id) {
        selected = id;
        for (Row row : rows.values()) {
            row.setSelected(row.id().equals(id));
        }
    }

    /** Null if no message is selected, or none that is in the store. */
    StoredMessage selected() {
        return selected == null || timeline == null ? null : timeline.get(selected);
    }

    /** What is selected and not sent; null if that is not so. */
    OutboxEntry selectedUnsent() {
        int index = selected == null || timeline == null ? -1 : timeline.rowOf(selected);
        return index < 0 ? null : timeline.unsent(index);
    }

    UnsentActions unsentActions() {
        return unsent;
    }

    /** The customer has read this, and all before it; null: nothing is known to be read. */
    void setReadUpTo(MessageId id) {
        readUpTo = id;
        rows.forEach((index, row) -> row.setRead(isRead(index.intValue())));
    }

    private boolean isRead(int index) {
        return readUpTo != null && timeline.unsent(index) == null && index <= timeline.indexOf(readUpTo);
    }

    /** Lays out at once what has changed, if it can be seen: nothing is painted in between. */
    void showChanges() {
        if (dirty && isVisible()) {
            arrange();
        }
    }

    String plainText(StoredMessage stored) {
        String content = stored.message().content();
        return renderers.choose(stored).ask(renderer -> Objects.requireNonNull(renderer.plainText(stored.message())),
                content);
    }

    /** Renderers have come or gone, or the theme or font has changed: shows every row anew. */
    void renewRows() {
        fallen.clear();
        discardRows();
        look = null;
        if (timeline != null) {
            for (int i = 0; i < timeline.rows(); i++) {
                viewport.measured(i, estimate(timeline.row(i)));
            }
        }
        arrange();
    }

    void renamed() {
        rows.values().forEach(Row::renamed);
    }

    // ---- Timeline.Listener

    @Override
    public void cleared() {
        releaseAll();
        viewport.clear();
        if (timeline != null && timeline.rows() > 0) {
            inserted(0, timeline.rows());
        } else {
            arrangeSoon();
        }
    }

    @Override
    public void inserted(int index, int count) {
        int[] heights = new int[count];
        for (int i = 0; i < count; i++) {
            heights[i] = estimate(timeline.row(index + i));
        }
        viewport.inserted(index, heights);
        TreeMap<Integer, Row> moved = new TreeMap<>(rows.headMap(index));
        rows.tailMap(index).forEach((at, row) -> moved.put(at + count, row));
        rows = moved;
        arrangeSoon();
    }

    @Override
    public void removed(int index, int count) {
        TreeMap<Integer, Row> gone = new TreeMap<>(rows.subMap(index, index + count));
        TreeMap<Integer, Row> moved = new TreeMap<>(rows.headMap(index));
        rows.tailMap(index + count).forEach((at, row) -> moved.put(at - count, row));
        rows = moved;
        gone.values().forEach(this::release);
        viewport.removed(index, count);
        arrangeSoon();
    }

    @Override
    public void changed(int index) {
        Row row = rows.get(index);
        if (row == null) {
            return;
        }
        StoredMessage stored = timeline.row(index);
        if (row.stored() != stored) {
            fallen.remove(row.id());
            rows.remove(index);
            release(row);
        } else {
            row.setFrame(timeline.frame(index));
            row.setUnsent(timeline.unsent(index));
        }
        arrangeSoon();
    }

    // ---- arranging

    /** Changes come in bursts: rows are laid out once for all of them, and only if they can be seen. */
    private void arrangeSoon() {
        dirty = true;
        if (!arrangeLater) {
            arrangeLater = true;
            getDisplay().asyncExec(() -> {
                arrangeLater = false;
                if (!isDisposed() && isVisible()) {
                    arrange();
                }
            });
        }
    }

    private void painted() {
        if (look != null && (!look.palette().fits(this) || !look.fonts().normal().equals(getFont()))) {
            Display display = getDisplay();
            display.asyncExec(() -> {
                if (!isDisposed()) {
                    renewRows();
                }
            });
        } else if (dirty) {
            arrangeSoon();
        }
    }

    private void resized() {
        viewport.setHeight(getClientArea().height - MARGIN);
        if (isVisible()) {
            arrange();
        } else {
            dirty = true;
        }
    }

    private void scrollTo(long top) {
        viewport.scrollTo(top);
        arrange();
    }

    private void arrange() {
        int width = getClientArea().width;
        if (arranging || width <= 0 || viewport.height() <= 0) {
            dirty = true;
            return;
        }
        arranging = true;
        setRedraw(false);
        try {
            dirty = false;
            layouts++;
            realise(width, false);
            place(width);
        } finally {
            setRedraw(true);
            arranging = false;
        }
        updateBar();
        scrolled.run();
        fillMargins();
    }

    /** The rows just outside the view are made ready when there is time, so that the first paint is quick. */
    private void fillMargins() {
        getDisplay().asyncExec(() -> {
            if (isDisposed() || arranging || !isVisible()) {
                return;
            }
            int before = rows.size();
            Viewport.Rows ready = ready();
            if (before > 0 && rows.firstKey() <= ready.first() && rows.lastKey() >= ready.last()) {
                return;
            }
            arranging = true;
            setRedraw(false);
            try {
                int width = getClientArea().width;
                realise(width, true);
                place(width);
            } finally {
                setRedraw(true);
                arranging = false;
            }
            updateBar();
        });
    }

    private Viewport.Rows ready() {
        int controls = Math.max(2, rows.isEmpty() ? 2 : (controls() + rows.size() - 1) / rows.size());
        return viewport.ready(MOST_CONTROLS / controls);
    }

    /** Makes the rows that are needed and measures them, until their true heights need no others. */
    private void realise(int width, boolean margins) {
        for (int round = 0; round < 8; round++) {
            Viewport.Rows keep = ready();
            releaseOutside(keep);
            int first = margins ? keep.first() : viewport.firstVisible();
            int last = margins ? keep.last() : viewport.lastVisible();
            boolean same = true;
            for (int i = Math.max(0, first); i <= last; i++) {
                Row row = rows.get(i);
                if (row == null) {
                    row = realise(i);
                }
                int height = measure(i, row, width);
                same &= height == viewport.heights().height(i);
                viewport.measured(i, height);
            }
            if (same) {
                return;
            }
        }
    }

    private void place(int width) {
        new TreeMap<>(rows).forEach((index, row) -> viewport.measured(index, measure(index, row, width)));
        // Only now: every height that was corrected may have moved it.
        long top = viewport.top();
        for (Map.Entry<Integer, Row> entry : rows.entrySet()) {
            int index = entry.getKey();
            Row row = entry.getValue();
            int height = viewport.heights().height(index);
            int y = (int) (viewport.heights().offset(index) - top);
            row.setBounds(0, y, width, height);
            row.setVisible(true);
        }
    }

    /** The height of a row; one whose renderer fails at that is replaced. */
    private int measure(int index, Row row, int width) {
        int height = row.measure(width);
        if (height >= 0) {
            return height;
        }
        fallen.add(row.id());
        rows.remove(index);
        row.unbind();
        row.dispose();
        return realise(index).measure(width);
    }

    private Row realise(int index) {
        StoredMessage stored = timeline.row(index);
        MessageId id = stored.message().id();
        Row row = null;
        if (!fallen.contains(id)) {
            row = bind(renderers.choose(stored), stored, index);
        }
        if (row == null) {
            fallen.add(id);
            row = bind(renderers.fallback(), stored, index);
        }
        row.setSelected(id.equals(selected));
        row.setRead(isRead(index));
        rows.put(index, row);
        return row;
    }

    /** Null if the renderer failed. */
    private Row bind(Guest<MessageRenderer> renderer, StoredMessage stored, int index) {
        Side side = Side.of(stored);
        OutboxEntry entry = timeline.unsent(index);
        Deque<Row> free = pool.get(new Kind(renderer, side, entry != null));
        Row row = free == null ? null : free.poll();
        if (row != null) {
            pooled--;
        } else {
            row = create(renderer, side, entry != null);
        }
        if (row == null) {
            return null;
        }
        boolean bound = row.bind(stored, timeline.frame(index), entry);
        if (bound && row.measure(getClientArea().width) >= 0) {
            return row;
        }
        if (bound) {
            row.unbind();
        }
        row.dispose();
        return null;
    }

    /** Null if the renderer failed. */
    private Row create(Guest<MessageRenderer> renderer, Side side, boolean notSent) {
        Row.Ground ground = notSent ? Row.Ground.UNSENT
                : renderer == renderers.recalled() ? Row.Ground.QUIET : Row.Ground.PLAIN;
        Row row = new Row(this, side, ground, renderer, look(), unsent::run);
        if (!row.create(new RowContext(desk, row, look(), this::arrangeSoon))) {
            row.dispose();
            return null;
        }
        Ids.unstyled(row);
        keys.listenToRow(row);
        return row;
    }

    private Row.Look look() {
        if (look == null) {
            Fonts fonts = new Fonts(this);
            RowWords words = new RowWords(desk.names(), desk.times(), desk::now,
                    text -> width(text, fonts.small()));
            look = new Row.Look(Palette.of(this), fonts, words);
        }
        return look;
    }

    private int width(String text, Font font) {
        GC gc = new GC(this);
        try {
            gc.setFont(font);
            return gc.textExtent(text).x;
        } finally {
            gc.dispose();
        }
    }

    private void releaseOutside(Viewport.Rows keep) {
        Control focus = getDisplay().getFocusControl();
        for (Iterator<Map.Entry<Integer, Row>> all = rows.entrySet().iterator(); all.hasNext();) {
            Map.Entry<Integer, Row> entry = all.next();
            Row row = entry.getValue();
            // The focused row stays, or the keyboard would be left without a target.
            if (!keep.contains(entry.getKey()) && !contains(row, focus)) {
                // From here on the entry may stand for another row.
                all.remove();
                release(row);
            }
        }
    }

    private static boolean contains(Composite row, Control control) {
        Control at = control;
        while (at != null && at != row) {
            at = at.getParent();
        }
        return at != null;
    }

    private void release(Row row) {
        boolean notSent = row.unsent() != null;
        if (!row.unbind() || pooled >= MOST_POOLED) {
            row.dispose();
            return;
        }
        row.setVisible(false);
        pooled++;
        pool.computeIfAbsent(new Kind(row.renderer(), row.side(), notSent), kind -> new ArrayDeque<>()).push(row);
    }

    private void releaseAll() {
        List<Row> all = new ArrayList<>(rows.values());
        rows.clear();
        all.forEach(this::release);
    }

    private void discardRows() {
        releaseAll();
        pool.values().forEach(free -> free.forEach(Row::dispose));
        pool.clear();
        pooled = 0;
    }

    private void unbindAll() {
        rows.values().forEach(Row::unbind);
        rows.clear();
        pool.clear();
    }

    private int controls() {
        return rows.values().stream().mapToInt(Transcript::count).sum();
    }

    private static int count(Control control) {
        int count = 1;
        if (control instanceof Composite composite) {
            for (Control child : composite.getChildren()) {
                count += count(child);
            }
        }
        return count;
    }

    /** A guess from the amount of text: good enough for the scroll bar, corrected as soon as the row exists. */
    private int estimate(StoredMessage stored) {
        int width = Math.max(200, getClientArea().width - 140);
        int line = Math.max(12, getFont().getFontData()[0].getHeight() * 2);
        long wide = stored.message().content().chars().limit(4_000).map(c -> c > 0x2e00 ? 2 : c == '\n' ? 40 : 1).sum();
        long lines = 1 + wide * line / 2 / 2 / width;
        return (int) (24 + lines * line + (stored.message().attachment().isEmpty() ? 0 : 60));
    }

    // ---- the scroll bar

    private void updateBar() {
        ScrollBar bar = getVerticalBar();
        long total = viewport.heights().total();
        int height = viewport.height();
        boolean needed = total > height && height > 0;
        if (bar.getVisible() != needed) {
            bar.setVisible(needed);
        }
        if (needed) {
            long scale = scale(total);
            int thumb = (int) Math.max(1, height / scale);
            bar.setValues((int) (Math.max(0, viewport.top()) / scale), 0, (int) (total / scale), thumb,
                    (int) Math.max(1, LINE / scale), thumb);
        }
    }

    private long fromBar(int selection) {
        return selection * scale(viewport.heights().total());
    }

    /** Some toolkits are inexact beyond 24 bit. */
    private static long scale(long total) {
        return 1 + total / 8_000_000;
    }

    @Override
    public boolean setFocus() {
        // Not into a row: the list itself is what the keys are for.
        return forceFocus();
    }
}
