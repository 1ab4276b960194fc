// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.chatdock.api.message.ConversationId;
import org.chatdock.ui.ExtensionsView;
import org.chatdock.ui.internal.model.ExtensionsModel;
import org.chatdock.ui.internal.model.ExtensionsModel.Content;
import org.chatdock.ui.internal.model.ExtensionsModel.Extension;
import org.chatdock.ui.internal.model.ExtensionsModel.SetAside;
import org.chatdock.ui.internal.model.Messages;
import org.chatdock.ui.internal.view.LiveTable.Column;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/**
 * Extensions above, messages that were set aside below. Nobody tells of changes here, so it asks, once a second and
 * only while it is seen.
 */
final class ExtensionsControl implements ExtensionsView {
    private static final int REFRESH_MILLIS = 1_000;
    private static final String COUNT = "100,000";

    private final Desk desk;
    private final ExtensionsModel model;
    private final Composite root;
    private final StackLayout layers = new StackLayout();
    private final Notice notice;
    private final Composite content;
    private final SashForm halves;
    private final LivePane<Extension> extensions;
    private final LivePane<SetAside> messages;
    private final Label quiet;
    private final Button release;
    private final Button toggle;
    private final Button retry;
    private final Button show;
    private final Tick tick;
    private final Runnable again = this::tick;
    private boolean ticking;
    private Consumer<ConversationId> opened = id -> {
    };

    ExtensionsControl(Composite parent, Desk desk) {
        this.desk = desk;
        model = new ExtensionsModel(desk::registry, desk.contributions(), desk.names(), desk.times());
        root = Ids.set(new Composite(parent, SWT.NONE), "extensions");
        root.setLayout(layers);
        notice = new Notice(root, "extensions.notice");
        content = new Composite(root, SWT.NONE);
        GridLayout layout = new GridLayout();
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        layout.marginBottom = 4;
        layout.verticalSpacing = 0;
        content.setLayout(layout);
        halves = new SashForm(content, SWT.VERTICAL);
        halves.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        extensions = new LivePane<>(halves, new LivePane.Labels("extensions", Messages.Extensions_table,
                Messages.Extensions_details, Messages.Extensions_select), extensionColumns(), Extension::key,
                Extension::detail, this::chosen);
        extensions.hideHeading();
        new StateCells(extensions.rows().table(), 2);
        release = extensions.button("extensions.release", this::release, Messages.Extensions_release);
        toggle = extensions.button("extensions.toggle", this::toggle, Messages.Extensions_disable,
                Messages.Extensions_enable);
        messages = new LivePane<>(halves, new LivePane.Labels("extensions.aside", Messages.Extensions_asideTable,
                Messages.Extensions_details, Messages.Extensions_asideSelect), messageColumns(), SetAside::key,
                model::detail, this::chosen);
        messages.rows().table().addListener(SWT.DefaultSelection, event -> open(messages.rows().selected()));
        retry = messages.button("extensions.retry", this::retry, Messages.Extensions_retry);
        show = messages.button("extensions.show", this::open, Messages.Extensions_show);
        halves.setWeights(4, 3);
        messages.control().setVisible(false);
        quiet = Ids.set(new Label(content, SWT.WRAP), "extensions.quiet");
        GridData data = new GridData(SWT.FILL, SWT.END, true, false);
        data.horizontalIndent = 10;
        data.verticalIndent = 2;
        quiet.setLayoutData(data);
        tick = new Tick(root, this::tick);
        root.addListener(SWT.Paint, event -> {
            dress();
            if (!ticking) {
                tick.request();
            }
        });
        root.addListener(SWT.Dispose, event -> root.getDisplay().timerExec(-1, again));
        // At once, so that there is something to give the keyboard to.
        update();
    }

    private static List<Column<Extension>> extensionColumns() {
        String state = Stream.of(Messages.Extensions_active, Messages.Extensions_paused, Messages.Extensions_disabled,
                Messages.Extensions_refused).max(Comparator.comparingInt(String::length)).orElseThrow();
        String took = NLS.bind(Messages.Extensions_millis, "< 0.1");
        return List.of(Column.elastic(Messages.Extensions_name, Extension::name, 11, 9),
                Column.words(Messages.Extensions_kind, Extension::kind, "", 5),
                Column.words(Messages.Extensions_state, Extension::state, StateCells.ROOM + state, 8),
                Column.figures(Messages.Extensions_calls, null, Extension::calls, COUNT, 6),
                Column.figures(Messages.Extensions_failures, null, Extension::failures, "", 7),
                Column.figures(Messages.Extensions_acknowledgements, null, Extension::acknowledgements, COUNT, 1),
                Column.figures(Messages.Extensions_mean, Messages.Extensions_meanTip, Extension::mean, took, 2),
                Column.figures(Messages.Extensions_p95, Messages.Extensions_p95Tip, Extension::p95, took, 3),
                Column.elastic(Messages.Extensions_lastError, Extension::lastError, 10, 4),
                Column.elastic(Messages.Extensions_bundle, Extension::bundle, 12, 0));
    }

