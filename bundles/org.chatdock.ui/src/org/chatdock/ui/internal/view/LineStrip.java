// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.chatdock.api.message.ConversationId;
import org.chatdock.api.store.StoreChange;
import org.chatdock.ui.DeskView;
import org.chatdock.ui.internal.model.LineModel;
import org.chatdock.ui.internal.model.Messages;
import org.chatdock.ui.internal.model.SendText;
import org.chatdock.ui.internal.model.StoreNotice;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;

/**
 * The state of the line: a coloured dot, the same in words, since when, and a way to try again; apart from it the state
 * of the send call, if that is worth a word. Its tool tip also says how messages are kept.
 */
final class LineStrip implements DeskView, Desk.Member {
    private static final int DOT = 9;

    private final Desk desk;
    private final Composite strip;
    private final Canvas dot;
    private final Label words;
    private final Label time;
    private final Label sending;
    private final Link retry;
    private final Tick tick;
    private final Runnable later = this::update;
    private LineModel.Line shown;
    private String kept = "";
    private SendText sends;

    LineStrip(Composite parent, Desk desk) {
        this.desk = desk;
        strip = Ids.set(new Composite(parent, SWT.NONE), "status");
        GridLayout layout = new GridLayout(5, false);
        layout.marginHeight = 3;
        layout.marginWidth = 10;
        layout.horizontalSpacing = 7;
        strip.setLayout(layout);
        dot = new Canvas(strip, SWT.NO_FOCUS | SWT.DOUBLE_BUFFERED);
        GridData data = new GridData(SWT.CENTER, SWT.CENTER, false, false);
        data.widthHint = DOT + 1;
        data.heightHint = DOT + 2;
        dot.setLayoutData(data);
        dot.addListener(SWT.Paint, this::paintDot);
        words = Ids.set(new Label(strip, SWT.NONE), "status.words");
        time = Ids.set(new Label(strip, SWT.NONE), "status.time");
        time.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        sending = Ids.set(new Label(strip, SWT.NONE), "status.sending");
        GridData sendingData = new GridData(SWT.END, SWT.CENTER, false, false);
        sendingData.exclude = true;
        sending.setLayoutData(sendingData);
        sending.setVisible(false);
        retry = Ids.set(new Link(strip, SWT.NONE), "status.retry");
        retry.setText("<a>" + Messages.Line_retry + "</a>");
        retry.setLayoutData(new GridData(SWT.END, SWT.CENTER, false, false));
        retry.addListener(SWT.Selection, event -> desk.retry());
        Ids.name(strip, "");
        tick = new Tick(strip, this::update);
        desk.join(this);
        strip.addListener(SWT.Dispose, event -> {
            desk.leave(this);
            strip.getDisplay().timerExec(-1, later);
        });
        strip.addListener(SWT.Paint, event -> {
            if (shown == null) {
                tick.request();
            }
            dress();
        });
        update();
    }

    @Override
    public Composite control() {
        return strip;
    }

    @Override
    public void setFocus() {
        strip.setFocus();
    }

    @Override
    public void refresh() {
        shown = null;
        update();
    }

    @Override
    public void storeChanged(StoreChange change) {
        // The line is what is shown here.
    }

    @Override
    public void servicesChanged() {
        tick.request();
    }

    @Override
    public void lineChanged() {
        tick.request();
    }

    @Override
    public void outgoingChanged(Set<ConversationId> conversations) {
        // How many wait.
        tick.request();
    }

    @Override
    public void currentChanged(ConversationId conversation) {
        // The line is what is shown here.
    }

    private void update() {
        if (strip.isDisposed()) {
            return;
        }
        if (shown != null && !strip.isVisible()) {
            // Painting will ask again.
            shown = null;
            return;
        }
        LineModel.Line line = desk.line();
        String storeKeeps = StoreNotice.kept(desk.storeStatus());
        SendText sendCall = SendText.of(desk.outgoing().health(), desk.times());
        if (!line.equals(shown) || !storeKeeps.equals(kept) || !sendCall.equals(sends)) {
            kept = storeKeeps;
            showSending(sendCall);
            show(line);
        }
        Duration next = desk.lineModel().changesIn(desk.now());
        if (next != null) {
            strip.getDisplay().timerExec((int) Math.max(20, Math.min(1_000, next.toMillis())), later);
        }
    }

    private void showSending(SendText now) {
        boolean same = sends != null && sends.words().equals(now.words());
        sends = now;
        if (!same) {
            sending.setText(now.words().replace("&", "&&"));
            sending.setVisible(!now.words().isEmpty());
            ((GridData) sending.getLayoutData()).exclude = now.words().isEmpty();
            sending.requestLayout();
        }
    }

    private void show(LineModel.Line line) {
        boolean newShape = shown == null || !shown.words().equals(line.words()) || shown.canRetry() != line.canRetry()
                || shown.time().length() != line.time().length();
        shown = line;
        words.setText(line.words());
        time.setText(line.time());
        dress();
        retry.setVisible(line.canRetry());
        ((GridData) retry.getLayoutData()).exclude = !line.canRetry();
        String detail = Stream.of(line.detail(), sends.detail(), kept).filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n"));
        String tip = detail.isEmpty() ? null : detail;
        strip.setToolTipText(tip);
        words.setToolTipText(tip);
        time.setToolTipText(tip);
        sending.setToolTipText(tip);
        dot.setToolTipText(line.words());
        Ids.rename(strip, NLS.bind(Messages.Line_name, line.words() + ' ' + line.time())
                + (sends.words().isEmpty() ? "" : ", " + sends.words()));
        dot.redraw();
        if (newShape) {
            words.requestLayout();
        }
    }

    /** A theme may dress the strip at any time; our colours follow when it is painted. Half a time says nothing. */
    private void dress() {
        boolean fits = time.getSize().x >= time.computeSize(SWT.DEFAULT, SWT.DEFAULT).x;
        if (time.getVisible() != fits) {
            time.setVisible(fits);
        }
        Palette palette = Palette.of(strip);
        Color secondary = palette.secondary();
        Color link = palette.link(strip.getBackground());
        if (!secondary.equals(time.getForeground()) || !link.equals(retry.getLinkForeground())) {
            time.setForeground(secondary);
            retry.setLinkForeground(link);
        }
        Color call = sends != null && sends.trouble() ? palette.badText() : secondary;
        if (!call.equals(sending.getForeground())) {
            sending.setForeground(call);
        }
    }

    private void paintDot(Event event) {
        Palette palette = Palette.of(strip);
        Color fill = switch (shown == null ? LineModel.Level.ABSENT : shown.level()) {
            case UP -> palette.good();
            case TRYING -> palette.warning();
            case DOWN -> palette.bad();
            case ABSENT -> palette.secondary();
        };
        event.gc.setAntialias(SWT.ON);
        event.gc.setBackground(fill);
        event.gc.fillOval(0, 1, DOT, DOT);
    }
}
