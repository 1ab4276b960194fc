// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.api;

import java.util.concurrent.Executor;

import org.chatdock.api.message.ConversationId;
import org.osgi.annotation.versioning.ProviderType;

/** What the chat's views offer to whoever contributes to them. UI thread, but where it says any thread. */
@ProviderType
public interface UiContext {
    /**
     * For slow work, such as fetching. What runs here is not on the UI thread; a few threads are shared by all, and
     * interrupted when the views' bundle stops. Any thread.
     */
    Executor workers();

    /** Back to the UI thread. Dropped without a word if the view is gone by then. Any thread. */
    void onUi(Runnable task);

    /** Opens an address outside. Only {@code http} and {@code https} are opened; anything else does nothing. */
    void open(String address);

    /** Puts text on the clipboard; does nothing if it is empty. */
    void copy(String text);

    /**
     * Writes text into a conversation's draft, at the caret, whether or not that conversation is shown. Nothing is
     * sent: that is the agent's decision.
     */
    void compose(ConversationId conversation, String text);
}
