// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.api;

import org.chatdock.api.store.StoredMessage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An entry in the context menu of messages. A whiteboard service: it may come and go at any time; entries stand in the
 * order of service ranking, the highest first, then of service id. Called on the UI thread only.
 * <p>
 * What an action throws, {@link LinkageError} included, costs only its own entry and is said to the agent. See the
 * package's description for what follows when it fails or is slow.
 */
@ConsumerType
public interface MessageAction {
    /**
     * The words of the entry, in the agent's language; an {@code &} before a letter makes it a mnemonic. Asked whenever
     * a menu opens: cheap and without effect.
     *
     * @return empty or null: no entry for this message
     */
    String label(StoredMessage message);

    /** The agent has chosen the entry. Slow work goes to {@link UiContext#workers()}. */
    void run(StoredMessage message, ActionContext context);
}
