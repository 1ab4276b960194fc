// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.view;

import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Widget;

/** What widgets are known by: to tests, to style sheets, to screen readers. */
public final class Ids {
    /** Widget data: the stable id of a widget. */
    public static final String ID = "org.chatdock.id";
    /** Widget data of a transcript row: the message id's value. */
    public static final String MESSAGE = "org.chatdock.message";
    /** Widget data of an inbox item, the transcript and the composer: the conversation id's value. */
    public static final String CONVERSATION = "org.chatdock.conversation";
    private static final String CSS_CLASS = "org.eclipse.e4.ui.css.CssClassName";
    private static final String CSS_DISABLED = "org.eclipse.e4.ui.css.disabled";

    private Ids() {
    }

    public static <W extends Widget> W set(W widget, String id) {
        widget.setData(ID, id);
        return widget;
    }

    static void cssClass(Widget widget, String name) {
        widget.setData(CSS_CLASS, name);
    }

    /** Keeps style sheets away from a control and all in it: their colours come from the palette. */
    static void unstyled(Control control) {
        control.setData(CSS_DISABLED, Boolean.TRUE);
        if (control instanceof Composite composite) {
            for (Control child : composite.getChildren()) {
                unstyled(child);
            }
        }
    }

    /** Gives a control its name for screen readers. */
    static void name(Control control, String name) {
        control.setData(Ids.class.getName(), name);
        control.getAccessible().addAccessibleListener(new AccessibleAdapter() {
            @Override
            public void getName(AccessibleEvent e) {
                if (!control.isDisposed()) {
                    e.result = (String) control.getData(Ids.class.getName());
                }
            }
        });
    }

    /** Changes a name that was given by {@link #name}. */
    static void rename(Control control, String name) {
        control.setData(Ids.class.getName(), name);
    }
}
