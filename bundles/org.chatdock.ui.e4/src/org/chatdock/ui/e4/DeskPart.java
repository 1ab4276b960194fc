// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.e4;

import org.chatdock.ui.ChatDesk;
import org.chatdock.ui.DeskView;
import org.chatdock.ui.MissingDesk;
import org.eclipse.e4.core.di.annotations.Optional;
import org.eclipse.e4.ui.di.Focus;
import org.eclipse.e4.ui.di.UIEventTopic;
import org.eclipse.e4.ui.di.UISynchronize;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.osgi.service.event.Event;

import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;

/** A part that shows a view of the desk, and says so while there is no desk: services may come and go. */
abstract class DeskPart {
    private static final String THEME_CHANGED = "org/eclipse/e4/ui/css/swt/theme/ThemeManager/themeChanged";

    @Inject
    private UISynchronize ui;
    private Composite parent;
    private DeskView view;
    private volatile ChatDesk desk;

    abstract DeskView create(Composite into, ChatDesk from);

    @PostConstruct
    void create(Composite into) {
        parent = into;
        show();
    }

    /** Injected before the part is created and whenever the desk comes or goes, then on any thread. */
    @Inject
    void setDesk(@Optional ChatDesk newDesk) {
        desk = newDesk;
        if (parent != null) {
            ui.asyncExec(this::show);
        }
    }

    private void show() {
        if (parent.isDisposed()) {
            return;
        }
        for (Control old : parent.getChildren()) {
            old.dispose();
        }
        ChatDesk now = desk;
        view = now == null ? null : create(parent, now);
        if (view == null) {
            MissingDesk.show(parent);
        }
        parent.layout(true, true);
    }

    @Focus
    void focus() {
        if (view == null) {
            parent.forceFocus();
        } else {
            view.setFocus();
        }
    }

    @Inject
    @Optional
    void themeChanged(@SuppressWarnings("unused") @UIEventTopic(THEME_CHANGED) Event event) {
        if (view != null) {
            view.refresh();
        }
    }
}
