// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.api;

import org.chatdock.api.store.StoredMessage;
import org.eclipse.swt.widgets.Control;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The inside of one bubble. The transcript keeps few of them and binds them again and again as the agent scrolls, so
 * binding should be fast. UI thread only.
 */
@ConsumerType
public interface MessageBody {
    /**
     * The control, always the same. The transcript places it and asks it for its size by
     * {@link Control#computeSize(int, int)} with the width that there is, and disposes it; whatever else the body
     * allocates it frees when the control is disposed.
     */
    Control control();

    /** Shows a message. Always followed by {@link #unbind()} before the next, and before the control is disposed. */
    void bind(StoredMessage message);

    /** Forgets the message: results of work that is still under way for it must not be shown any more. */
    void unbind();
}
