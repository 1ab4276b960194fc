// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui;

import org.eclipse.swt.widgets.Composite;

/** A view as a part holds it. UI thread. It goes away with its control. */
public interface DeskView {
    Composite control();

    /** Gives the keyboard to what the agent will want to use. */
    void setFocus();

    /** The part has become visible, or the theme has changed: show what is true now. */
    void refresh();
}
