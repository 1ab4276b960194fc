// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.quick;

import java.util.List;

import org.chatdock.api.message.ConversationId;

/** Is told which reply the agent has chosen. UI thread; the popup has closed by then. */
public interface Chosen {
    /**
     * A reply that is one text. The popup writes it into the box directly after this, in place of what was typed to
     * find it, and selects the first gap. Whoever listens keeps {@link Filled#missing} with the draft until it is sent.
     *
     * @param to whom it was filled for: the conversation of the box
     */
    void text(ConversationId to, Filled text);

    /**
     * A reply of several messages, or with a picture or file. What was typed to find it has been taken out of the box;
     * the rest of the draft is as it was. Parts that are not complete must not be sent as they are.
     *
     * @param to whom it was filled for: the conversation of the box
     * @param parts in the order in which they are sent; at least one
     */
    void parts(ConversationId to, List<FilledPart> parts);
}
