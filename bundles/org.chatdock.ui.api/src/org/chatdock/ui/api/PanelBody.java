// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.api;

import org.chatdock.api.message.ConversationId;
import org.eclipse.swt.widgets.Control;
import org.osgi.annotation.versioning.ConsumerType;

/** The inside of one section of a {@link CustomerPanel}. UI thread only. */
@ConsumerType
public interface PanelBody {
    /**
     * The control, always the same. The section places it and asks it for its size by
     * {@link Control#computeSize(int, int)} with the width that there is, and disposes it; whatever else the body
     * allocates it frees when the control is disposed.
     */
    Control control();

    /** Shows a customer. Always followed by {@link #unbind()} before the next, and before the control is disposed. */
    void bind(ConversationId conversation);

    /** Forgets the customer: results of work that is still under way must not be shown any more. */
    void unbind();
}
