// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.api;

import org.chatdock.api.message.Message;
import org.chatdock.api.store.StoredMessage;
import org.eclipse.swt.widgets.Composite;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Shows messages of a kind. A whiteboard service: it may come and go at any time, and the rows that it shows are then
 * shown anew. Called on the UI thread only.
 * <p>
 * A renderer fills the bubble; the frame around it (sender, time, context menu) belongs to the transcript. What a
 * renderer throws, {@link LinkageError} included, hurts only its own row, which is shown by the fallback. See the
 * package's description for what follows when it fails or is slow.
 */
@ConsumerType
public interface MessageRenderer {
    /**
     * How well this renderer suits the message: 0 or less is not at all. The highest score wins; among equals the
     * higher service ranking, then the lower service id. The renderers that Chatdock brings answer 10, the fallback
     * answers 1. Cheap, without effect, and always the same answer for the same message.
     */
    int score(StoredMessage message);

    /**
     * Creates a body, to be used for many messages one after the other.
     *
     * @param parent the only parent to use; it is as wide and high as the body, has the bubble's background and no
     *            layout
     * @param context colours, font and services; good as long as the body
     * @return never null
     */
    MessageBody create(Composite parent, RenderContext context);

    /** The message in a sentence, for screen readers. Never null. */
    String accessibleText(Message message);

    /** The message as text, for the clipboard. Never null. */
    String plainText(Message message);
}