    private static List<Column<SetAside>> messageColumns() {
        return List.of(Column.words(Messages.Extensions_time, SetAside::time, "2026-12-30", 1),
                Column.elastic(Messages.Extensions_customer, SetAside::customer, 7, 4),
                Column.elastic(Messages.Extensions_handler, SetAside::handlerName, 7, 3),
                Column.figures(Messages.Extensions_tries, null, SetAside::tries, "", 0),
                Column.elastic(Messages.Extensions_reason, SetAside::reason, 10, 2));
    }

    @Override
    public Composite control() {
        return root;
    }

    @Override
    public void setFocus() {
        if (extensions.control().isVisible()) {
            extensions.rows().table().setFocus();
        } else {
            root.forceFocus();
        }
    }

    @Override
    public void refresh() {
        tick.request();
    }

    @Override
    public void onOpen(Consumer<ConversationId> toOpened) {
        opened = toOpened;
    }

    /** A theme may dress the view at any time; our colour follows when it is painted. */
    private void dress() {
        Color secondary = Palette.of(content).secondary();
        if (!secondary.equals(quiet.getForeground())) {
            quiet.setForeground(secondary);
        }
    }

    private void tick() {
        ticking = !root.isDisposed() && root.isVisible() && !root.getShell().getMinimized();
        if (ticking) {
            update();
            root.getDisplay().timerExec(REFRESH_MILLIS, again);
        }
    }

    private void update() {
        Content now = model.read(desk.now());
        boolean nothing = now.extensions().isEmpty() && now.messages().isEmpty();
        if (nothing) {
            notice.say(now.running() ? Messages.Extensions_none : Messages.Desk_missing);
        }
        extensions.show(now.extensions());
        messages.show(now.messages());
        messages.setHeading(NLS.bind(Messages.Extensions_aside, Integer.valueOf(now.messages().size())));
        arrange(now);
        Composite top = nothing ? notice.control() : content;
        if (layers.topControl != top) {
            layers.topControl = top;
            root.layout(true);
        }
    }

    /** Messages have their half of the room only while there are any. */
    private void arrange(Content now) {
        boolean none = now.messages().isEmpty();
        if (messages.control().getVisible() == none) {
            messages.control().setVisible(!none);
            halves.layout(true);
        }
        // With handlers gone this is the place to say why there are none.
        String words = now.running() ? Messages.Extensions_asideNone : Messages.Desk_missing;
        if (!quiet.getText().equals(words) || quiet.getVisible() != none) {
            quiet.setText(words);
            quiet.setVisible(none);
            ((GridData) quiet.getLayoutData()).exclude = !none;
            content.layout(true);
        }
    }

    private void chosen(Extension row) {
        release.setEnabled(row != null && row.canRelease());
        toggle.setEnabled(row != null && (row.canDisable() || row.canEnable()));
        String words = row != null && row.canEnable() ? Messages.Extensions_enable : Messages.Extensions_disable;
        if (!toggle.getText().equals(words)) {
            toggle.setText(words);
        }
    }

    private void chosen(SetAside row) {
        retry.setEnabled(row != null && row.canRetry());
        show.setEnabled(row != null);
    }

    private void release(Extension row) {
        model.release(row);
        update();
        if (!release.isEnabled()) {
            // The keyboard would be nowhere.
            extensions.rows().table().setFocus();
        }
    }

    private void toggle(Extension row) {
        model.toggle(row);
        update();
    }

    /** The next message is selected: who tries one again will want to try them all. */
    private void retry(SetAside row) {
        SetAside next = messages.rows().neighbour();
        model.retry(row);
        update();
        if (messages.rows().selected() == null) {
            messages.rows().select(next);
            messages.choose();
        }
        if (!messages.control().isVisible()) {
            setFocus();
        } else if (!retry.isEnabled()) {
            messages.rows().table().setFocus();
        }
    }

    private void open(SetAside row) {
        if (row != null) {
            desk.open(row.conversation());
            opened.accept(row.conversation());
        }
    }
}
