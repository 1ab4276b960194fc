// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.api;

import org.chatdock.api.message.ConversationId;
import org.eclipse.swt.widgets.Composite;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A section beside the transcript that tells the agent more of the customer. A whiteboard service: it may come and go
 * at any time; sections stand in the order of service ranking, the highest first, then of service id. Called on the UI
 * thread only; created when the agent first sees the section open, so one that stays folded costs nothing.
 * <p>
 * What a panel throws, {@link LinkageError} included, hurts only its own section, which then says so. See the package's
 * description for what follows when it fails or is slow.
 */
@ConsumerType
public interface CustomerPanel {
    /** The title of the section, in the agent's language. Never null. */
    String title();

    /** Whether the section is shown for this customer. Cheap and without effect. */
    default boolean appliesTo(@SuppressWarnings("unused") ConversationId conversation) {
        return true;
    }

    /**
     * Creates the inside of the section, to be used for many customers one after the other.
     *
     * @param parent the only parent to use; it has the section's background and no layout of its own
     * @param context colours, font and services; good as long as the body
     * @return never null
     */
    PanelBody create(Composite parent, RenderContext context);
}
